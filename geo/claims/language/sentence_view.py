"""A sentence as the claim rules see it: lower-case words, sides, places, numbers, times, clauses.

Offsets are those of the article. Nothing is decided here; the rules read one view instead of
searching the article again and again.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, TypeVar

from geo.claims.counting.implied import find_implied_ones
from geo.claims.counting.quantities import find_loose_numbers, find_offsets, find_quantities
from geo.claims.counting.singles import find_singles
from geo.claims.timing.times import find_times
from geo.models import Side, Use

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.claims.counting.distances import FoundOffset
    from geo.claims.counting.singles import Single
    from geo.claims.language.clues import Clause
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.timing.times import FoundTime
    from geo.models import Article, Mention, Parse, Quantity, Relation, Sentence


class _Spanned(Protocol):
    """Anything found in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""


_Spot = TypeVar("_Spot", bound=_Spanned)

_BORN = re.compile(r"\s*(?:(?:года |року )?(?:рожд|народж)|г?\.\s?р\.|р?\.\s?н\.)", re.IGNORECASE)
"""What follows the year in which a victim was born."""
_PRO = re.compile(r"\b(?:pro|про)-$")
# "Russian partisans on Ukraine's side", «российские добровольцы, воюющие за Украину»
_FOR_UKRAINE = re.compile(
    r"(?:\s[\w'-]+){0,4}?,?\s(?:(?:who|that|which|що|які|яка|который|которые) )?(?:(?:are|is|were) )?"
    r"(?:(?:fighting |fight |fought )?(?:on|at) (?:the )?(?:ukraine's|ukrainian|kyiv's) side"
    r"|(?:fighting |fight )?on the side of (?:ukraine|kyiv)"
    r"|(?:fighting|fight|fought|fights) (?:for|alongside|on behalf of) (?:ukraine|kyiv|the ukrainian)"
    r"|loyal to (?:ukraine|kyiv)"
    r"|(?:вою\w+ )?на боці (?:україни|києва)|вою\w+ за україну"
    r"|(?:вою\w+ |сража\w+ )?на стороне (?:украины|киева)|(?:вою|сража)\w+ за украину)(?!\w)"
)
_PIPELINE = re.compile(r"[«“\"][A-ZА-ЯІЇЄҐЁ][\w'’-]*(?: [—–-] [A-ZА-ЯІЇЄҐЁ][\w'’-]*)+[»”\"]")
_ON_A_RIVER = re.compile(r"-(?:on|na|над|на)-")
_BASED = re.compile(r"-(?:based|born|led|flagged|registered|trained|made|held|area)\b")
"""What makes a name one of whose or what something is: "the Popasna-based brigade"."""
_HOMES = {"UA": Side.UA, "RU": Side.RU}
_SOLDIERS_FROM = re.compile(
    r"\b(?:soldiers|troops|fighters|servicemen|marines|солдати?|солдаты?|бойцы|бійці) (?:from|з|із|из) $"
)
_MONTH = re.compile(r"(?<=[\w,] )May\b|\bMay(?=,? \d)")
_BREAK = re.compile(
    r"[;—–]|:(?!(?<=\d:)\d\d)|,\s+(?=(?:while|but|and|which|who|where|whereas|although|though|as|killing|wounding|injuring|with"
    r"|а|але|проте|однак|який|яка|де|а також|но|однако|который|которая|где|хотя)\b)"
    # One run of blanks for all that may follow it: each sentence is walked in half the time.
    r"|\s+(?=as (?:it|they|he|its|their|moscow|kyiv|russia\w*|ukrain\w*)\b"
    r"|and that\b|і що\b|та що\b|и что\b"
    r"|and (?:said|added|claimed|reported|warned|noted|admitted)\b"
    r"|while\s|(?<!\ball\s)but\s(?!to\b)|whereas\s|although\s|though\s|which\s|where\s)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideWord:
    """A word that names a party, at article offsets.

    ``is_relative`` marks "enemy" and "our troops", whose side depends on who speaks.
    """

    start: int
    end: int
    side: Side
    is_noun: bool = True
    is_relative: bool = False


@dataclass(slots=True)
class View:
    """One sentence with all that was found in it, in text order.

    ``lists`` are the names of the word lists of which a word may be in it, ``clauses_read`` the clues of its
    clauses by their starts, once they have been read.
    """

    start: int
    end: int
    text: str
    lower: str
    is_heading: bool
    paragraph: int
    number: int
    sides: list[SideWord] = field(default_factory=list)
    marks: list[SideWord] = field(default_factory=list)
    places: list[tuple[int, Mention]] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    implied: list[Quantity] = field(default_factory=list)
    loose: list[Quantity] = field(default_factory=list)
    singles: list[Single] = field(default_factory=list)
    offsets: list[FoundOffset] = field(default_factory=list)
    times: list[FoundTime] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    named: list[tuple[int, int]] = field(default_factory=list)
    perspective: Side = Side.UA
    relations: dict[int, Relation] = field(default_factory=dict)
    subjects: dict[int, str] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()
    clauses_read: dict[int, Clause] = field(default_factory=dict)

    def clause(self, at: int) -> tuple[int, int]:
        """Return the clause that holds offset ``at``, as article offsets."""
        start, end = self.start, self.end
        for cut in self.breaks:
            if cut <= at:
                start = cut
            else:
                end = cut
                break
        return start, end

    def clauses(self) -> list[tuple[int, int]]:
        """Return the clauses in text order, as article offsets."""
        cuts = [self.start, *self.breaks, self.end]
        return list(pairwise(cuts))

    def between(self, start: int, end: int) -> str:
        """Return the lower-case words between two article offsets."""
        first = self.start
        return self.lower[start - first if start > first else 0 : end - first if end > first else 0]

    def search(
        self, name: str, lexicon: ClaimLexicon, start: int | None = None, end: int | None = None
    ) -> re.Match[str] | None:
        """Return the first word of a list in the sentence, or between two article offsets of it."""
        if name not in self.lists:
            return None
        return lexicon[name].search(
            self.between(start, end) if start is not None and end is not None else self.lower
        )

    def finditer(self, name: str, lexicon: ClaimLexicon) -> Iterator[re.Match[str]]:
        """Return the words of a list in the sentence, in text order."""
        return lexicon[name].finditer(self.lower) if name in self.lists else iter(())


def make_views(
    article: Article,
    mentions: tuple[Mention, ...],
    lexicon: ClaimLexicon,
    parse: Parse | None = None,
    *,
    perspective: Side | None = None,
) -> list[View]:
    """Return a view of every sentence of ``article``, with the subjects that a parser found, if any.

    ``perspective`` is whose enemy "the enemy" is, if that is known; else the words of the text tell it.
    """
    text, language = article.text, lexicon.language
    quantities = _by_sentence(find_quantities(text, language=language), article.sentences)
    offsets = _by_sentence(find_offsets(text, language=language), article.sentences)
    times = _by_sentence(find_times(text, published=article.published, language=language), article.sentences)
    implied = _by_sentence(find_implied_ones(text, language=language), article.sentences)
    loose = _by_sentence(find_loose_numbers(text, language=language), article.sentences)
    singles = _by_sentence(find_singles(text, language=language), article.sentences)
    named = _by_sentence(mentions, article.sentences)
    numbers = {mention.start: index for index, mention in enumerate(mentions)}
    views = [_open(article, sentence, number, lexicon) for number, sentence in enumerate(article.sentences)]
    perspective = perspective or perspective_of(text, lexicon) or Side.UA
    for view in views:
        view.perspective = perspective
        if parse is not None:
            view.subjects = {
                verb: text[start:end]
                for verb, (start, end) in parse.speakers.items()
                if view.start <= verb < view.end
            }
        view.quantities = quantities[view.number]
        view.implied = implied[view.number]
        view.loose = loose[view.number]
        view.singles = singles[view.number]
        view.offsets = offsets[view.number]
        found = times[view.number]
        view.times = [time for time in found if not _BORN.match(view.text, time.end - view.start)]
        for mention in named[view.number]:
            view.named.append((mention.start, mention.end))
            if mention.use is not Use.PLACE or not _is_in_a_name(view, mention):
                _place(view, numbers[mention.start], mention)
        view.sides = _outermost([*view.sides, *_own_and_enemy(view, lexicon)])
        view.sides = _by_allegiance(view)
        view.marks = _marks(view, lexicon)
    return views


def _by_sentence(items: Sequence[_Spot], sentences: Sequence[Sentence]) -> list[list[_Spot]]:
    """Return for each sentence what begins in it, in the order given."""
    starts = [sentence.start for sentence in sentences]
    found: list[list[_Spot]] = [[] for _ in sentences]
    for item in items:
        number = bisect_right(starts, item.start) - 1
        if number >= 0 and item.start < sentences[number].end:
            found[number].append(item)
    return found


def _open(article: Article, sentence: Sentence, number: int, lexicon: ClaimLexicon) -> View:
    text = article.text[sentence.start : sentence.end]
    lower = _lower(text)
    breaks = [sentence.start + match.end() for match in _BREAK.finditer(lower)]
    return View(
        sentence.start,
        sentence.end,
        text,
        lower,
        sentence.is_heading,
        sentence.paragraph,
        number,
        breaks=breaks,
        lists=lexicon.find_lists(lower),
    )


def _lower(text: str) -> str:
    """Return ``text`` in small letters with the same offsets: a few capitals have two small letters."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    # The month keeps its capital: "may" is a modal, and "in May" makes nothing doubtful.
    for month in _MONTH.finditer(text) if "May" in text else ():
        lower = lower[: month.start()] + month.group() + lower[month.end() :]
    return lower.replace("’", "'")


def _is_in_a_name(view: View, mention: Mention) -> bool:
    """Tell whether a name is only part of another: «БАРС-Курск», Slavyansk-on-Kuban, «Уренгой — Ужгород»."""
    at = mention.start - view.start
    end = mention.end - view.start
    if _ON_A_RIVER.match(view.text, end) or _BASED.match(view.text, end):
        return True
    if view.text[at - 1 : at] in {"-", "‑"} and at > 1:
        # "The Kyiv-Kharkiv road" names two places, of which both stand.
        return mention.start - 1 not in {end for _, end in view.named}
    return any(match.start() < at < match.end() for match in _PIPELINE.finditer(view.text))


def _home_of_soldiers(view: View, mention: Mention) -> Side | None:
    """Return the party of "soldiers from Ukraine": the country says whose they are, and not where."""
    place = mention.place
    if place is None or place.feature_code != "PCLI" or place.country not in _HOMES:
        return None
    return _HOMES[place.country] if _SOLDIERS_FROM.search(view.lower[: mention.start - view.start]) else None


def _place(view: View, index: int, mention: Mention) -> None:
    if mention.use is Use.PLACE and (side := _home_of_soldiers(view, mention)) is not None:
        view.sides.append(SideWord(start=mention.start, end=mention.end, side=side))
    elif mention.use is Use.PLACE:
        view.places.append((index, mention))
    elif mention.side is not None and mention.use in {Use.ACTOR, Use.DEMONYM}:
        is_noun = mention.use is Use.ACTOR
        view.sides.append(SideWord(start=mention.start, end=mention.end, side=mention.side, is_noun=is_noun))


def _outermost(words: list[SideWord]) -> list[SideWord]:
    """Return the words in text order without those inside another: "Russian Volunteer Corps"."""
    kept: list[SideWord] = []
    for word in sorted(words, key=lambda one: (one.start, -one.end)):
        if not kept or word.start >= kept[-1].end:
            kept.append(word)
    return kept


def _by_allegiance(view: View) -> list[SideWord]:
    """Drop the nationality of those who fight for another: "pro-Ukrainian Russian partisans".

    "Russian partisans on Ukraine's side" are Ukraine's.
    """
    kept: list[SideWord] = []
    for word in view.sides:
        if word.side is Side.RU and _FOR_UKRAINE.match(view.lower, word.end - view.start):
            kept.append(dataclasses.replace(word, side=Side.UA))
            continue
        last = kept[-1] if kept else None
        if (
            last is not None
            and word.start - last.end <= 1
            and _PRO.search(view.between(view.start, last.start))
        ):
            continue
        kept.append(word)
    return kept


def _own_and_enemy(view: View, lexicon: ClaimLexicon) -> list[SideWord]:
    """Return "the enemy" and "our defenders" with the side they have for the article.

    "Occupiers" and "invaders" are Russian to whoever says so.
    """
    own, enemy = view.perspective, Side.RU if view.perspective is Side.UA else Side.UA
    found = []
    for name, side in (("enemy", enemy), ("ru_words", Side.RU), ("own", own), ("ua_words", Side.UA)):
        for match in view.finditer(name, lexicon):
            is_invader = name == "enemy" and lexicon["invaders"].fullmatch(match.group()) is not None
            found.append(
                SideWord(
                    start=view.start + match.start(),
                    end=view.start + match.end(),
                    side=Side.RU if is_invader else side,
                    is_relative=name in {"enemy", "own"} and not is_invader,
                )
            )
    return found


def _marks(view: View, lexicon: ClaimLexicon) -> list[SideWord]:
    """Return the weapons and units that only one party has: "Shaheds", "the Azov corps"."""
    found = [
        SideWord(start=view.start + match.start(), end=view.start + match.end(), side=side)
        for name, side in (("ua_marks", Side.UA), ("ru_marks", Side.RU))
        for match in view.finditer(name, lexicon)
    ]
    return sorted(found, key=lambda mark: mark.start)


def perspective_of(text: str, lexicon: ClaimLexicon) -> Side | None:
    """Return whose enemy "the enemy" of an article is, by the words it has for the war, if any tell it.

    Where none do it is Ukraine's: so Ukrainian officials and those who translate them call Russian
    forces, and a Russian text seldom says "the enemy" without such words.
    """
    words = _lower(text)
    russian = len(lexicon["ru_perspective"].findall(words))
    ukrainian = len(lexicon["ua_perspective"].findall(words))
    if russian == ukrainian:
        return None
    return Side.RU if russian > ukrainian else Side.UA
