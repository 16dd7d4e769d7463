import datetime as dt

import pytest

from geo.errors import ArticleError
from geo.models import DateBasis, Published
from geo.reading.front_matter import read_front_matter


def test_plain_values_and_the_text_after_them() -> None:
    head = read_front_matter(
        '---\ntitle: "Bridge: \\"gone\\""\npublisher: Own Desk # ours\npublished: 2025-03-30\n'
        "url: https://a.example/x#y\ntags:\n  - war\n  - border\nauthor: [A, B]\n---\nIt was hit.\n"
    )
    assert (head.title, head.publisher, head.url) == ('Bridge: "gone"', "Own Desk", "https://a.example/x#y")
    day = dt.date(2025, 3, 30)
    assert head.published == Published(start=day, end=day, basis=DateBasis.FRONT_MATTER)
    assert head.text == "It was hit.\n"


@pytest.mark.parametrize(
    "lines",
    [
        "published:\n  start: 2025-03-28\n  end: 2025-04-01\n  basis: inferred",
        "published: {start: 2025-03-28, end: 2025-04-01, basis: inferred}",
    ],
)
def test_interval_with_its_basis(lines: str) -> None:
    assert read_front_matter(f"---\n{lines}\n---\nText").published == Published(
        start=dt.date(2025, 3, 28), end=dt.date(2025, 4, 1), basis=DateBasis.INFERRED
    )


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2025-03-28..2025-04-01", "2025-03-28", "2025-04-01"),
        ("2025-03-28/2025-04-01", "2025-03-28", "2025-04-01"),
        ("2025-03-28..", "2025-03-28", None),
        ("2025-03-28T10:00:00Z", "2025-03-28", "2025-03-28"),
        ("28 March 2025", "2025-03-28", "2025-03-28"),
        ("March 2025", "2025-03-01", "2025-03-31"),
        ("'28 березня 2025'", "2025-03-28", "2025-03-28"),
    ],
)
def test_ways_to_write_a_date(value: str, start: str, end: str | None) -> None:
    found = read_front_matter(f"---\npublished: {value}\n---\nText").published
    assert found is not None
    assert found.start == dt.date.fromisoformat(start)
    assert found.end == (end and dt.date.fromisoformat(end))


def test_reason_of_the_date_becomes_a_notice() -> None:
    head = read_front_matter("---\npublished:\n  end: 2025-04-01\n  why: a raid is named\n---\nText")
    assert head.notices == ("Publication date: a raid is named",)


@pytest.mark.parametrize("value", ["", "null", "unknown", "~"])
def test_unknown_date_is_none(value: str) -> None:
    assert read_front_matter(f"---\npublished: {value}\n---\nText").published is None


@pytest.mark.parametrize(
    "text",
    [
        "No head at all.",
        "---\nA rule, then prose: and more.\n",
        "---\n\nText under a rule.",
        "",
        "\ufeffText",
    ],
)
def test_text_without_a_head_stays(text: str) -> None:
    assert read_front_matter(text).text == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("---\ntitle: A bridge\n\nIt was hit.\n", "never closes"),
        ("---\ntitle A bridge\n---\nText", "'title A bridge' is no 'key: value'"),
        ('---\ntitle: "A bridge\n---\nText', "never closes it"),
        ("---\npublished: soon\n---\nText", "'soon' is no date"),
        ("---\npublished: 2025-13-40\n---\nText", "2025-13-40"),
        ("---\npublished: 2025-04-01..2025-03-01\n---\nText", "ends before it starts"),
        ("---\npublished:\n  start: 2025-03-01\n  basis: rumour\n---\nText", "rumour"),
    ],
)
def test_broken_head_tells_in_one_line_what_to_do(text: str, words: str) -> None:
    with pytest.raises(ArticleError, match="broken front matter") as caught:
        read_front_matter(text)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
