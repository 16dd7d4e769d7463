import datetime as dt

import pytest

from geo.reading.dates import find_dates


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-30",
        "30.03.2025",
        "30 March 2025",
        "30th of March, 2025",
        "March 30, 2025",
        "Mar. 30 2025",
        "30 березня 2025",
        "30 березня 2025 року",
        "30 марта 2025 г.",
        "30-го марта 2025",
        "03/30/2025",
        "30/03/2025",
    ],
)
def test_full_date(text: str) -> None:
    (found,) = find_dates(f"On {text} it rained.")
    assert (found.first, found.last) == (dt.date(2025, 3, 30), dt.date(2025, 3, 30))
    assert f"On {text} it rained."[found.start : found.end].rstrip(" .") in text


@pytest.mark.parametrize("text", ["March 2024", "у березні 2024", "в марте 2024 года"])
def test_month_is_an_interval(text: str) -> None:
    (found,) = find_dates(text)
    assert (found.first, found.last) == (dt.date(2024, 3, 1), dt.date(2024, 3, 31))
    assert not found.is_day


@pytest.mark.parametrize(
    "text",
    [
        "30 March",
        "March",
        "in 2025",
        "03/04/2025",
        "31 June 2025",
        "0.2025",
        "version 1.2.2025.4",
        "may 20252",
    ],
)
def test_less_than_a_date_is_none(text: str) -> None:
    assert list(find_dates(text)) == []
