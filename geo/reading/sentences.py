"""Sentences and headings by their offsets in the text, in English, Ukrainian and Russian.

A claim is read sentence by sentence, so a wrong cut after "Gen." or "с." loses its speaker or
its village. Rules over full stops with lists of abbreviations are exact where a model guesses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.models import Sentence
from geo.reading.lexicon import alternatives, default_data_dir, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A line that is longer, or has more words, is a sentence that lost its full stop.
_HEADING_CHARACTERS = 130
_HEADING_WORDS = 18
# "Losses:" heads a section; a longer line with a colon opens the list that follows.
_COLON_WORDS = 5
# A numbered line with more words is an entry of a list.
_NUMBERED_WORDS = 8
# Where more lines than this share look like headings, the text is a list of short news.
_HEADING_SHARE = 0.6
# A sentence with a verb is hardly shorter before its last word.
_OPENING_CHARACTERS = 25

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]*]*")
# "territory.Ukrainian": a full stop that lost its space when the page was copied.
_LOST_SPACE = re.compile(r"[^\W\d_]{3}[.!?][^\W\d_]{4}")
_WORD_BEFORE = re.compile(r"\bт\. ?[^\W_]{1,2}$|(?:[^\W_]\.){1,4}[^\W_]+$|[^\W_][\w’'ʼ.-]*$")
# No abbreviation is longer, so the word before a stop is looked for no farther back.
_WORD_CHARACTERS = 24
_WORD = re.compile(r"\w+")
_VISIBLE = re.compile(r"\S")
_NEXT = re.compile(r"\s*(?P<marks>[\"'“”„«‘(\[—–\-•*]*\s*)(?P<word>\w[\w’'ʼ-]*)?")
_BULLET = re.compile(r"(?:[•▪●◦‣·*—–-]|\d{1,2}[.)])\s")
_NUMBER = re.compile(r"\d{1,2}[.)]\s+")
_TERMINAL = tuple(".!…;,")
_CLOSERS = "\"'”’»)]* "
# A top-level domain is no sentence: Gazeta.Info.
_DOMAINS = frozenset({"info", "media", "news", "com", "org", "net"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    inner: frozenset[str]
    measure: frozenset[str]
    year: frozenset[str]
    final: frozenset[str]
    either: frozenset[str]
    openers: frozenset[str]
    number_before: re.Pattern[str]


@cache
def _rules(data_dir: Path) -> _Rules:
    lexicon = load_lexicon("abbreviations", data_dir)
    number = rf"\d\s?(?:{alternatives(lexicon['multipliers'])}\.?\s?)*$"
    keys = ("inner", "measure", "year", "final", "either", "openers")
    inner, measure, year, final, either, openers = (frozenset(lexicon[key]) for key in keys)
    return _Rules(
        inner=inner,
        measure=measure,
        year=year,
        final=final,
        either=either,
        openers=openers,
        number_before=re.compile(number, re.IGNORECASE),
    )


def split_sentences(
    text: str, *, headings: frozenset[int] = frozenset(), data_dir: Path | None = None
) -> tuple[Sentence, ...]:
    """Return the sentences of ``text`` in order; each line is a paragraph of its own.

    Together they hold every visible character. ``headings`` are the offsets of lines that the
    source marked as headings; other short lines without a full stop are recognised.

    >>> text = "Lt. Gen. Koval spoke to U.S. officials. Fighting went on."
    >>> [text[s.start:s.end] for s in split_sentences(text)]
    ['Lt. Gen. Koval spoke to U.S. officials.', 'Fighting went on.']
    """
    rules = _rules(data_dir or default_data_dir())
    lines = [_strip(text, match.start(), match.end()) for match in _LINE.finditer(text)]
    is_heading = _find_headings(text, lines, headings)
    sentences = []
    for paragraph, (start, end) in enumerate(lines):
        if is_heading[paragraph]:
            sentences.append(Sentence(start=start, end=end, is_heading=True, paragraph=paragraph))
            continue
        sentences.extend(
            Sentence(start=first, end=last, paragraph=paragraph)
            for first, last in _split_line(text, start, end, rules)
        )
    return tuple(sentences)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without outer blanks."""
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip())


def _find_headings(text: str, lines: list[tuple[int, int]], marked: frozenset[int]) -> list[bool]:
    """Tell for each line whether it heads what follows."""
    words = ["", *(text[start:end] for start, end in lines), ""]
    looks = [_looks_like_heading(line) for line in words[1:-1]]
    # A list of one-line news has no headings, save the line it opens with.
    is_list = len(lines) > 3 and sum(looks) > _HEADING_SHARE * len(lines)
    found = []
    for index, (start, _) in enumerate(lines):
        has_body = not all(looks[index + 1 :])
        guessed = looks[index] and has_body and (index == 0 or not is_list)
        found.append(start in marked or guessed or _heads_by_number(*words[index : index + 3]))
    return found


