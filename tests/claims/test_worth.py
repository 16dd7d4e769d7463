"""Whether a draft is a claim, weighed: the clues, and how sure it must be."""

from __future__ import annotations

from geo.claims.lexicon import load_claim_lexicon
from geo.claims.sentence_view import View, make_views
from geo.claims.triggering import Draft, find_triggers
from geo.claims.weigh_worth import (
    LEAST_WORTH,
    LEAST_WORTH_DROPPED,
    UNDRAWN,
    Deed,
    Span,
    is_worth,
    list_worth,
)
from geo.claims.weights import Option
from geo.models import Kind, PlaceRef, Relation, Side
from geo.pipeline import Frontline

FRONTLINE = Frontline()
LEXICON = load_claim_lexicon("en", data_dir=FRONTLINE.settings.data_dir)


def look(text: str) -> tuple[View, Draft]:
    """Return the view of a sentence, and its first trigger."""
    reading = FRONTLINE.read_text(text, source="note")
    view = make_views(reading.article, reading.mentions, LEXICON)[0]
    return view, find_triggers(view, LEXICON, [])[0]


def test_worth_has_the_clause_as_its_value_and_the_verdict_of_the_rules() -> None:
    view, draft = look("Russian troops captured the village, but they left.")
    deed = Deed(view, draft, Side.RU, ())
    keep, drop = list_worth(deed, LEXICON)
    assert keep.value == view.clause(draft.start)
    assert drop.value is None
    assert (keep.is_ruled, drop.is_ruled) == (True, False)
    assert {"worth nowhere", "worth named", "worth uncounted", "worth kept act", "~take"} <= keep.clues


def test_worth_knows_what_was_told_before_in_the_sentence() -> None:
    view, draft = look("Russian troops captured the village.")
    names = [
        {clue for clue in list_worth(Deed(view, draft, None, (), told), LEXICON)[0].clues if "after" in clue}
        for told in ((), (Kind.CAPTURE,), (Kind.STRIKE,))
    ]
    assert names == [set(), {"worth after the same act"}, {"worth after another act"}]


def test_more_is_asked_of_what_the_rules_drop_and_of_what_is_drawn() -> None:
    _, draft = look("Russian troops captured the village.")
    kept: Option[Span | None] = Option((0, 9), frozenset(), is_ruled=True)
    dropped: Option[Span | None] = Option((0, 9), frozenset())
    assert is_worth([(kept, LEAST_WORTH - UNDRAWN)], draft)
    assert not is_worth([(dropped, LEAST_WORTH)], draft)
    draft.places = (PlaceRef(mention=0, relation=Relation.IN),)
    assert not is_worth([(kept, LEAST_WORTH - UNDRAWN)], draft)
    assert is_worth([(dropped, LEAST_WORTH_DROPPED)], draft)
