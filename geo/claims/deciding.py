"""The judge of an article's decisions: which option the clues speak for, by the weights of its language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from geo.claims.weights import load_choice, share_out

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geo.claims.kinds.triggering import Draft
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.weights import Option

_Meant = TypeVar("_Meant")


@dataclass(frozen=True, slots=True)
class Judge:
    """The words and the weights of one language."""

    lexicon: ClaimLexicon
    data_dir: Path

    def share_out(
        self, task: str, options: Sequence[Option[_Meant]], draft: Draft
    ) -> list[tuple[Option[_Meant], float]]:
        """Return the options of a decision about ``draft``, each with its share of all chances.

        ``data/build_weights.py`` listens in here to learn from gold what should have been picked.
        """
        del draft
        weights = load_choice(task, self.lexicon.language, data_dir=self.data_dir)
        if not weights.by_clue:
            # What nothing was learned of stays as the rules say.
            return [(one, float(one.is_ruled)) for one in options]
        return share_out(options, weights)

    def pick(self, task: str, options: Sequence[Option[_Meant]], draft: Draft) -> _Meant:
        """Return what the likeliest option stands for."""
        return max(self.share_out(task, options, draft), key=lambda item: item[1])[0].value
