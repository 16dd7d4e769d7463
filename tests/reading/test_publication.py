import datetime as dt

import pytest

from geo.models import DateBasis, Published
from geo.reading.article import make_article

BODY = "\n\nShells fell on the village all night, the mayor said. Two houses burned."
DAY = dt.date(2025, 3, 30)


def published(text: str, **facts: str) -> tuple[dt.date | None, dt.date | None, str]:
    found = make_article(text, source="test", **facts).published  # type: ignore[arg-type]
    return found.start, found.end, found.basis.value


@pytest.mark.parametrize(
    "text",
    [
        "KYIV, March 30, 2025 — Shells fell on the village all night." + BODY,
        "KYIV, Ukraine (March 30, 2025) - Shells fell on a village." + BODY,
        "КИЇВ, 30 березня 2025 р. — На село впали снаряди." + BODY,
        "МОСКВА, 30 марта 2025 г. (Агентство) — На село упали снаряды." + BODY,
        "Village is hit\nMarch 30, 2025" + BODY,
        "Village is hit\nSunday, 30 March 2025, 14:30 GMT" + BODY,
        "Village is hit\nBy Jane Doe | March 30, 2025" + BODY,
        "Село обстріляли\n30 березня 2025, 14:30" + BODY,
        "Обстрел\n30.03.2025 14:30" + BODY,
        "Village is hit\nPublished: March 30, 2025 at 5:12 pm" + BODY,
        "Опубліковано: 30 березня 2025 року" + BODY,
        "Дата публикации: 30.03.2025" + BODY,
        "date 2025-03-30 Village is hit" + BODY,
        "Село обстріляли\n30-03-2025 14:12" + BODY,
        BODY + "\n\nPosted on 30 March 2025 by admin",
        "Updated: 31 March 2025\nPublished: 30 March 2025" + BODY,
    ],
)
def test_dateline(text: str) -> None:
    assert published(text) == (DAY, DAY, "dateline")


@pytest.mark.parametrize(
    "text",
    [
        "On Sunday, March 30, 2025 - a day of rain - shells fell." + BODY,
        "Shells fell on March 30, 2025 — the worst day." + BODY,
        "KYIV, March 30 (Agency) — Shells fell." + BODY,
    ],
)
def test_date_in_prose_or_without_year_is_no_dateline(text: str) -> None:
    assert published(text)[2] == "inferred"


def test_change_date_bounds_from_above_only() -> None:
    assert published("Updated: 31 March 2025" + BODY) == (None, dt.date(2025, 3, 31), "dateline")


@pytest.mark.parametrize(
    ("url", "start", "end"),
    [
        ("https://news.example/2025/03/30/village", DAY, DAY),
        ("https://news.example/village-2025-03-30.html", DAY, DAY),
        ("https://news.example/world/2025/mar/30/village", DAY, DAY),
        ("https://news.example/news/20250330_village", DAY, DAY),
        ("https://news.example/2025/03/village", dt.date(2025, 3, 1), dt.date(2025, 3, 31)),
    ],
)
def test_url(url: str, start: dt.date, end: dt.date) -> None:
    assert published(BODY, url=url) == (start, end, "url")


@pytest.mark.parametrize("url", ["https://2025.example/03/30", "https://news.example/id/99202513311", "x"])
def test_other_numbers_in_an_address_are_no_date(url: str) -> None:
    assert published(BODY, url=url) == (None, None, "inferred")


def test_order_is_stated_then_given_then_dateline_then_url() -> None:
    text = "KYIV, March 30, 2025 — Shells fell." + BODY
    url = "https://news.example/2025/04/01/x"
    given = dt.date(2025, 3, 29)
    assert make_article(text, source="t", url=url, published=given).published == Published(
        start=given, end=given, basis=DateBasis.GIVEN
    )
    assert published(text, url=url)[2] == "dateline"


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("On March 11, 2025 the army took the town. It had lost it in August 2024.", dt.date(2025, 3, 11)),
        ("In March 2024, raids spread to the north.", dt.date(2024, 3, 1)),
        ("Село звільнили 11 березня 2025 року.", dt.date(2025, 3, 11)),
        ("The town may fall by 1 June 2025. It was hit on 11 March 2025.", dt.date(2025, 3, 11)),
        ("Перемирие будет действовать с 1 июня 2025 года.", None),
        ("Mobilisation is extended until 9 May 2025.", None),
        ("It happened on August 6.", None),
        ("The battle of 12 July 1943 was fought here.", None),
    ],
)
def test_dates_in_the_text_bound_from_below_only_where_they_are_past(
    text: str, start: dt.date | None
) -> None:
    assert published(text) == (start, None, "inferred")


def test_event_still_ahead_bounds_from_above() -> None:
    text = "Talks are scheduled for 9 May 2025. The village was hit on 30 March 2025."
    assert published(text) == (DAY, dt.date(2025, 5, 9), "inferred")


def test_bounds_that_cross_are_dropped() -> None:
    text = "Talks are scheduled for 9 March 2025. The village was hit on 30 March 2025."
    assert published(text) == (None, None, "inferred")
