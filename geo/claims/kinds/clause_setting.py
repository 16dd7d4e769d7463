"""Where a clause stands, as clues: what is told beside it, how it opens and ends, how far into the article.

The same words tell of an event after a clause that tells of one, and of nothing as a relative clause at
the end of a background paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geo.claims.language.clues import LETTERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from geo.claims.kinds.triggering import Draft
    from geo.claims.language.sentence_view import View
    from geo.claims.voices.making import Voice

LENGTH_STEP, LONGEST = 25, 8
"""Letters of a step of length, and steps beyond which length makes no difference."""

MOST_CLAUSES = 4
"""Clauses of a sentence beyond which their number makes no difference."""

TENTHS = 10
"""Parts of an article that are told from one another."""

NOTE = 3
"""Sentences up to which a text is a note, which has no lead and no background."""

_PLACES = ("<place>", "<area>", "<country>", "<party>", "<time>")
"""Marks of what an event has, the numbers apart."""

_FIRST_WORD = re.compile(r"[^\W\d_]+")
_QUOTATION = re.compile(r"[\"“”«»]")
_NOTHING = frozenset({"none"})


class Passage(NamedTuple):
    """What a sentence stands in: the kinds told in the clause before it, and where that was.

    ``kinds`` is ``None`` at the beginning of an article of ``sentences`` sentences.
    """

    kinds: frozenset[str] | None = None
    paragraph: int = -1
    sentences: int = 1

    def after(self, view: View, drafts: Sequence[Draft]) -> Passage:
        """Return what the sentence after ``view`` stands in."""
        start, end = view.clauses()[-1]
        return self._replace(kinds=_kinds_in(drafts, start, end), paragraph=view.paragraph)


def describe_clauses(
    view: View, drafts: Sequence[Draft], voices: Iterable[Voice], passage: Passage
) -> list[frozenset[str]]:
    """Return for each clause of a sentence the clues of where it stands; ``drafts`` are its triggers."""
    clauses = view.clauses()
    kinds = [_kinds_in(drafts, start, end) for start, end in clauses]
    spoken = [voice.start for voice in voices]
    in_article = list(_in_article(view, passage))
    return [
        frozenset(
            {
                *in_article,
                f"@clause {min(index, MOST_CLAUSES - 1)} of {min(len(clauses), MOST_CLAUSES)}",
                f"@speaker {min(len(spoken), 2)} {any(start <= one < end for one in spoken)}",
                *_before(kinds[index - 1] if index else None, view, passage),
                *(f"@ahead {kind}" for kind in (kinds[index + 1] if index + 1 < len(kinds) else ("end",))),
                *_form(view.between(start, end)),
            }
        )
        for index, (start, end) in enumerate(clauses)
    ]


def name_marks(names: Collection[str]) -> Iterable[str]:
    """Yield which names, parties and times a clause has together, and how many sorts of number."""
    yield "@has " + " ".join(mark for mark in _PLACES if mark in names)
    numbers = [name for name in names if name[0] == "<" and " " not in name and name not in _PLACES]
    yield f"@numbers {min(len(numbers), 2)}"


def _in_article(view: View, passage: Passage) -> Iterable[str]:
    if passage.sentences > NOTE:
        yield f"@tenth {min(TENTHS * view.number // passage.sentences, TENTHS - 1)}"


def _kinds_in(drafts: Iterable[Draft], start: int, end: int) -> frozenset[str]:
    return frozenset(str(draft.trigger.kind) for draft in drafts if start <= draft.start < end) or _NOTHING


def _before(kinds: frozenset[str] | None, view: View, passage: Passage) -> list[str]:
    if kinds is not None:
        return [f"@behind {kind}" for kind in kinds]
    if passage.kinds is None:
        return ["@behind start"] if passage.sentences > NOTE else []
    where = "sentence" if passage.paragraph == view.paragraph else "paragraph"
    return [f"@behind {where} {kind}" for kind in passage.kinds]


def _form(text: str) -> Iterable[str]:
    """Yield how a clause looks: its length, its first word, its last sign, questions and quotations."""
    yield f"@length {min(len(text) // LENGTH_STEP, LONGEST)}"
    first = _FIRST_WORD.search(text)
    if first:
        yield f"@opens {first.group()[:LETTERS]}"
    yield f"@ends {text.rstrip()[-1:]}"
    if "?" in text:
        yield "@question"
    if _QUOTATION.search(text):
        yield "@quotation"
