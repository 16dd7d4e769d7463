"""What the words around a name ask for: an oblast or a village, and how far from where.

"Belgorod region" is the oblast, "the city of Belgorod" the city; "advanced into Belgorod" and "a
strike on Belgorod" differ only by what is said to happen there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.toponyms.cues import names_airfield
from geo.toponyms.elided import OF_COMMUNITIES, find_headed
from geo.toponyms.leanings import SURE_ADJECTIVE, heads_entry, lean
from geo.toponyms.named import names_plant
from geo.toponyms.names import is_cyrillic
from geo.toponyms.nouns import ADJECTIVE, QUARTER, find_required, spell_out
from geo.toponyms.sectors import is_elliptic

if TYPE_CHECKING:
    from geo.models import Mention, Place
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.words import Words

# "in the direction of Lyman", «у напрямку Лимана»
_TOWARDS = re.compile(
    r"(?:\bdirection of|\b[ув] (?:напрямку|напрямі)|\bв направлении)"
    r"\s(?:the (?:town|city|village) of\s|міста\s|села\s|города\s|посёлка\s)?$",
    re.IGNORECASE,
)
# "on the border with Sumy Oblast", «на межі з Дніпропетровщиною»
_BOUNDS = re.compile(
    r"\b(?:(?:border|boundary|junction)s?(?: line)? (?:with|of)(?: the)?"
    r"|меж[іаою]+ (?:з|із|зі)|границ[еыу] с)\s$",
    re.IGNORECASE,
)
# "not to be confused with", «а не про місто», "another Kostiantynivka"
_OTHER = re.compile(
    r"\b(?:another|the other|інш\w+|друг\w+)\s$"
    r"|(?:confused with|unlike|and not|не плутати (?:із|з)|на відміну від|а не (?:про|в|у|на|до)?"
    r"|не пута(?:ть|йте) с|в отличие от|а не (?:о|об)?)\s(?:the )?(?:\w+ )?"
    r"(?:(?:of|in|near|в|у|на|під|под) (?:the )?)?$",
    re.IGNORECASE,
)
# What is in a text wherever these patterns fit: looking for it is a tenth of the work.
_STEMS = (
    (_TOWARDS, ("direction of", "напрям", "направлени")),
    (_BOUNDS, ("border", "boundary", "junction", "меж", "границ")),
    (
        _OTHER,
        (
            "with",
            "unlike",
            "another",
            "інш",
            "друг",
            "and not",
            "не плута",
            "відміну",
            "а не ",
            "не пута",
            "отличие",
        ),
    ),
)
LANDFORMS = ("ISL", "CAPE")
"""Feature codes of what is never the village that is called like it."""

TOWARDS_REACH = 40
"""Characters before a name in which such words stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The kinds of place that the words around a mention ask for.

    ``required`` are feature-code prefixes of which one must fit; ``leaning`` is "ADM1", "PPL", "STM" or
    nothing, with ``strength``; ``is_small`` tells that a village is meant; ``phrases`` are the name with
    its noun, in the forms a gazetteer may have; ``direction`` is "town|oblast" of a direction of attack
    that reports name often, empty for one called after no town; ``is_sector`` that the words speak of a
    stretch of the front, so that what is told with it lies near, ``is_towards`` that something is done
    in the direction of it; ``is_elided`` that an oblast's noun is left out; ``is_bound`` that something lies
    at its bounds, not in it, ``is_other`` that it is told apart from another: "not to be confused with";
    ``facility`` is how the feature codes of airfields, ports, islands or capes begin, if it is called one;
    ``is_fought`` that words of ground war stand near; ``is_heading`` that the name heads what is told of it,
    ``is_title`` alone in its line.
    """

    required: tuple[str, ...] = ()
    leaning: str = ""
    strength: float = 0.0
    reason: str = ""
    is_adjective: bool = False
    is_small: bool = False
    is_direction: bool = False
    is_sector: bool = False
    is_towards: bool = False
    is_elided: bool = False
    is_bound: bool = False
    is_other: bool = False
    phrases: tuple[str, ...] = ()
    facility: str = ""
    direction: str | None = None
    is_fought: bool = False
    is_heading: bool = False
    is_title: bool = False

    def allows(self, place: Place) -> bool:
        """Tell whether ``place`` is of a kind that the words require."""
        return not self.required or place.feature_code.startswith(self.required)

    @property
    def is_attribute(self) -> bool:
        """Whether the name is the adjective of a community or a plant."""
        return self.is_adjective and not self.required

    @property
    def is_container(self) -> bool:
        """Whether an oblast or a district is asked for, in which another place may be said to lie."""
        return bool(self.required) and self.required[0] in {"ADM1", "ADM2"}

    def fits(self, place: Place) -> bool:
        """Tell whether ``place`` is of the kind that the words lean to."""
        is_quarter = self.leaning == "ADM2" and place.feature_code == QUARTER
        return bool(self.leaning) and (is_quarter or place.feature_code.startswith(self.leaning))

    def preference(self, place: Place) -> float:
        """Return 0 for the kind of place leaned to and a loss for others.

        Never a gain: that a village is asked for does not make this village likelier to be known.
        """
        if not self.leaning or self.fits(place):
            return 0.0
        return -2.0 * self.strength if place.is_area or place.is_settlement else 0.0


def ask_for(mention: Mention, words: Words, lexicon: Lexicon) -> Asked:
    """Return what the words around ``mention`` ask for."""
    first, last = words.at(mention.start), words.at(mention.end - 1)
    last = min(last, len(words) - 1)
    required, reason = find_required(first, last, words, lexicon)
    is_towards, is_bound, is_other = _read_before(
        words.text[max(0, mention.start - TOWARDS_REACH) : mention.start]
    )
    if required:
        return Asked(
            is_bound=is_bound,
            is_other=is_other,
            required=required,
            reason=reason,
            strength=0.5,
            leaning=required[0],
            is_small=words.before(first) in lexicon["small_nouns"]
            or words.before(first, 2) in lexicon["small_nouns"],
            is_adjective=(is_cyrillic(mention.text) and required != ("PPL",))
            or _is_attribute(mention, last, words, lexicon),
            phrases=(
                *spell_out(mention.text, required),
                # «Індустріальному районі», as it is written.
                *([f"{mention.text} {words.after(last)}"] if required[0] == "ADM2" else []),
            ),
        )
    is_heading = heads_entry(mention, words)
    is_fought = _is_fought(first, last, words, lexicon)
    facility = _facility(first, last, words, lexicon)
    is_direction = _is_direction(mention, last, words, lexicon)
    leaning, strength, why = lean(mention, words, lexicon, is_direction=is_direction)
    return Asked(
        leaning=leaning,
        strength=strength,
        reason=why,
        is_direction=is_direction,
        is_sector=_is_direction(mention, last, words, lexicon, "sector_nouns"),
        is_towards=is_towards,
        is_bound=is_bound,
        is_other=is_other,
        is_fought=is_fought,
        is_heading=is_heading,
        is_title=is_heading and words.text[mention.end : mention.end + 4].lstrip(" *_:")[:1] in {"", "\n"},
        is_elided=SURE_ADJECTIVE.search(mention.text) is not None,
        facility=facility,
        phrases=_facility_names(mention.text, facility),
        direction=_known_direction(mention, lexicon) if is_direction else None,
        is_adjective=_is_attribute(mention, last, words, lexicon),
    )


LIST_REACH = 16
"""Words of a list of adjectives in which its noun is looked for."""

FOUGHT_REACH = 6
"""Words on each side of a name in which ground war is looked for."""


def _is_fought(first: int, last: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether words of ground war stand near a name in its sentence."""
    sentence = words.items[first].sentence
    listed = lexicon["ground_war"]
    return any(
        item.sentence == sentence and item.lower in listed
        for item in words.items[max(0, first - FOUGHT_REACH) : last + 1 + FOUGHT_REACH]
    )


