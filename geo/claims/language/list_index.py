"""Which word lists may have a word in a text, told by one walk of it.

A sentence has words of a tenth of the lists. One automaton looks for the plain letters of all their words
at once, so that only the lists of which some are there are compiled and searched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class ListIndex:
    """Word lists by the letters that any match of them must have."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Take the lists by name; a star in a word is any letters."""
        names: dict[str, set[str]] = {}
        for name, words in lists.items():
            for word in words:
                names.setdefault(max(word.split("*"), key=len), set()).add(name)
        # A word of stars alone may be anywhere.
        self._anywhere = names.pop("", set())
        self._names = list(names.values())
        self._automaton = AhoCorasick(list(names))

    def find(self, text: str) -> frozenset[str]:
        """Return the names of the lists of which a word may be in ``text``; of no other list is one.

        >>> sorted(ListIndex({"plans": ["plan*"], "hedges": ["if", "may"]}).find("it planned life"))
        ['hedges', 'plans']
        """
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return frozenset(
            self._anywhere.union(*(self._names[number] for number in {row[0] for row in matches}))
        )
