"""Which numbers of a sentence may be said of a claim, and as what they are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.claims.counting.weigh_numbers import Candidate, Number, is_likely, is_weighed, list_candidates
from geo.claims.kinds.triggering import Draft
from geo.claims.language.lexicon import load_claim_lexicon
from geo.claims.language.sentence_view import make_views
from geo.claims.weights import Option
from geo.models import Kind
from geo.pipeline import Frontline
from geo.reading.article import make_article
from geo.settings import Settings

if TYPE_CHECKING:
    from geo.models import Quantity


@pytest.fixture(scope="module")
def frontline() -> Frontline:
    return Frontline()


def candidates(text: str, frontline: Frontline) -> list[Candidate]:
    article = make_article(text, source="note")
    lexicon = load_claim_lexicon(article.language, data_dir=frontline.settings.data_dir)
    (view,) = make_views(article, frontline.find_places(article), lexicon)
    return list_candidates(view)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "A bomb hit the bridge near Kramatorsk and killed three people, the ministry said.",
            [("A bomb", "implied"), ("the bridge", "single"), ("three people", "written")],
        ),
        ("The Russian ministry claims ten so far.", [("ten", "loose")]),
        ("Russian soldiers are eight kilometres from Pokrovsk.", [("eight kilometres", "offset")]),
    ],
)
def test_number_is_offered_with_its_origin(
    text: str, found: list[tuple[str, str]], frontline: Frontline
) -> None:
    read = [(one.quantity.as_written, one.origin) for one in candidates(text, frontline)]
    assert [item for item in read if item in found] == found


def test_distance_from_a_place_is_offered_in_kilometres(frontline: Frontline) -> None:
    (one,) = (
        one
        for one in candidates("Russian soldiers are eight kilometres from Pokrovsk.", frontline)
        if one.origin == "offset"
    )
    assert (one.quantity.value, one.quantity.unit, one.quantity.si_value) == (8, "km", 8000)


def test_one_victim_is_not_offered_twice(frontline: Frontline) -> None:
    text = "Внаслідок обстрілу Херсона загинула одна людина, повідомила обласна адміністрація."
    killed = [one for one in candidates(text, frontline) if one.quantity.measure == "killed"]
    assert [one.quantity.as_written for one in killed] == ["одна людина"]


def make_draft(kind: Kind, quantities: list[Quantity]) -> Draft:
    lexicon = load_claim_lexicon("en", data_dir=Settings().data_dir)
    trigger = next(item for item in lexicon.triggers if item.kind is kind)
    return Draft(0, 3, trigger, quantities=quantities)


def test_several_is_left_to_the_rules(frontline: Frontline) -> None:
    (one,) = candidates("Several villages were shelled near Sumy.", frontline)
    assert not is_weighed(make_draft(Kind.STRIKE, []), one)


def test_toll_that_rules_give_to_a_strike_stays(frontline: Frontline) -> None:
    (two,) = candidates("Shelling of the market in Sumy killed two people.", frontline)
    assert not is_weighed(make_draft(Kind.STRIKE, [two.quantity]), two)
    assert is_weighed(make_draft(Kind.STRIKE, []), two)
    assert is_weighed(make_draft(Kind.CASUALTIES, [two.quantity]), two)


def test_no_one_is_not_offered(frontline: Frontline) -> None:
    read = candidates("A drone fell on Shebekino, and no one was hurt.", frontline)
    assert [one.quantity.as_written for one in read] == ["A drone"]


def test_single_thing_is_told_from_a_fifth_and_a_number_from_less_if_ruled(frontline: Frontline) -> None:
    bomb, people = (
        Option(Number(one, is_told=True), frozenset())
        for one in candidates("A bomb hit the market and killed three people there.", frontline)
    )
    ruled = Option(people.value, frozenset(), is_ruled=True)
    assert [is_likely(bomb, share) for share in (0.19, 0.21)] == [False, True]
    assert [is_likely(one, 0.25) for one in (people, ruled)] == [False, True]