def _read_before(before: str) -> list[bool]:
    """Tell of each of ``_STEMS`` whether its pattern fits the words before a name."""
    lowered = before.lower()
    return [
        any(stem in lowered for stem in stems) and pattern.search(before) is not None
        for pattern, stems in _STEMS
    ]


def _is_attribute(mention: Mention, last: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a name is the adjective of a community or a plant: «Покровська громада», «Ильский НПЗ»."""
    if not is_cyrillic(mention.text) or ADJECTIVE.search(mention.text) is None:
        return False
    if words.after(last) in lexicon["adm3_nouns"] or names_plant(last, words, lexicon):
        return True
    first = words.at(mention.start)
    is_headed = find_headed(first, words) == OF_COMMUNITIES
    return (
        is_headed or _shares_noun(last, words, lexicon, "adm3_nouns") or _follows_noun(first, words, lexicon)
    )


def _follows_noun(first: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether the noun of a list stands by its head: «Марганецьку громаду, Мирівську і Покровську»."""
    sentence = words.items[first].sentence
    for index in range(first - 1, max(0, first - LIST_REACH), -1):
        item = words.items[index]
        if item.sentence != sentence or item.gap not in {" ", ", "}:
            return False
        if item.lower in lexicon["adm3_nouns"]:
            return ADJECTIVE.search(words.before(index)) is not None
        if not (item.lower in lexicon["list_words"] or ADJECTIVE.search(item.lower)):
            return False
    return False


def _is_direction(
    mention: Mention, last: int, words: Words, lexicon: Lexicon, nouns: str = "direction_nouns"
) -> bool:
    """Tell whether the name is of a direction of attack: "Lyman direction", «Лиманському та … напрямках»."""
    if words.after(last) in lexicon[nouns] or is_elliptic(last, words, lexicon):
        return True
    if ADJECTIVE.search(mention.text) is None:
        return False
    return _heads_list(words.at(mention.start), words, lexicon, nouns) or _shares_noun(
        last, words, lexicon, nouns
    )


def _shares_noun(last: int, words: Words, lexicon: Lexicon, nouns: str) -> bool:
    """Tell whether a noun stands behind the list of adjectives: «на Лиманському та Сіверському напрямках»."""
    for item in words.items[last + 1 : last + 1 + LIST_REACH]:
        if item.sentence != words.items[last].sentence:
            return False
        if item.lower in lexicon[nouns]:
            return True
        if not (item.lower in lexicon["list_words"] or ADJECTIVE.search(item.lower)):
            return False
    return False


def _heads_list(first: int, words: Words, lexicon: Lexicon, nouns: str) -> bool:
    """Tell whether a noun and a colon open the list of adjectives: «на двох напрямках: Запорізькому і …»."""
    for index in range(first, max(0, first - 9), -1):
        item, previous = words.items[index], words.items[index - 1]
        if previous.lower in lexicon[nouns]:
            return ":" in item.gap
        if not (previous.lower in lexicon["list_words"] or ADJECTIVE.search(previous.lower)):
            return False
    return False


_FACILITY_NAMES = {
    ("AIR", False): ("{} Airport", "{} Air Base"),
    ("AIR", True): ("аеропорт {}", "аэропорт {}", "аеродром {}", "аэродром {}"),
    ("PRT", False): ("Port {}",),
    ("PRT", True): ("порт {}",),
    ("ISL", False): ("{} Island",),
    ("ISL", True): ("острів {}", "остров {}"),
    ("CAPE", False): ("Cape {}",),
    ("CAPE", True): ("мис {}", "мыс {}"),
}


def _facility(first: int, last: int, words: Words, lexicon: Lexicon) -> str:
    """Return how the feature codes of airfields, ports, islands or capes begin, if it is called one."""
    before, after = words.before(first), words.after(last)
    is_base = after in lexicon["base_nouns"] or (
        after == "air" and words.after(last, 2) in lexicon["base_nouns"]
    )
    if is_base or after in lexicon["air_nouns"] or names_airfield(first, words, lexicon):
        return "AIR"
    if before in lexicon["place_prepositions"] and words.before(first, 2) in lexicon["air_in"]:
        return "AIR"
    is_port = before in lexicon["place_prepositions"] or before == "of"
    if before in lexicon["port_before"] or (is_port and words.before(first, 2) in lexicon["ports_in"]):
        return "PRT"
    if before in lexicon["island_before"] or after in lexicon["islands"]:
        return "ISL"
    return "CAPE" if before in lexicon["cape_before"] else ""


def _facility_names(name: str, facility: str) -> tuple[str, ...]:
    """Return how gazetteers spell an airfield, a port, an island or a cape of a name."""
    forms = _FACILITY_NAMES.get((facility, is_cyrillic(name)), ())
    return tuple(form.format(name) for form in forms)


def _known_direction(mention: Mention, lexicon: Lexicon) -> str | None:
    """Return the town and oblast of a direction by the beginning of its adjective, if it is listed."""
    name = mention.text.lower().replace("’", "'")
    table = lexicon.table("directions")
    return next((target for stem, target in table.items() if name.startswith(stem)), None)