def _looks_like_heading(line: str) -> bool:
    """Tell whether a line is short, opens like a title and has no full stop at its end."""
    if len(line) > _HEADING_CHARACTERS or _BULLET.match(line):
        return False
    if line.rstrip(_CLOSERS).endswith(_TERMINAL) or len(line.split()) > _HEADING_WORDS:
        return False
    if line.endswith(":") and len(line.split()) > _COLON_WORDS:
        return False
    first = line.lstrip("\"'“„«‘([")[:1]
    return first.isupper() or first.isdigit()


def _heads_by_number(before: str, line: str, behind: str) -> bool:
    """Tell whether a line is a numbered title over a paragraph: "4. Kostiantynivka"."""
    number = _NUMBER.match(line)
    if number is None or len(line.split()) > _NUMBERED_WORDS or _BULLET.match(before):
        return False
    is_body = behind.rstrip(_CLOSERS).endswith(_TERMINAL) and _BULLET.match(behind) is None
    return is_body and _looks_like_heading(line[number.end() :])


def _split_line(text: str, start: int, end: int, rules: _Rules) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of one line."""
    first = start
    last_word = end
    while last_word > start and not text[last_word - 1].isalnum():
        last_word -= 1
    for match in _STOP.finditer(text, start, end):
        if match.end() >= last_word:
            break  # what follows is only punctuation
        if match.end() > first and _is_end(text, first, match, end, rules):
            yield first, match.end()
            visible = _VISIBLE.search(text, match.end(), end)
            first = visible.start() if visible else end
    if first < end:
        yield first, end


def _is_end(text: str, first: int, match: re.Match[str], end: int, rules: _Rules) -> bool:
    """Tell whether a sentence that began at ``first`` ends with the stop in ``match``."""
    if not text[match.end()].isspace():
        return _lost_its_space(text, match)
    after = _NEXT.match(text, match.end(), end)
    word = (after["word"] if after else None) or ""
    if not word or word[0].islower():
        return not word
    stop = match.group()
    marks = after["marks"].strip() if after else ""
    if len(stop) > 1 and stop[-1] in "\"”»’'" and marks[:1] in ("—", "–", "-"):
        return False  # «…!» — Зеленський: the speaker follows
    if stop != ".":
        return True
    before = _WORD_BEFORE.search(text, max(first, match.start() - _WORD_CHARACTERS), match.start())
    if before is None:
        return True
    opening = text[max(first, before.start() - 2 * _WORD_CHARACTERS) : before.start()]
    return _ends_after(before.group(), word, opening, rules)


def _lost_its_space(text: str, match: re.Match[str]) -> bool:
    """Tell a sentence end without a space from a domain name or an initial."""
    found = _LOST_SPACE.match(text, match.start() - 3) if match.start() >= 3 else None
    if found is None or not text[match.start() - 1].islower() or not text[match.end()].isupper():
        return False
    following = _WORD.match(text, match.end())
    return following is not None and following.group().casefold() not in _DOMAINS


def _ends_after(before: str, word: str, opening: str, rules: _Rules) -> bool:
    """Tell whether a full stop after the word ``before`` ends the sentence, ``word`` following."""
    short = before.casefold().replace(" ", "")
    is_opener = word.casefold() in rules.openers
    if short.isdigit():
        return bool(opening.strip("\"'“«( "))  # "1. The first point" goes on
    if short in rules.measure or short in rules.year:
        return _ends_after_measure(short, word, opening, rules)
    if len(short) == 1 and before.isupper():
        return is_opener and len(word) > 1
    if short in rules.inner:
        return False
    return is_opener or short in rules.final or not (short in rules.either or _is_dotted(short))


def _ends_after_measure(short: str, word: str, opening: str, rules: _Rules) -> bool:
    """Tell "12 км. Потім" from "м. Суми", "10 ч. 30 мин." and "В 2024 г. Россия"."""
    if word[0].isdigit() or not rules.number_before.search(opening):
        return False
    if short in rules.measure or word.casefold() in rules.openers:
        return True
    return len(opening) > _OPENING_CHARACTERS


def _is_dotted(word: str) -> bool:
    """Tell an abbreviation of single letters, such as u.s or т.зв."""
    return "." in word and all(len(part) <= 2 for part in word.split("."))
