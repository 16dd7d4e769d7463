"""Villages that are known to lie in a district, though no source says where in it.

Half of them have namesakes that a gazetteer does know, and the report of Podol by Sudzha must not be put at
another Podol. They are candidates like others, at the seat of their district as far as nearness goes, and
where one wins the mention stays without a place.
"""

from __future__ import annotations

import json
import weakref
from typing import TYPE_CHECKING

from geo.errors import GazetteerError
from geo.models import Place
from geo.toponyms._declension import Declension
from geo.toponyms.gazetteer import NameMatch
from geo.toponyms.named import Named
from geo.toponyms.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from geo.toponyms.gazetteer import Gazetteer
    from geo.toponyms.words import Words

SOURCE = "unlocated"
"""Source of a place that may be weighed but never shown."""

UNCERTAINTY_M = 40_000.0
"""Radius that holds a district of Russia's border oblasts."""

FORM_QUALITY = 0.95
"""Match quality of a case form, as in the gazetteer."""

_MOST_WORDS = 2

Villages = dict[str, tuple[NameMatch, ...]]


class Unlocated:
    """The villages without coordinates, found by name in any case form."""

    def __init__(self, villages: Villages) -> None:
        """Take the villages by the skeletons of their names."""
        self._villages = villages
        self._heads = frozenset(key.partition(" ")[0] for key in villages)

    def find(self, name: str) -> tuple[NameMatch, ...]:
        """Return the villages that a written name may mean."""
        return self._villages.get(fold(name), ())

    def add(self, names: Sequence[Named], words: Words) -> list[Named]:
        """Return the names of an article with those that only these villages bear, whole."""
        ends = {at: named.last for named in names for at in range(named.first, named.last + 1)}
        starts = {at: named.first for named in names for at in range(named.first, named.last + 1)}
        found = [
            named
            for named in self._spelt(words)
            # What the gazetteer knows under this name, or a longer one, stays.
            if starts.get(named.first, named.last + 1) > named.first or ends[named.first] < named.last
        ]
        inside = {at for named in found for at in range(named.first, named.last + 1)}
        kept = [named for named in names if inside.isdisjoint(range(named.first, named.last + 1))]
        return kept + found

    def _spelt(self, words: Words) -> Iterator[Named]:
        """Yield the runs of capitalised words that spell a name, the longest first."""
        items, text, heads = words.items, words.text, self._heads
        behind = 0
        for index, word in enumerate(items):
            # Few words begin a name: looked up first, they spare the others two look-ups of a run.
            if index < behind or not word.is_capital or fold(text[word.start : word.end]) not in heads:
                continue
            length = next((n for n in range(_MOST_WORDS, 0, -1) if self._is_run(words, index, n)), 0)
            if length:
                behind = index + length
                start, end = word.start, items[behind - 1].end
                yield Named(index, behind - 1, start, end, self.find(text[start:end]))

    def _is_run(self, words: Words, index: int, length: int) -> bool:
        run = words.items[index : index + length]
        if len(run) < length or not all(word.is_capital for word in run):
            return False
        is_joined = all(word.joins for word in run[1:])
        return is_joined and bool(self.find(words.text[run[0].start : run[-1].end]))


_loaded: weakref.WeakKeyDictionary[Gazetteer, Unlocated] = weakref.WeakKeyDictionary()


def load_unlocated(gazetteer: Gazetteer, *, data_dir: Path) -> Unlocated:
    """Return the villages whose district a gazetteer knows, read once for each gazetteer.

    Raises
    ------
    GazetteerError
        If the file is missing or damaged.
    """
    found = _loaded.get(gazetteer)
    if found is None:
        found = _loaded[gazetteer] = Unlocated(_read(gazetteer, data_dir))
    return found


def _read(gazetteer: Gazetteer, data_dir: Path) -> Villages:
    path = data_dir / "lexicon" / "unlocated.json"
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["villages"]
    except (OSError, ValueError, KeyError) as error:
        msg = f"Villages {path.name!r} cannot be read ({error}); install Frontline again"
        raise GazetteerError(msg) from error
    declensions = {language: Declension(data_dir, language) for language in ("uk", "ru")}
    villages: dict[str, dict[str, NameMatch]] = {}
    for name, ukrainian, russian, others, oblast, district in rows:
        place = _place(gazetteer, name, (ukrainian, russian), oblast, district)
        if place is None:
            continue
        for spelling in (name, ukrainian, russian, *filter(None, others.split("|"))):
            _file(villages, fold(spelling), NameMatch(place=place, matched=spelling, quality=1.0, how="name"))
        for language, spelling in (("uk", ukrainian), ("ru", russian)):
            form = NameMatch(place=place, matched=spelling, quality=FORM_QUALITY, how="inflected")
            for key in declensions[language].keys(spelling):
                _file(villages, key, form)
    return {key: tuple(found.values()) for key, found in villages.items()}


def _file(villages: dict[str, dict[str, NameMatch]], key: str, match: NameMatch) -> None:
    villages.setdefault(key, {}).setdefault(match.place.id, match)


def _place(
    gazetteer: Gazetteer, name: str, cyrillic: tuple[str, str], oblast: str, district: str
) -> Place | None:
    """Return a village as a place at the seat of its district, ``None`` if the district is not known."""
    areas = (match.place for match in gazetteer.find(f"{district} District"))
    seat = next((area for area in areas if area.feature_code == "ADM2" and area.admin1 == oblast), None)
    if seat is None:
        return None
    return Place(
        id=f"{SOURCE}:{oblast}/{district}/{name}".lower(),
        name=name,
        name_uk=cyrillic[0],
        name_ru=cyrillic[1],
        feature_code="PPL",
        country=seat.country,
        admin1=oblast,
        admin2=district,
        lon=seat.lon,
        lat=seat.lat,
        uncertainty_m=UNCERTAINTY_M,
        source=SOURCE,
    )


def tell_unlocated(places: Sequence[Place]) -> str:
    """Say in which districts villages of one name lie."""
    districts = " or ".join(f"{place.admin2} District, {place.admin1}" for place in places)
    return f"{places[0].name} lies in {districts}, but no source says where"


def is_unlocated(place: Place) -> bool:
    """Tell whether a place stands for a village that no source locates."""
    return place.source == SOURCE
