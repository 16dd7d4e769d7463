"""Weights of clues: sums, shares, and what a clause and its parties are taken apart into."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geo.claims.certainty.weigh_status import Certainty, list_certainties, settle
from geo.claims.kinds.triggering import Draft, find_triggers
from geo.claims.kinds.weigh_kinds import LEAST_TO_TURN, TOLD, weigh_drafts
from geo.claims.language.clues import Clue, name_clues, read_clues
from geo.claims.language.lexicon import Trigger, load_claim_lexicon
from geo.claims.language.sentence_view import View, make_views
from geo.claims.parties.background import Background
from geo.claims.parties.scene import Scene
from geo.claims.parties.weigh_parties import list_parties
from geo.claims.weights import Choice, Option, Weights, chance, share_out
from geo.models import Kind, Side, Status
from geo.pipeline import Frontline

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("en", "uk", "ru")


@pytest.fixture(scope="module")
def frontline() -> Frontline:
    return Frontline()


def look(frontline: Frontline, text: str) -> View:
    """Return the view of a text of one sentence."""
    reading = frontline.read_text(text, source="note")
    lexicon = load_claim_lexicon(reading.article.language, data_dir=frontline.settings.data_dir)
    return make_views(reading.article, reading.mentions, lexicon)[0]


def test_names_and_numbers_are_marks_and_words_are_cut(frontline: Frontline) -> None:
    view = look(frontline, "Russian troops captured 40 settlements near Sudzha on 28 March.")
    names = [clue.name for clue in read_clues(view, view.start, view.end)]
    assert names == ["<party>", "troops", "captur", "<settlements>", "near", "<place>", "on", "<time>"]


def test_clues_have_the_offsets_of_the_article(frontline: Frontline) -> None:
    view = look(frontline, "Drones hit the port.")
    clues = read_clues(view, view.start, view.end)
    assert [view.text[clue.start : clue.end] for clue in clues] == ["Drones", "hit", "the", "port"]


def test_pairs_know_what_they_are_made_of() -> None:
    clues = [Clue(0, 1, "a"), Clue(2, 3, "b"), Clue(4, 5, "a")]
    assert name_clues(clues) == {"a": [0, 2], "b": [1], "a b": [0, 1], "b a": [1, 2]}


def test_senses_are_clues_at_their_word() -> None:
    clues = [Clue(0, 5, "took", ("take",)), Clue(6, 9, "fell", ("take", "fallen"))]
    named = name_clues(clues)
    assert named["~take"] == [0, 1]
    assert named["~fallen"] == [1]


def test_weights_add_up_by_outcome() -> None:
    weights = Weights(bias={"told": -50, "strike": 0}, by_clue={"hit": {"told": 200, "strike": 30}})
    assert weights.add_up(["hit", "unknown"]) == {"told": 150, "strike": 30}
    assert weights.of("hit", "capture") == 0


def test_shares_sum_to_one_and_the_rules_have_a_margin() -> None:
    options = [Option("rules", frozenset(), margin=100), Option("other", frozenset({"clue"}))]
    assert sum(share for _, share in share_out(options, Choice.of({"clue": 50}))) == pytest.approx(1.0)
    assert max(share_out(options, Choice.of({"clue": 50})), key=lambda item: item[1])[0].value == "rules"
    assert max(share_out(options, Choice.of({"clue": 150})), key=lambda item: item[1])[0].value == "other"


def test_shared_clues_count_for_every_option_that_has_them() -> None:
    shared = frozenset({"x"})
    options = [Option(1, frozenset(), shared), Option(2, frozenset({"y"}), shared), Option(3, frozenset())]
    shares = [share for _, share in share_out(options, Choice.of({"x": 100, "y": -100}))]
    assert shares[0] > shares[1]
    assert shares[1] == pytest.approx(shares[2])


def test_prefixed_clues_count_for_their_prefix_alone() -> None:
    shared = frozenset({"x", "unknown"})
    options = [Option(name, frozenset(), shared, name) for name in ("a", "b")]
    shares = [share for _, share in share_out(options, Choice.of({"a: x": 100, "b: y": 300, "x": 900}))]
    assert shares == pytest.approx([0.731, 0.269], abs=0.001)


def test_chance_of_extreme_sums() -> None:
    assert chance(1_000_000) == pytest.approx(1.0)
    assert chance(-1_000_000) == pytest.approx(0.0)


def write_kinds(folder: Path, bias: dict[str, int], clues: dict[str, dict[str, int]]) -> Path:
    """Write weights for English into a data folder."""
    (folder / "lexicon").mkdir()
    text = json.dumps({"kinds": {"bias": bias, "clues": clues}})
    (folder / "lexicon" / "weights_en.json").write_text(text, encoding="utf-8")
    return folder


def test_clause_without_a_trigger_gets_a_claim_at_its_loudest_word(
    frontline: Frontline, tmp_path: Path
) -> None:
    folder = write_kinds(
        tmp_path, {TOLD: -300, "strike": 0, "capture": 0}, {"wallop": {TOLD: 500, "strike": 200}}
    )
    view = look(frontline, "Somebody walloped the harbour of Odesa.")
    lexicon = load_claim_lexicon("en", data_dir=frontline.settings.data_dir)
    (draft,) = weigh_drafts(view, [], [], lexicon, data_dir=folder)
    assert (draft.trigger.kind, view.text[draft.start : draft.end]) == (Kind.STRIKE, "walloped")
    assert draft.is_weighed


def test_trigger_that_all_words_speak_against_is_dropped(frontline: Frontline, tmp_path: Path) -> None:
    folder = write_kinds(tmp_path, {TOLD: 0, "capture": 0}, {"chess": {TOLD: -900}})
    view = look(frontline, "Russian players captured pieces in the chess final in Sudzha.")
    lexicon = load_claim_lexicon("en", data_dir=frontline.settings.data_dir)
    drafts = find_triggers(view, lexicon, [])
    assert [draft.trigger.kind for draft in drafts] == [Kind.CAPTURE]
    assert weigh_drafts(view, drafts, [], lexicon, data_dir=folder) == []


def test_trigger_has_the_kind_that_its_clause_speaks_for(frontline: Frontline, tmp_path: Path) -> None:
    folder = write_kinds(
        tmp_path, {TOLD: 0, "capture": 0, "prisoners": 0}, {"sailor": {"prisoners": LEAST_TO_TURN}}
    )
    lexicon = load_claim_lexicon("en", data_dir=frontline.settings.data_dir)
    kinds = []
    for text in ("Russian troops captured sailors in Sudzha.", "Russian troops captured houses in Sudzha."):
        view = look(frontline, text)
        drafts = find_triggers(view, lexicon, [])
        kinds += [one.trigger.kind for one in weigh_drafts(view, drafts, [], lexicon, data_dir=folder)]
    assert kinds == [Kind.PRISONERS, Kind.CAPTURE]


def test_parties_are_weighed_alike(frontline: Frontline) -> None:
    lexicon = load_claim_lexicon("en", data_dir=frontline.settings.data_dir)
    found = []
    for text in ("Russian troops left Sudzha.", "Ukrainian troops left Sudzha."):
        view = look(frontline, text)
        trigger = Trigger(kind=Kind.WITHDRAWAL, mode="act", words="left")
        at = view.text.index("left")
        scene = Scene(view=view, start=at, end=at + 4, trigger=trigger, lexicon=lexicon)
        options = list_parties(scene, None, Background.of([view], ()), [], is_inferred=False)
        found.append({option.value: option.clues for option in options})
    drop = {clue for clue in found[0][Side.RU] ^ found[1][Side.UA] if "writer" not in clue}
    assert not drop
    assert found[0][Side.RU] != found[0][Side.UA]


def options_of(frontline: Frontline, text: str, ruled: Certainty) -> list[Option[Certainty]]:
    """Return how sure "captured" in a text may be, told by nobody."""
    lexicon = load_claim_lexicon("en", data_dir=frontline.settings.data_dir)
    view = look(frontline, text)
    at = view.text.index("captured")
    draft = Draft(at, at + 8, Trigger(kind=Kind.CAPTURE, mode="act", words="captured"))
    return list_certainties(view, draft, ruled, None, lexicon)


def test_article_of_its_own_neither_claims_nor_assesses(frontline: Frontline) -> None:
    options = options_of(frontline, "Troops captured Sudzha.", Certainty(Status.ASSERTED, is_negated=False))
    assert {Status.CLAIMED, Status.ASSESSED}.isdisjoint(option.value.status for option in options)


@pytest.mark.parametrize(
    ("ruled", "doubt", "status"),
    [
        (Certainty(Status.ASSERTED, is_negated=False), 0.1, Status.ASSERTED),
        (Certainty(Status.ASSERTED, is_negated=False), 0.4, Status.PLANNED),
        (Certainty(Status.PLANNED, is_negated=False), 0.0, Status.PLANNED),
    ],
)
def test_what_may_be_no_event_is_none(ruled: Certainty, doubt: float, status: Status) -> None:
    weighed = [
        (Option(Certainty(Status.ASSERTED, is_negated=False), frozenset()), 1 - doubt),
        (Option(Certainty(Status.PLANNED, is_negated=False), frozenset()), doubt),
    ]
    assert settle(weighed, ruled).status is status


@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_weights_are_whole_hundredths_of_every_task(frontline: Frontline, language: str) -> None:
    path = frontline.settings.data_dir / "lexicon" / f"weights_{language}.json"
    tasks = json.loads(path.read_text(encoding="utf-8"))
    assert set(tasks) == {"kinds", "numbers", "places", "voices", "parties", "statuses", "times"}
    assert TOLD in tasks["kinds"]["bias"]
    assert all(isinstance(weight, int) for weight in tasks["places"].values())
    assert tasks["places"]["ruled"] > 0
