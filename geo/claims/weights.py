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
from itertools import repeat
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
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


class Option(NamedTuple, Generic[_Meant]):
    """One of several readings of a text, with the clues that speak for or against it.

    ``value`` is what is meant: a party, a voice, a place, a status. ``shared`` are clues that it has
    in common with other options, in one set that is added up once for all of them; with a ``prefix``
    they count as "prefix: clue". ``is_ruled`` marks what
    the rules chose, and ``margin`` is what must speak against it, in hundredths, where it is sure.
    """

    value: _Meant
    clues: frozenset[str]
    shared: frozenset[str] = frozenset()
    prefix: str = ""
    is_ruled: bool = False
    margin: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """What every clue adds to an option of a task, in hundredths.

    A clue that options with several prefixes share has a row of weights, one for each of ``prefixes``.
    """

    by_clue: dict[str, int]
    prefixes: dict[str, int]
    rows: dict[str, list[int]]

    @classmethod
    def of(cls, by_clue: dict[str, int]) -> Choice:
        """Return the weights with those of "prefix: clue" in the rows of their clues."""
        parted = [(*name.partition(": "), weight) for name, weight in by_clue.items() if ": " in name]
        prefixes = {prefix: column for column, prefix in enumerate(dict.fromkeys(row[0] for row in parted))}
        rows: dict[str, list[int]] = {}
        for prefix, _, clue, weight in parted:
            rows.setdefault(clue, [0] * len(prefixes))[prefixes[prefix]] = weight
        return cls(by_clue, prefixes, rows)


def share_out(options: Sequence[Option[_Meant]], weights: Choice) -> list[tuple[Option[_Meant], float]]:
    """Return ``options`` in their order, each with its share of all chances.

    >>> options = [Option("A", frozenset()), Option("B", frozenset({"near"}))]
    >>> [(one.value, round(share, 2)) for one, share in share_out(options, Choice.of({"near": 100}))]
    [('A', 0.27), ('B', 0.73)]
    """
    plain: dict[int, int] = {}
    by_prefix: dict[int, list[int]] = {}
    sums: list[int] = []
    for option in options:
        key = id(option.shared)
        if not option.prefix:
            if key not in plain:
                plain[key] = _add_up(option.shared, weights.by_clue)
            added = plain[key]
        else:
            if key not in by_prefix:
                by_prefix[key] = _add_up_rows(option.shared, weights)
            column = weights.prefixes.get(option.prefix)
            added = 0 if column is None else by_prefix[key][column]
        sums.append(added + option.margin + _add_up(option.clues, weights.by_clue))
    top = max(sums)
    odds = [math.exp((one - top) / HUNDREDTHS) for one in sums]
    all_odds = sum(odds)
    return [(option, one / all_odds) for option, one in zip(options, odds, strict=True)]


_NOTHING = repeat(0)


def _add_up(clues: Iterable[str], row: dict[str, int]) -> int:
    """Return what ``clues`` weigh together; without a loop, since it is done a thousand times an article."""
    return sum(map(row.get, clues, _NOTHING))


def _add_up_rows(clues: Iterable[str], weights: Choice) -> list[int]:
    """Return what ``clues`` weigh together for each prefix."""
    rows = [weights.rows[clue] for clue in clues if clue in weights.rows]
    return list(map(sum, zip(*rows, strict=True))) or [0] * len(weights.prefixes)


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


def load_choice(task: str, language: str, *, data_dir: Path) -> Choice:
    """Return what every clue adds to an option of a task ("places") in a language."""
    return _load_choice(task, language, data_dir)


@cache
def _load_choice(task: str, language: str, data_dir: Path) -> Choice:
    return Choice.of(_read(language, data_dir).get(task, {}))


@cache
def _read(language: str, data_dir: Path) -> dict[str, Any]:
    path = data_dir / "lexicon" / f"weights_{language}.json"
    tasks: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return tasks


def forget_weights() -> None:
    """Read the files again when next asked: they have been built anew."""
    _load_outcomes.cache_clear()
    _load_choice.cache_clear()
    _read.cache_clear()
