"""The words of quantities by language, from ``data/lexicon/quantities_*.json``.

The lists are data so that a speaker of the language can correct them without reading the grammar.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, cast

from geo.claims.language.phrases import Phrases
from geo.models import Measure
from geo.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("en", "uk", "ru")

ScaleUse = Literal["one", "many", "either", "counted", "glued"]
FractionUse = Literal["of", "free", "counted"]
CueSide = Literal["both", "after", "before", "person"]
Raw = dict[str, Any]

PEOPLE = "people"
"""The counted class of persons who are no force: what befell them is for the cues to say."""

NEARLY = "nearly"
"""A comparator of the lists that bounds from above and stays close; the contract calls it about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumeralWords:
    """Words that make a number.

    ``openers`` are all the words at which one may begin; after a phrase of ``governs_one`` a form that
    is singular or plural ("тисячі") is singular. ``both`` are two of what was told before, and ``turned``
    the scale words that may stand before their number, each with the least and the most it then has.
    """

    cardinals: dict[str, float]
    scales: dict[str, tuple[float, ScaleUse]]
    vague: dict[str, tuple[float, float]]
    nearly_exact: dict[str, tuple[float, float, float]]
    articles: frozenset[str]
    half_added: Phrases[bool]
    half_prefix: frozenset[str]
    case_suffixes: frozenset[str]
    compound_prefixes: dict[str, float]
    compound_stems: tuple[str, ...]
    joining_and: frozenset[str]
    range_words: frozenset[str]
    range_openers: dict[str, frozenset[str]]
    fractions: dict[str, tuple[float, FractionUse]]
    fraction_of: frozenset[str]
    vague_shares: Phrases[tuple[float, float]]
    shared_things: Phrases[bool]
    not_a_fraction_after: frozenset[str]
    openers: frozenset[str]
    governs_one: Phrases[str]
    both: frozenset[str]
    turned: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundWords:
    """Words before and after a number that say how it bounds the true one.

    One of ``some`` before a number of ``round`` makes it an estimate ("з десяток"). After ``given_over``
    ("handed over 300 men"), and after ``flown_over`` before what lies ``beneath`` ("downed over 13
    regions"), "over" compares nothing.
    """

    before: Phrases[str]
    after: Phrases[str]
    openers: frozenset[str]
    rise_verbs: Phrases[bool]
    some: frozenset[str]
    round: frozenset[str]
    given_over: frozenset[str]
    flown_over: frozenset[str]
    beneath: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NounWords:
    """What is counted, and what tells that nothing is."""

    units: Phrases[str]
    bare_units: frozenset[str]
    before_bare_units: frozenset[str]
    refused_units: Phrases[bool]
    ages: Phrases[bool]
    age_before: frozenset[str]
    ago: frozenset[str]
    designators: Phrases[bool]
    models: frozenset[str]
    unit_nouns_after: Phrases[bool]
    breaks: frozenset[str]
    verb_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    of: frozenset[str]
    of_fillers: frozenset[str]
    ordinals: dict[str, float]
    repeated: frozenset[str]
    alone: Phrases[str]
    strong: frozenset[str]
    singles: Phrases[bool]
    things: Phrases[bool]
    event_nouns: Phrases[bool]
    not_counted: Phrases[bool]
    ratios: Phrases[bool]
    counted: Phrases[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CueWords:
    """Words that tell what befell the counted.

    A cue of the side ``person`` may stand on both sides but needs a noun: what is destroyed may be a
    tank, whom one destroys is killed.
    """

    cues: Phrases[tuple[Measure, CueSide]]
    helpers: frozenset[str]
    fillers: frozenset[str]
    passive: frozenset[str]
    inherit_verbs: Phrases[bool]
    above: frozenset[str]
    carrying_on: frozenset[str]
    parts: Phrases[bool]
    part_pattern: re.Pattern[str]
    losses: Phrases[bool]
    toll_at: frozenset[str]
    lumping: frozenset[str]
    singular: Phrases[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DistanceWords:
    """Words around a length that tell what it measures."""

    border: Phrases[bool]
    from_: Phrases[bool]
    within: Phrases[bool]
    front: Phrases[bool]
    stretch: Phrases[bool]
    along: Phrases[bool]
    deep: Phrases[bool]
    inside: Phrases[bool]
    territory: Phrases[bool]
    regions: Phrases[bool]
    advance: Phrases[bool]
    wide: Phrases[bool]
    zone: Phrases[bool]
    country: Phrases[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class OffsetWords:
    """Words that locate one place from another; ``compass`` gives degrees clockwise from north.

    A word of ``compass_of`` ("north") needs one of ``of`` before the place, one of
    ``compass_alone`` ("північніше") stands right before it.
    """

    compass_of: Phrases[float]
    compass_alone: Phrases[float]
    to: Phrases[bool]
    of: frozenset[str]
    from_: Phrases[bool]
    generic_anchor: Phrases[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityWords:
    """The word lists of one language; ``action_counts`` are "twice" and the like.

    At one of ``starters``, or at a digit, a quantity may begin.
    """

    language: str
    numerals: NumeralWords
    action_counts: dict[str, float]
    starters: frozenset[str]
    bounds: BoundWords
    nouns: NounWords
    cues: CueWords
    distance: DistanceWords
    offsets: OffsetWords


def load_quantity_words(language: str) -> QuantityWords:
    """Return the word lists of ``language``; English for a language that has none.

    >>> load_quantity_words("uk").numerals.cardinals["двадцяти"]
    20.0
    """
    known = language if language in LANGUAGES else LANGUAGES[0]
    return _load(known)


@cache
def _load(language: str) -> QuantityWords:
    path: Path = Settings().data_dir / "lexicon" / f"quantities_{language}.json"
    raw = cast("Raw", json.loads(path.read_text(encoding="utf-8")))
    numerals = _read_numerals(raw)
    return QuantityWords(
        language=language,
        numerals=numerals,
        action_counts=_floats(raw["action_counts"]),
        starters=numerals.openers | set(raw["action_counts"]) | set(raw["bare_units"]),
        bounds=BoundWords(
            before=Phrases(_invert(raw["comparators"])),
            after=Phrases(_invert(raw["comparators_after"])),
            openers=numerals.openers,
            rise_verbs=_phrases(raw, "rise_verbs"),
            some=_set(raw, "some"),
            round=_set(raw, "round"),
            given_over=_set(raw, "given_over"),
            flown_over=_set(raw, "flown_over"),
            beneath=_set(raw, "beneath"),
        ),
        nouns=_read_nouns(raw),
        cues=_read_cues(raw),
        distance=_read_distance(raw["distance"]),
        offsets=_read_offsets(raw["offsets"]),
    )


def _read_numerals(raw: Raw) -> NumeralWords:
    both = _set(raw, "both_of")
    cardinals = _floats(raw["numerals"]) | dict.fromkeys(both, 2.0)
    scales = {word: (float(size), cast("ScaleUse", use)) for word, (size, use) in raw["scales"].items()}
    vague = {word: (float(low), float(high)) for word, (low, high) in raw["vague"].items()}
    nearly_exact = {
        word: (float(value), float(low), float(high))
        for word, (value, low, high) in raw["nearly_exact"].items()
    }
    fractions = {
        word: (float(size), cast("FractionUse", use)) for word, (size, use) in raw["fractions"].items()
    }
    half_prefix = _set(raw, "half_prefix")
    shares = {phrase.split()[0] for phrase in raw["vague_shares"]}
    return NumeralWords(
        cardinals=cardinals,
        scales=scales,
        vague=vague,
        nearly_exact=nearly_exact,
        articles=_set(raw, "articles"),
        half_added=_phrases(raw, "half_added"),
        half_prefix=half_prefix,
        case_suffixes=_set(raw, "case_suffixes"),
        compound_prefixes={**cardinals, **_floats(raw.get("compound_prefixes", {}))},
        compound_stems=tuple(raw.get("compound_stems", ())),
        joining_and=_set(raw, "joining_and"),
        range_words=_set(raw, "range_words"),
        range_openers={opener: frozenset(joins) for opener, joins in raw["range_openers"].items()},
        fractions=fractions,
        fraction_of=_set(raw, "fraction_of"),
        vague_shares=Phrases({phrase: (low, high) for phrase, (low, high) in raw["vague_shares"].items()}),
        shared_things=_phrases(raw, "shared_things"),
        not_a_fraction_after=_set(raw, "not_a_fraction_after"),
        openers=frozenset({*cardinals, *scales, *vague, *nearly_exact, *half_prefix, *fractions, *shares}),
        governs_one=Phrases(_invert(raw["comparators"])),
        both=both,
        turned={word: (float(low), float(high)) for word, (low, high) in raw["turned"].items()},
    )


def _floats(numbers: dict[str, float]) -> dict[str, float]:
    return {word: float(value) for word, value in numbers.items()}


def _read_nouns(raw: Raw) -> NounWords:
    return NounWords(
        units=Phrases(_invert({**raw["units"], "%": raw["percent"]})),
        bare_units=_set(raw, "bare_units"),
        before_bare_units=_set(raw, "before_bare_units"),
        refused_units=_phrases(raw, "refused_units"),
        ages=_phrases(raw, "ages"),
        age_before=_set(raw, "age_before"),
        ago=_set(raw, "ago"),
        designators=_phrases(raw, "designators"),
        models=_set(raw, "models"),
        unit_nouns_after=_phrases(raw, "unit_nouns_after"),
        breaks=_set(raw, "breaks"),
        plural_endings=tuple(raw["plural_endings"]),
        verb_endings=tuple(raw.get("verb_endings", ())),
        of=_set(raw, "of"),
        of_fillers=_set(raw, "of_fillers"),
        ordinals=_floats(raw["ordinals"]),
        repeated=_set(raw, "repeated"),
        alone=Phrases(_invert(raw["alone"])),
        strong=_set(raw, "strong"),
        singles=_phrases(raw, "singles"),
        things=_phrases(raw, "things"),
        event_nouns=_phrases(raw, "event_nouns"),
        not_counted=_phrases(raw, "not_counted"),
        ratios=_phrases(raw, "ratios"),
        counted=Phrases(_invert(raw["counted"])),
    )


def _read_cues(raw: Raw) -> CueWords:
    cues: dict[str, tuple[Measure, CueSide]] = {}
    for measure, sides in raw["cues"].items():
        for side, words in sides.items():
            for word in words:
                # A word listed both before and after the number is a cue on both sides.
                given = "both" if word in cues and cues[word][1] != side else side
                cues[word] = Measure(measure), cast("CueSide", given)
    return CueWords(
        cues=Phrases(cues),
        helpers=_set(raw, "cue_helpers"),
        fillers=_set(raw, "cue_fillers"),
        passive=_set(raw, "passive"),
        inherit_verbs=_phrases(raw, "inherit_verbs"),
        above=_set(raw, "above"),
        carrying_on=_set(raw, "carrying_on"),
        parts=_phrases(raw, "parts"),
        part_pattern=re.compile(r"\b(?:" + "|".join(map(re.escape, raw["parts"])) + r")\b"),
        losses=_phrases(raw, "losses"),
        toll_at=_set(raw, "toll_at"),
        lumping=_set(raw, "lumping"),
        singular=Phrases(_invert(raw["singular_cues"])),
    )


def _read_distance(raw: Raw) -> DistanceWords:
    return DistanceWords(
        border=_phrases(raw, "border"),
        from_=_phrases(raw, "from"),
        within=_phrases(raw, "within"),
        front=_phrases(raw, "front"),
        stretch=_phrases(raw, "stretch"),
        along=_phrases(raw, "along"),
        deep=_phrases(raw, "deep"),
        inside=_phrases(raw, "inside"),
        territory=_phrases(raw, "territory"),
        regions=_phrases(raw, "regions"),
        advance=_phrases(raw, "advance"),
        wide=_phrases(raw, "wide"),
        zone=_phrases(raw, "zone"),
        country=_phrases(raw, "country"),
    )


def _read_offsets(raw: Raw) -> OffsetWords:
    return OffsetWords(
        compass_of=Phrases({word: float(bearing) for word, bearing in raw["compass_of"].items()}),
        compass_alone=Phrases({word: float(bearing) for word, bearing in raw["compass_alone"].items()}),
        to=_phrases(raw, "to"),
        of=_set(raw, "of"),
        from_=_phrases(raw, "from"),
        generic_anchor=_phrases(raw, "generic_anchor"),
    )


def _set(raw: Raw, name: str) -> frozenset[str]:
    return frozenset(raw[name])


def _phrases(raw: Raw, name: str) -> Phrases[bool]:
    return Phrases.of_words(raw[name], value=True)


def _invert(classes: dict[str, list[str]]) -> dict[str, str]:
    """Turn class -> words into word -> class."""
    return {word: name for name, words in classes.items() for word in words}
