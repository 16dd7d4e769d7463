"""The phrases that the reading of quantities and times promises, in three languages."""

from __future__ import annotations

import datetime as dt

import pytest

from geo.claims.counting.quantities import find_quantities
from geo.claims.timing.times import find_times
from geo.models import Comparator, Measure, Published

_DAY = dt.date(2025, 12, 31)
_PUBLISHED = Published(start=_DAY, end=_DAY)
Wanted = tuple[Measure, Comparator, float | None, float | None, float | None]

_STRETCH: Wanted = (Measure.BORDER_LENGTH, Comparator.EXACT, 150, 150, 150)
_AREA: Wanted = (Measure.AREA, Comparator.MORE_THAN, 1000, 1000, None)
_BARE_AREA: Wanted = (Measure.AREA, Comparator.EXACT, 1000, 1000, 1000)
_RANGE: Wanted = (Measure.OTHER, Comparator.BETWEEN, None, 10, 15)
_SEVERAL: Wanted = (Measure.OTHER, Comparator.VAGUE, None, 3, 7)
_THOUSAND: Wanted = (Measure.PERSONNEL, Comparator.UP_TO, 1000, None, 1000)
_TWENTY: Wanted = (Measure.SETTLEMENTS, Comparator.MORE_THAN, 20, 20, None)
_QUARTERS: Wanted = (Measure.SHARE, Comparator.EXACT, 0.75, 0.75, 0.75)
_PERCENT: Wanted = (Measure.SHARE, Comparator.EXACT, 18, 18, 18)
_STRIKES: Wanted = (Measure.DRONES, Comparator.EXACT, 172, 172, 172)
_DECIMAL: Wanted = (Measure.OTHER, Comparator.EXACT, 2.5, 2.5, 2.5)
_TEN: Wanted = (Measure.DRONES, Comparator.ABOUT, 10, 9, 11)
_PAIR: Wanted = (Measure.SETTLEMENTS, Comparator.ABOUT, 2, 2, 3)
_HUNDRED: Wanted = (Measure.PERSONNEL, Comparator.EXACT, 100, 100, 100)


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "150-kilometer (90-mile) stretch of the border", _STRETCH),
        ("uk", "150-кілометрова ділянка кордону", _STRETCH),
        ("ru", "150-километровый участок границы", _STRETCH),
        ("en", "over 1,000 square kilometers", _AREA),
        ("uk", "понад 1000 квадратних кілометрів", _AREA),
        ("ru", "более 1000 квадратных километров", _AREA),
        ("en", "1 thousand square km.", _BARE_AREA),
        ("uk", "1 тис. кв. км", _BARE_AREA),
        ("ru", "1 тыс. кв. км", _BARE_AREA),
        ("en", "10-15 km", _RANGE),
        ("uk", "10–15 км", _RANGE),
        ("ru", "от 10 до 15 км", _RANGE),
        ("en", "several kilometres", _SEVERAL),
        ("uk", "кілька кілометрів", _SEVERAL),
        ("ru", "несколько километров", _SEVERAL),
        ("en", "dozens of villages", (Measure.SETTLEMENTS, Comparator.VAGUE, None, 24, 96)),
        ("uk", "десятки сіл", (Measure.SETTLEMENTS, Comparator.VAGUE, None, 20, 90)),
        ("ru", "десятки сёл", (Measure.SETTLEMENTS, Comparator.VAGUE, None, 20, 90)),
        ("en", "up to a thousand soldiers", _THOUSAND),
        ("uk", "до тисячі солдатів", _THOUSAND),
        ("ru", "до тысячи солдат", _THOUSAND),
        ("en", "more than 20 villages", _TWENTY),
        ("uk", "понад 20 сіл", _TWENTY),
        ("ru", "более двадцати сёл", _TWENTY),
        ("en", "three-quarters of the region", _QUARTERS),
        ("uk", "три чверті області", _QUARTERS),
        ("ru", "три четверти области", _QUARTERS),
        ("en", "18% of the land", _PERCENT),
        ("uk", "18 відсотків території", _PERCENT),
        ("ru", "18 процентов территории", _PERCENT),
        ("en", "a few hundred troops", (Measure.PERSONNEL, Comparator.VAGUE, None, 200, 500)),
        ("uk", "кількасот військових", (Measure.PERSONNEL, Comparator.VAGUE, None, 300, 700)),
        ("ru", "несколько сотен военных", (Measure.PERSONNEL, Comparator.VAGUE, None, 300, 700)),
        ("en", "172 drone strikes", _STRIKES),
        ("uk", "172 удари дронів", _STRIKES),
        ("ru", "172 удара дронов", _STRIKES),
        ("en", "2.5 km", _DECIMAL),
        ("uk", "2,5 км", _DECIMAL),
        ("ru", "два с половиной километра", _DECIMAL),
        ("uk", "з десяток дронів", _TEN),
        ("ru", "с десяток дронов", _TEN),
        ("uk", "пара сіл", _PAIR),
        ("ru", "пара сёл", _PAIR),
        ("en", "a hundred soldiers", _HUNDRED),
        ("uk", "сотня солдатів", _HUNDRED),
        ("ru", "сотня солдат", _HUNDRED),
    ],
)
def test_quantity_has_measure_comparator_value_and_bounds(language: str, text: str, wanted: Wanted) -> None:
    (one,) = find_quantities(text, language=language)

    assert (one.measure, one.comparator, one.value, one.low, one.high) == wanted


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("en", "on August 6", "2025-08-06", "2025-08-06"),
        ("uk", "6 серпня", "2025-08-06", "2025-08-06"),
        ("ru", "6 августа", "2025-08-06", "2025-08-06"),
        ("en", "Saturday night", "2025-12-27", "2025-12-28"),
        ("uk", "у ніч на суботу", "2025-12-26", "2025-12-27"),
        ("ru", "в ночь на субботу", "2025-12-26", "2025-12-27"),
        ("en", "last summer", "2025-06-01", "2025-08-31"),
        ("uk", "минулого літа", "2025-06-01", "2025-08-31"),
        ("ru", "прошлым летом", "2025-06-01", "2025-08-31"),
        ("en", "earlier this week", "2025-12-29", "2025-12-31"),
        ("uk", "раніше цього тижня", "2025-12-29", "2025-12-31"),
        ("ru", "ранее на этой неделе", "2025-12-29", "2025-12-31"),
        ("en", "since January", "2025-01-01", "2025-12-31"),
        ("uk", "з січня", "2025-01-01", "2025-12-31"),
        ("ru", "с января", "2025-01-01", "2025-12-31"),
        ("en", "since Aug. 20", "2025-08-20", "2025-12-31"),
        ("en", "overnight", "2025-12-30", "2025-12-31"),
        ("uk", "цієї ночі", "2025-12-30", "2025-12-31"),
        ("ru", "этой ночью", "2025-12-30", "2025-12-31"),
        ("en", "late 2024", "2024-09-01", "2024-12-31"),
        ("uk", "наприкінці 2024 року", "2024-09-01", "2024-12-31"),
        ("ru", "в конце 2024 года", "2024-10-01", "2024-12-31"),
        ("en", "over the past day", "2025-12-30", "2025-12-31"),
        ("uk", "протягом доби", "2025-12-30", "2025-12-31"),
        ("ru", "за минувшие сутки", "2025-12-30", "2025-12-31"),
    ],
)
def test_time_is_a_closed_interval(language: str, text: str, start: str, end: str) -> None:
    (one,) = find_times(text, published=_PUBLISHED, language=language)

    assert (str(one.span.start), str(one.span.end)) == (start, end)
