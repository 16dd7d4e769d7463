"""The word lists of one language, read from ``data/lexicon/toponyms_*.json``.

An entry that ends in ``*`` stands for every word that begins so, one that ends in ``~`` for the stem
with a case ending: Ukrainian and Russian cue words are inflected, and a stem says in one line what a
table of forms would say in twelve.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from geo.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
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

    __slots__ = ("_exact", "_known", "_prefixes", "_stems")

    def __init__(self, entries: Iterable[str] = ()) -> None:
        """Take the entries as written in a list."""
        listed = list(entries)
        self._exact = frozenset(entry for entry in listed if not entry.endswith(("*", "~")))
        self._stems = frozenset(entry[:-1] for entry in listed if entry.endswith("~"))
        self._prefixes = tuple(entry[:-1] for entry in listed if entry.endswith("*"))
        self._known: dict[str, bool] = {}

    def __contains__(self, word: object) -> bool:
        """Tell whether ``word`` is listed, or begins as listed."""
        if word in self._exact:
            return True
        if not isinstance(word, str):
            return False
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[word] = self._begins_as_listed(word)
        return known

    def _begins_as_listed(self, word: str) -> bool:
        return (
            word.startswith(self._prefixes)
            or word in self._stems
            or any(word[:-cut] in self._stems and word[-cut:] in ENDINGS for cut in (1, 2, 3))
        )


_MOST_KNOWN = 2_000
"""Words that a list remembers: those beside names are few, and asked for again and again."""

_EMPTY: frozenset[str] = frozenset()


class Lexicon(dict[str, "Container[str]"]):
    """The lists of one language by name; a list that a language lacks is empty.

    A list of whole words alone is a plain set: most of reading is asking whether a word is in one.
    ``seat_weights`` is what each word beside a name tells of its being an oblast, in hundredths.
    """

    def __init__(
        self,
        language: str,
        lists: dict[str, list[str] | dict[str, str]],
        *,
        seat_weights: dict[str, int] | None = None,
    ) -> None:
        """Take the lists as read from the file."""
        super().__init__({name: _listed(words) for name, words in lists.items() if isinstance(words, list)})
        self.language = language
        self.seat_weights = seat_weights or {}
        self._tables = {name: table for name, table in lists.items() if isinstance(table, dict)}
        self.is_in_any = lru_cache(maxsize=20_000)(self._is_in_any)
        self.people_side = lru_cache(maxsize=20_000)(self._find_people_side)
        self.people_heads = frozenset(key.split()[0] for key in self.table("demonyms") if " " in key)

    def __missing__(self, name: str) -> Container[str]:
        """Return an empty list."""
        return _EMPTY

    def _is_in_any(self, word: str, names: tuple[str, ...]) -> bool:
        """Tell whether ``word`` is in one of the lists called ``names``."""
        return any(word in self[name] for name in names)

    def _find_people_side(self, word: str) -> str | None:
        """Return the side of the people that one or two words name, ``None`` if they name none."""
        table = self.table("demonyms")
        if word in table:
            return table[word]
        return next((table[key] for key in table if key[-1] == "*" and word.startswith(key[:-1])), None)

    def table(self, name: str) -> dict[str, str]:
        """Return the table called ``name``: words with the side each is on."""
        return self._tables.get(name, {})


def _listed(words: list[str]) -> Container[str]:
    has_stems = any(word.endswith(("*", "~")) for word in words)
    return WordSet(words) if has_stems else frozenset(words)


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
        lists = json.loads(path.read_text(encoding="utf-8"))
        # Only English names of oblasts are those of their seats.
        path = data_dir / "lexicon" / "seats_en.json"
        weights = json.loads(path.read_text(encoding="utf-8")) if code == "en" else {}
        return Lexicon(code, lists, seat_weights=weights)
    except (OSError, ValueError) as error:
        msg = f"Word lists {path.name!r} cannot be read ({error}); install Frontline again"
        raise GazetteerError(msg) from error
