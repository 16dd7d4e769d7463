"""The word lists of one language, read from ``data/lexicon/toponyms_*.json``.

An entry that ends in ``*`` stands for every word that begins so, one that ends in ``~`` for the stem
with a case ending: Ukrainian and Russian cue words are inflected, and a stem says in one line what a
table of forms would say in twelve.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from geo.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_ENDINGS = """
а у ом ем єм е и і ы ї ь я ю о ой ей ою ею єю ям ями ях ам ами ах ов ев ів їв ові еві єві ій ої ий ый ая яя ое
ее ие ые ого его ому ему ым им ых их ую юю ыми ими ии ию ией ія ії ію ією ья ью ье ьи
"""
ENDINGS = frozenset(_ENDINGS.split())
"""Case endings that ``~`` stands for, in Ukrainian and Russian."""

LANGUAGES = ("en", "uk", "ru")


class WordSet:
    """A set of words, of beginnings of words (``*``) and of stems with a case ending (``~``).

    >>> "областю" in WordSet(["област*"]), "обл" in WordSet(["област*"])
    (True, False)
    >>> "севером" in WordSet(["север~"]), "северодонецк" in WordSet(["север~"])
    (True, False)
    """

    __slots__ = ("_exact", "_prefixes", "_stems")

    def __init__(self, entries: Iterable[str] = ()) -> None:
        """Take the entries as written in a list."""
        listed = list(entries)
        self._exact = frozenset(entry for entry in listed if not entry.endswith(("*", "~")))
        self._stems = frozenset(entry[:-1] for entry in listed if entry.endswith("~"))
        self._prefixes = tuple(entry[:-1] for entry in listed if entry.endswith("*"))

    def __contains__(self, word: object) -> bool:
        """Tell whether ``word`` is listed, or begins as listed."""
        if word in self._exact:
            return True
        if not isinstance(word, str) or not (self._prefixes or self._stems):
            return False
        if self._prefixes and word.startswith(self._prefixes):
            return True
        return bool(self._stems) and (
            word in self._stems
            or any(word[:-cut] in self._stems and word[-cut:] in ENDINGS for cut in (1, 2, 3))
        )


_EMPTY = WordSet()


class Lexicon:
    """The lists of one language by name; a list that a language lacks is empty."""

    def __init__(self, language: str, lists: dict[str, list[str] | dict[str, str]]) -> None:
        """Take the lists as read from the file."""
        self.language = language
        self._sets = {name: WordSet(words) for name, words in lists.items() if isinstance(words, list)}
        self._tables = {name: table for name, table in lists.items() if isinstance(table, dict)}

    def __getitem__(self, name: str) -> WordSet:
        """Return the list called ``name``."""
        return self._sets.get(name, _EMPTY)

    def table(self, name: str) -> dict[str, str]:
        """Return the table called ``name``: words with the side each is on."""
        return self._tables.get(name, {})


@cache
def load_lexicon(language: str, *, data_dir: Path) -> Lexicon:
    """Return the word lists of ``language``; English where there are none.

    Raises
    ------
    GazetteerError
        If the file is missing or damaged.
    """
    code = language if language in LANGUAGES else LANGUAGES[0]
    path = data_dir / "lexicon" / f"toponyms_{code}.json"
    try:
        return Lexicon(code, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        msg = f"Word lists {path.name!r} cannot be read ({error}); install Frontline again"
        raise GazetteerError(msg) from error
