"""How near a village must lie to where the war is fought to be the one that reports name."""

from pathlib import Path

import pytest

from geo.errors import GazetteerError
from geo.models import Mention, Place, Use
from geo.settings import Settings
from geo.toponyms.belt import BELT_BONUS, TOWN_SHARE, Belt, load_front, measure_belt
from geo.toponyms.cases import Case
from geo.toponyms.evidence import Asked
from geo.toponyms.gazetteer import NameMatch

DATA = Settings().data_dir


def _place(key: str, lon: float, lat: float, *, people: int | None = None, **changes: str) -> Place:
    given = {"feature_code": "PPL", "country": "UA", "admin1": "Donetsk"} | changes
    return Place(
        id=key, name=key, lon=lon, lat=lat, uncertainty_m=1000, source="Hand", population=people, **given
    )


def _case(*places: Place) -> Case:
    mention = Mention(start=0, end=9, text="Kalynivka", use=Use.PLACE)
    matches = tuple(NameMatch(place, place.name, 1.0, "name") for place in places)
    return Case(index=0, mention=mention, asked=Asked(), sentence=0, paragraph=0, matches=matches)


AT_BAKHMUT = _place("at Bakhmut", 38.00, 48.62)
FAR_BEHIND = _place("far behind", 30.10, 49.40, admin1="Kyiv")
AT_THE_BORDER = _place("at the border", 33.90, 52.10, admin1="Sumy")


def test_village_by_a_town_of_the_front_gains_and_one_far_behind_does_not() -> None:
    case = _case(AT_BAKHMUT, FAR_BEHIND)
    near, far = measure_belt([case], None, data_dir=DATA).bonuses(case)
    assert near > 0.9 * BELT_BONUS
    assert far < 0.05 * BELT_BONUS


def test_border_counts_like_the_front() -> None:
    case = _case(AT_THE_BORDER, FAR_BEHIND)
    belt = measure_belt(
        [case], lambda places: [1.0 if p is AT_THE_BORDER else 300.0 for p in places], data_dir=DATA
    )
    assert belt.bonuses(case)[0] == pytest.approx(BELT_BONUS, rel=0.01)
    assert belt.tell(AT_THE_BORDER) == ["1 km from the border"]
    assert belt.tell(FAR_BEHIND) == []


def test_city_gains_a_part_wherever_it_lies_and_no_more_at_the_front() -> None:
    poltava = _place("Poltava", 34.55, 49.59, people=280_000, admin1="Poltava")
    makiivka = _place("Makiivka", 37.75, 48.14, people=340_000)
    belt = measure_belt([_case(poltava, makiivka)], None, data_dir=DATA)
    assert belt.bonuses(_case(poltava, makiivka)) == [BELT_BONUS * TOWN_SHARE] * 2


def test_russian_town_at_the_border_gains_nothing_from_it() -> None:
    town = _place("Donetsk", 39.97, 48.33, people=47_000, country="RU", admin1="Rostov")
    case = _case(town, AT_BAKHMUT)
    belt = measure_belt([case], lambda places: [5.0] * len(places), data_dir=DATA)
    assert belt.bonuses(case)[0] == 0.0


def test_river_gains_what_its_village_does() -> None:
    village = _place("Oskil", 37.42, 49.20)
    river = _place("Oskil River", 37.60, 49.70, feature_code="STM")
    case = _case(river, village)
    bonuses = measure_belt([case], None, data_dir=DATA).bonuses(case)
    assert bonuses[0] == bonuses[1] > 0.0


def test_only_place_of_its_name_gains_over_one_in_no_gazetteer() -> None:
    case = _case(AT_BAKHMUT)
    (bonus,) = measure_belt([case], None, data_dir=DATA).bonuses(case)
    assert bonus > BELT_BONUS / 2
    assert Belt({}, {}).bonuses(case) == [0.0]


def test_damaged_list_of_towns_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="front_towns"):
        load_front(tmp_path)
