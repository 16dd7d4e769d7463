"""Weights of clues, learned from our own gold articles by ``data/build_weights.py``.

A word list says yes or no; a weight says how much a word tells, so that many small clues together can
speak where no listed word does. The sum is simple on purpose: each decision can be taken apart into
the words that made it. Weights are whole hundredths, so that a sum is the same in any order.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

HUNDREDTHS = 100
"""Whole numbers in a weight of 1."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weights:
    """Log-odds by outcome, in hundredths: a ``bias`` each, and what every clue adds to it."""

    bias: dict[str, int]
    by_clue: dict[str, dict[str, int]]

    def add_up(self, clues: Iterable[str]) -> dict[str, int]:
        """Return the log-odds of every outcome in hundredths.

        >>> Weights(bias={"strike": -100}, by_clue={"shelle": {"strike": 300}}).add_up(["shelle", "the"])
        {'strike': 200}
        """
        sums = dict(self.bias)
        for clue in clues:
            row = self.by_clue.get(clue)
            if row is not None:
                for outcome, weight in row.items():
                    sums[outcome] += weight
        return sums

    def of(self, clue: str, outcome: str) -> int:
        """Return what a clue adds to an outcome, in hundredths."""
        return self.by_clue.get(clue, {}).get(outcome, 0)


_Meant = TypeVar("_Meant")


@dataclass(frozen=True, slots=True)
class Option(Generic[_Meant]):
    """One of several readings of a text, with the clues that speak for or against it.

    ``value`` is what is meant: a party, a voice, a place, a status. ``shared`` are clues that it has
    in common with other options, in one set that is added up once for all of them. ``is_ruled`` marks
    what the rules chose, and ``margin`` is what must speak against it, in hundredths, where it is sure.
    """

    value: _Meant
    clues: frozenset[str]
    shared: frozenset[str] = frozenset()
    is_ruled: bool = False
    margin: int = 0


def share_out(
    options: Sequence[Option[_Meant]], weights: Mapping[str, int]
) -> list[tuple[Option[_Meant], float]]:
    """Return ``options`` in their order, each with its share of all chances.

    >>> options = [Option("A", frozenset()), Option("B", frozenset({"near"}))]
    >>> [(option.value, round(share, 2)) for option, share in share_out(options, {"near": 100})]
    [('A', 0.27), ('B', 0.73)]
    """
    added: dict[int, int] = {}
    sums: list[int] = []
    for option in options:
        shared = added.get(id(option.shared))
        if shared is None:
            shared = added[id(option.shared)] = sum(weights.get(clue, 0) for clue in option.shared)
        own = sum(weights.get(clue, 0) for clue in option.clues)
        sums.append(shared + own + option.margin)
    top = max(sums)
    odds = [math.exp((one - top) / HUNDREDTHS) for one in sums]
    return [(option, one / sum(odds)) for option, one in zip(options, odds, strict=True)]


def chance(log_odds: int) -> float:
    """Return log-odds in hundredths as a share of 1.

    >>> chance(0)
    0.5
    """
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, log_odds / HUNDREDTHS))))


def load_weights(task: str, language: str, *, data_dir: Path) -> Weights:
    """Return the weights of outcomes ("kinds") in a language."""
    return _load_outcomes(task, language, data_dir)


@cache
def _load_outcomes(task: str, language: str, data_dir: Path) -> Weights:
    lists = _read(language, data_dir)[task]
    return Weights(bias=lists["bias"], by_clue=lists["clues"])


def load_choice(task: str, language: str, *, data_dir: Path) -> dict[str, int]:
    """Return what every clue adds to an option of a task ("places") in a language, in hundredths."""
    weights: dict[str, int] = _read(language, data_dir)[task]
    return weights


@cache
def _read(language: str, data_dir: Path) -> dict[str, Any]:
    path = data_dir / "lexicon" / f"weights_{language}.json"
    tasks: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return tasks


def forget_weights() -> None:
    """Read the files again when next asked: they have been built anew."""
    _load_outcomes.cache_clear()
    _read.cache_clear()
