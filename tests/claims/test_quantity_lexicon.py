"""Every entry of the word lists of quantities and times does what its class says."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from geo.claims.counting.quantities import find_quantities
from geo.claims.counting.quantity_words import LANGUAGES, load_quantity_words
from geo.claims.timing.time_words import load_time_words
from geo.claims.timing.times import find_times
from geo.models import Comparator, Measure, Published
from geo.settings import Settings

_DAY = dt.date(2025, 3, 31)
_PUBLISHED = Published(start=_DAY, end=_DAY)
_KM = {"en": "km", "uk": "км", "ru": "км"}


def lexicon(name: str, language: str) -> dict[str, Any]:
    path = Settings().data_dir / "lexicon" / f"{name}_{language}.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def plain(entry: str) -> str:
    """Return an entry as a text might have it: a stem counts as a word with no ending."""
    return entry.replace("*", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_comparator_is_read_before_and_after_a_number(language: str) -> None:
    words = lexicon("quantities", language)
    for name, entries in words["comparators"].items():
        for entry in entries:
            (found,) = find_quantities(f"; {plain(entry)} 12 {_KM[language]}", language=language)
            wanted = Comparator.ABOUT if name == "nearly" else Comparator(name)
            assert (entry, found.comparator) == (entry, wanted)
            assert found.as_written.startswith(plain(entry))
    for name, entries in words["comparators_after"].items():
        for entry in entries:
            (found,) = find_quantities(f"12 {_KM[language]} {plain(entry)}.", language=language)
            assert (entry, found.comparator) == (entry, Comparator(name))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_numeral_has_its_value(language: str) -> None:
    words = lexicon("quantities", language)
    for entry, value in words["numerals"].items():
        (found,) = find_quantities(f"{entry} {_KM[language]}", language=language)
        assert (entry, found.value) == (entry, value)
    for entry, (size, use) in words["scales"].items():
        text = f"3{entry} {_KM[language]}" if use == "glued" else f"3 {entry} {_KM[language]}"
        (found,) = find_quantities(text, language=language)
        assert (entry, found.value) == (entry, 3 * size)
    for entry, (low, high) in words["vague"].items():
        (found,) = find_quantities(f"{entry} {_KM[language]}", language=language)
        assert (entry, found.low, found.high) == (entry, low, high)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_is_read_and_every_refused_one_refused(language: str) -> None:
    words = lexicon("quantities", language)
    for code, entries in words["units"].items():
        for entry in entries:
            (found,) = find_quantities(f"12 {plain(entry)}", language=language)
            assert (entry, found.unit) == (entry, code)
    for entry in words["percent"]:
        (found,) = find_quantities(f"12 {plain(entry)}", language=language)
        assert (entry, found.unit, found.measure) == (entry, "%", Measure.SHARE)
    for entry in words["refused_units"]:
        assert (entry, find_quantities(f"12 {plain(entry)}", language=language)) == (entry, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_noun_is_counted_as_its_class(language: str) -> None:
    five = {"en": "five", "uk": "п'ять", "ru": "пять"}[language]
    for name, entries in lexicon("quantities", language)["counted"].items():
        for entry in entries:
            (found,) = find_quantities(f"{five} {plain(entry)}", language=language)
            wanted = Measure.OTHER if name in {"people", "times"} else Measure(name)
            assert (entry, found.measure, found.value) == (entry, wanted, 5)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cue_tells_what_befell_people(language: str) -> None:
    people = {"en": "12 residents", "uk": "12 мешканців", "ru": "12 жителей"}[language]
    for name, sides in lexicon("quantities", language)["cues"].items():
        for side, entries in sides.items():
            for entry in entries:
                before = find_quantities(f"{plain(entry)} {people}.", language=language)
                after = find_quantities(f"{people} {plain(entry)}.", language=language)
                measures = {found.measure for found in (*before, *after)}
                assert (entry, side, Measure(name) in measures) == (entry, side, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_a_number_keeps_it_from_counting(language: str) -> None:
    words = lexicon("quantities", language)
    for entry in (*words["designators"], *words["models"]):
        assert (entry, find_quantities(f"{plain(entry)} 12.", language=language)) == (entry, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fraction_is_a_share(language: str) -> None:
    numerals = load_quantity_words(language).numerals
    two = {"en": "two", "uk": "дві", "ru": "две"}[language]
    of = {"en": "of it", "uk": "села", "ru": "села"}[language]
    for entry, (size, use) in numerals.fractions.items():
        text = f"{two} {entry} {of}" if use == "counted" else f"{entry} {of}"
        (found,) = find_quantities(text, language=language)
        count = 2 if use == "counted" else 1
        assert (entry, found.measure, found.value) == (entry, Measure.SHARE, count * size)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_vague_share_of_ground_is_read(language: str) -> None:
    words = lexicon("quantities", language)
    thing = {"en": "the town", "uk": "міста", "ru": "города"}[language]
    for entry, (low, high) in words["vague_shares"].items():
        (found,) = find_quantities(f"{entry} {thing}", language=language)
        assert (entry, found.low, found.high, found.measure) == (entry, low, high, Measure.SHARE)
    share = next(iter(words["vague_shares"]))
    for entry in words["shared_things"]:
        assert (entry, len(find_quantities(f"{share} {plain(entry)}", language=language))) == (entry, 1)
    assert find_quantities("most of the fighting") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_calendar_word_is_read(language: str) -> None:
    words = lexicon("times", language)
    for entry, month in words["month"].items():
        (found,) = find_times(f"6 {entry.title()} 2024", published=_PUBLISHED, language=language)
        assert (entry, found.span.start) == (entry, dt.date(2024, month, 6))
    for entry, number in words["weekday"].items():
        (found,) = find_times(entry.capitalize(), published=_PUBLISHED, language=language)
        assert found.span.start is not None
        assert (entry, found.span.start.weekday()) == (entry, number)
    for entry in (*words["season"], *words["season_adverb"]):
        (found,) = find_times(f"{entry} 2023", published=_PUBLISHED, language=language)
        assert found.span.start is not None
        assert (entry, found.span.start.year in {2022, 2023}) == (entry, True)
    for entry, days in words["relative_day"].items():
        (found,) = find_times(entry, published=_PUBLISHED, language=language)
        assert (entry, found.span.start) == (entry, _DAY + dt.timedelta(days=days))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_of_time_counts_back(language: str) -> None:
    words = lexicon("times", language)
    for entry in (*words["unit"], *words["year_unit"]):
        (found,) = find_times(f"2 {entry} {words['ago'][0]}", published=_PUBLISHED, language=language)
        assert (entry, found.span.end is not None and found.span.end <= _DAY) == (entry, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_one_time(language: str) -> None:
    for kind, entries in lexicon("times", language)["phrases"].items():
        for entry in entries:
            (found,) = find_times(f"{entry}.", published=_PUBLISHED, language=language)
            assert (kind, entry, found.span.as_written) == (kind, entry, entry)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_relation_and_edge_has_its_tag(language: str) -> None:
    tags = load_time_words(language).tags
    words = lexicon("times", language)
    for name, tag in {
        "since": "I",
        "until": "K",
        "before": "B",
        "after": "F",
        "last": "L",
        "past": "R",
    }.items():
        assert [tags[entry] for entry in words[name]] == [tag] * len(words[name])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_count_of_acts_has_its_value(language: str) -> None:
    for entry, value in lexicon("quantities", language)["action_counts"].items():
        (found,) = find_quantities(f"{entry}.", language=language)
        assert (entry, found.value, found.unit) == (entry, value, "times")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_parts_passes_the_noun_on(language: str) -> None:
    drones = {"en": "90 drones", "uk": "90 дронів", "ru": "90 дронов"}[language]
    for entry in lexicon("quantities", language)["parts"]:
        found = find_quantities(f"{drones}, {entry} 52.", language=language)
        assert (entry, [(one.value, one.measure) for one in found]) == (
            entry,
            [(90, Measure.DRONES), (52, Measure.DRONES)],
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_ratios_keeps_acts_from_counting(language: str) -> None:
    three = {"en": "three times", "uk": "три рази", "ru": "три раза"}[language]
    for entry in lexicon("quantities", language)["ratios"]:
        assert (entry, find_quantities(f"{three} {plain(entry)}", language=language)) == (entry, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_losses_makes_a_bare_number_casualties(language: str) -> None:
    words = lexicon("quantities", language)
    for entry in words["losses"]:
        for joint in words["toll_at"]:
            (found,) = find_quantities(f"{entry} {joint} 9400.", language=language)
            assert (entry, joint, found.value, found.unit) == (entry, joint, 9400, "casualties")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_bare_unit_is_one(language: str) -> None:
    words = lexicon("quantities", language)
    for entry in words["bare_units"]:
        for before in words["before_bare_units"]:
            (found,) = find_quantities(f"{before} {entry}.", language=language)
            assert (entry, before, found.value) == (entry, before, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_round_number_after_some_is_an_estimate(language: str) -> None:
    words = lexicon("quantities", language)
    for entry in words["round"]:
        for some in words["some"]:
            (found,) = find_quantities(f"{some} {entry} {_KM[language]}", language=language)
            assert (some, entry, found.comparator) == (some, entry, Comparator.ABOUT)
