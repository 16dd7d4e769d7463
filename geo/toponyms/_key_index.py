"""All keys of a gazetteer in a few megabytes: what they begin with, check sums, signatures for misspellings.

One automaton of the letters that keys begin with finds in one walk through a text's words where a name may
begin; the 355,000 keys cost four bytes each as check sums, are ready in a millisecond, and a hit is verified
in the file. An automaton of the whole keys (ahocorasick-rs 1.0.3, which cannot be kept in a file) takes
twenty times as long to make at every start, and 30 MB.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from ahocorasick_rs import AhoCorasick, Implementation

from geo.toponyms.names import bounded_distance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OPENING = 6
"""Letters of a key's first word that are looked for: Ukraine's keys have 59,000 openings of six."""

_EDGE = "\n"
"""Stands between words, in which it cannot be."""

_MIN_FUZZY = 5
_TWO_EDITS = 9
_PAIR_BITS = {1: 6, 2: 8}
"""Keys shorter than 5 are never guessed; one edit is allowed from 5, two from 9 letters: below that
every second village is one letter from another."""


def pack_openings(keys: Iterable[str]) -> bytes:
    """Return what the first words of keys begin with, each behind the edge of a word.

    A word that is shorter than an opening stands whole. Before "~" and "+" any ending may follow.
    """
    openings = set()
    for key in keys:
        first = key.partition(" ")[0]
        stem = first.rstrip("~+")
        is_whole = stem == first and len(first) < OPENING
        openings.add(f"{first}{_EDGE}" if is_whole else stem[:OPENING])
    return "\0".join(f"{_EDGE}{opening}" for opening in sorted(openings)).encode()


class Openings:
    """Finds the words of a text that a name may begin with."""

    def __init__(self, packed: bytes) -> None:
        """Make the automaton."""
        # Of the three kinds the one that is made fastest; the walk takes next to nothing with each.
        self._automaton = AhoCorasick(
            packed.decode().split("\0") if packed else [],
            implementation=Implementation.NoncontiguousNFA,
            store_patterns=False,
        )

    def find(self, words: Sequence[str]) -> set[int]:
        """Return the numbers of the words that begin as some key does.

        >>> openings = Openings(pack_openings(["kursk", "nova kahovka", "pokrovsk~"]))
        >>> sorted(openings.find(["nova", "kurskij", "in", "pokrovskomu", "kursk"]))
        [0, 3, 4]
        """
        numbers, at = {}, 0
        for number, word in enumerate(words):
            numbers[at] = number
            at += len(word) + 1
        text = _EDGE + _EDGE.join(words) + _EDGE
        return {
            numbers[start] for _, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True)
        }


def pack_sums(keys: Iterable[str]) -> bytes:
    """Return the sorted check sums of keys, little-endian."""
    sums = array("I", sorted({zlib.crc32(key.encode()) for key in keys}))
    if sys.byteorder == "big":
        sums.byteswap()
    return sums.tobytes()


class KeySums:
    """Tells in a microsecond whether a key may be in the gazetteer (wrong once in ten thousand)."""

    def __init__(self, packed: bytes) -> None:
        """Unpack the sums."""
        self._sums = array("I")
        self._sums.frombytes(packed)
        if sys.byteorder == "big":
            self._sums.byteswap()
        self.may_hold = lru_cache(maxsize=60_000)(self._may_hold)

    def _may_hold(self, key: str) -> bool:
        wanted = zlib.crc32(key.encode())
        at = bisect_left(self._sums, wanted)
        return at < len(self._sums) and self._sums[at] == wanted


def pack_signatures(keys: list[str]) -> bytes:
    """Return two bit sets per key, in order: its letters, and its pairs of letters, hashed.

    One edit changes at most 2 bits of the first and 6 of the second (4 unless it swaps letters), so
    that keys that differ in more can be passed over without comparing them.
    """
    if not keys:
        return b""
    codes = np.frombuffer("\n".join(keys).encode() + b"\n", dtype=np.uint8).astype(np.uint64)
    is_letter = codes != ord("\n")
    one = np.uint64(1)
    letters = np.where(is_letter, one << (codes % np.uint64(32)), 0).astype(np.uint64)
    pairs = np.zeros_like(codes)
    hashed = one << ((codes[:-1] * np.uint64(31) + codes[1:]) % np.uint64(64))
    pairs[:-1] = np.where(is_letter[:-1] & is_letter[1:], hashed, 0)
    starts = np.concatenate(([0], np.flatnonzero(~is_letter)[:-1] + 1))
    signatures = np.stack([np.bitwise_or.reduceat(bits, starts) for bits in (letters, pairs)], axis=1)
    return signatures.astype("<u8").tobytes()


class SpellingIndex:
    """Finds the keys that are one or two edits away from a misspelt one."""

    def __init__(self, keys: list[str], packed: bytes) -> None:
        """Take the keys and their packed signatures, in one order."""
        self._keys = keys
        self._lengths = np.array([len(key) for key in keys], dtype=np.int16)
        self._signatures = np.frombuffer(packed, dtype="<u8").reshape(-1, 2)

    def near(self, key: str) -> tuple[tuple[str, int], ...]:
        """Return the keys nearest to ``key`` within the allowed distance, and that distance."""
        if len(key) < _MIN_FUZZY or not self._keys:
            return ()
        return self._within(key, 1) or (self._within(key, 2) if len(key) >= _TWO_EDITS else ())

    def _within(self, key: str, limit: int) -> tuple[tuple[str, int], ...]:
        letters, pairs = np.frombuffer(pack_signatures([key]), dtype="<u8")
        candidates = np.flatnonzero(
            (np.abs(self._lengths - len(key)) <= limit)
            & (np.bitwise_count(self._signatures[:, 0] ^ letters) <= 2 * limit)
            & (np.bitwise_count(self._signatures[:, 1] ^ pairs) <= _PAIR_BITS[limit])
        )
        near = (self._keys[index] for index in candidates)
        return tuple((other, limit) for other in near if bounded_distance(key, other, limit=limit) == limit)
