"""The claim words of one language, read from ``data/lexicon/claims_*.json`` and compiled once."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.claims.kinds.trigger_index import TriggerIndex, compile_trigger
from geo.claims.language.list_index import ListIndex
from geo.claims.language.senses import Senses, load_senses
from geo.claims.language.word_patterns import compile_words
from geo.models import Kind, Role, Side

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


LANGUAGES = ("en", "uk", "ru")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A pattern that tells of a kind of claim, and how its actor stands to it.

    ``mode`` is ``act`` (the subject does it), ``suffer`` (the subject suffers it), ``noun`` (an event
    noun, whose actor stands before it or after "by") or ``both``.
    """

    kind: Kind
    mode: str
    words: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The words as one pattern; sentences are searched by the index, which is faster."""
        return compile_trigger(self.words)


class ClaimLexicon(dict[str, "re.Pattern[str]"]):
    """Triggers and cue words of one language. Every word list is one pattern on lower-case text.

    It is compiled when it is first asked for: together they take as long as reading ten articles.
    """

    def __init__(
        self,
        language: str,
        lists: dict[str, Any],
        *,
        held: frozenset[str] = frozenset(),
        senses: Senses | None = None,
    ) -> None:
        """Take the lists as read from the file; ``held`` are ids of towns behind the Russian lines."""
        self.language = language
        self.held = held
        self.senses = senses or Senses({}, {})
        self.triggers = tuple(
            Trigger(kind=Kind(kind), mode=mode, words=pattern) for kind, mode, pattern in lists["triggers"]
        )
        self._index = TriggerIndex([pattern for _, _, pattern in lists["triggers"]])
        self.passive = re.compile(lists["passive"])
        self._lists = {name: words for name, words in lists.items() if isinstance(words, list)}
        del self._lists["triggers"]
        self._list_index = ListIndex(self._lists)

    def __missing__(self, name: str) -> re.Pattern[str]:
        """Return the pattern of the list called ``name``."""
        self[name] = pattern = compile_words(self._lists[name])
        return pattern

    @property
    def list_names(self) -> tuple[str, ...]:
        """The names of all word lists."""
        return tuple(self._lists)

    def find_lists(self, text: str) -> frozenset[str]:
        """Return the names of the lists of which a word may be in ``text``, in small letters."""
        return self._list_index.find(text)

    def find_triggers(self, text: str) -> Iterator[tuple[int, int, Trigger]]:
        """Yield start, end and trigger of every match in ``text``."""
        for number, start, end in self._index.find(text):
            yield start, end, self.triggers[number]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Speakers:
    """Who a speaker is, by the words he is called by; and the side of bodies and of well-known persons.

    ``heads`` are the administrations of oblasts by the names of those who lead or led them, ``held`` the
    ids of towns behind the Russian lines.
    """

    roles: tuple[tuple[Role, re.Pattern[str]], ...]
    sides: tuple[tuple[Side, re.Pattern[str]], ...]
    persons: tuple[tuple[Side, re.Pattern[str]], ...]
    heads: tuple[tuple[str, re.Pattern[str]], ...]
    held: frozenset[str] = frozenset()


@cache
def load_claim_lexicon(language: str, *, data_dir: Path) -> ClaimLexicon:
    """Return the claim words of ``language``; English where there are none."""
    code = language if language in LANGUAGES else LANGUAGES[0]
    folder = data_dir / "lexicon"
    lists = json.loads((folder / f"claims_{code}.json").read_text(encoding="utf-8"))
    senses = load_senses(code, data_dir=data_dir)
    return ClaimLexicon(code, lists, held=_load_held(folder), senses=senses)


@cache
def load_speakers(*, data_dir: Path) -> Speakers:
    """Return the words that tell a speaker's role and side, for all languages together."""
    folder = data_dir / "lexicon"
    lists = json.loads((folder / "speakers.json").read_text(encoding="utf-8"))
    heads = json.loads((folder / "heads.json").read_text(encoding="utf-8"))["heads"]
    return Speakers(
        roles=tuple((Role(role), re.compile(rf"(?<!\w)(?:{pattern})")) for role, pattern in lists["roles"]),
        sides=_by_side(lists["sides"]),
        persons=_by_side(lists["persons"]),
        heads=tuple((oblast, _any_of(names)) for oblast, names in heads.items()),
        held=_load_held(folder),
    )


@cache
def _load_held(folder: Path) -> frozenset[str]:
    """Return the ids of towns behind the Russian lines."""
    return frozenset(json.loads((folder / "held_places.json").read_text(encoding="utf-8"))["places"])


def _by_side(lists: dict[str, list[str]]) -> tuple[tuple[Side, re.Pattern[str]], ...]:
    return tuple((Side(side), _any_of(patterns)) for side, patterns in lists.items())


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + r")(?!\w)")
