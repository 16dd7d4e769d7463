"""Where a clause stands: what is told beside it, its form, its place in the article."""

from __future__ import annotations

import pytest

from geo.claims.kinds.clause_setting import NOTE, Passage, describe_clauses, name_marks
from geo.claims.kinds.triggering import find_triggers
from geo.claims.language.lexicon import load_claim_lexicon
from geo.claims.language.sentence_view import View, make_views
from geo.pipeline import Frontline

TEXT = (
    "Russian troops captured Shcherbaky, and residents fled to Zaporizhzhia. "
    'But who in Moscow has ordered the offensive of this week?\n\n"Nobody knows," said the mayor.'
)


@pytest.fixture(scope="module")
def views() -> list[View]:
    frontline = Frontline()
    reading = frontline.read_text(TEXT, source="note")
    return make_views(
        reading.article, reading.mentions, load_claim_lexicon("en", data_dir=frontline.settings.data_dir)
    )


def describe(view: View, passage: Passage) -> tuple[list[frozenset[str]], Passage]:
    """Return the clues of each clause, and what the next sentence stands in."""
    drafts = find_triggers(view, load_claim_lexicon("en", data_dir=Frontline().settings.data_dir), [])
    return describe_clauses(view, drafts, [], passage), passage.after(view, drafts)


def test_clauses_know_what_is_told_beside_them(views: list[View]) -> None:
    clauses, after = describe(views[0], Passage(sentences=10))
    assert len(clauses) == 2
    assert {"@behind start", "@ahead evacuation", "@clause 0 of 2", "@opens russia"} <= clauses[0]
    assert {"@behind capture", "@ahead end", "@clause 1 of 2", "@ends ."} <= clauses[1]
    assert after == Passage(kinds=frozenset({"evacuation"}), paragraph=0, sentences=10)


def test_the_sentence_before_counts_by_whether_its_paragraph_is_the_same(views: list[View]) -> None:
    passage = Passage(kinds=frozenset({"strike"}), paragraph=0, sentences=10)
    question, _ = describe(views[1], passage)
    assert {"@behind sentence strike", "@question", "@ahead end", "@tenth 1"} <= question[0]
    spoken, _ = describe(views[2], passage)
    assert {"@behind paragraph strike", "@quotation", "@tenth 2"} <= spoken[0]


def test_a_note_has_no_beginning_and_no_background(views: list[View]) -> None:
    clauses, _ = describe(views[0], Passage(sentences=NOTE))
    assert not {clue for clue in clauses[0] if clue.startswith(("@behind", "@tenth"))}


def test_speakers_count_in_their_clause(views: list[View]) -> None:
    (clause,) = describe_clauses(views[1], [], [], Passage())
    assert "@speaker 0 False" in clause


def test_marks_are_named_together_and_numbers_by_their_sorts() -> None:
    names = {
        "<place>": [0],
        "<time>": [3],
        "<killed>": [1],
        "<drones>": [2],
        "<killed> in": [1, 2],
        "hit": [4],
    }
    assert list(name_marks(names)) == ["@has <place> <time>", "@numbers 2"]
    assert list(name_marks({})) == ["@has ", "@numbers 0"]


def test_hour_of_a_clock_begins_no_clause() -> None:
    text = "Станом на 09:00, протиповітряною обороною збито 84 дрони: два впали на Суми."
    view = Frontline().read_text(text, source="note")
    lexicon = load_claim_lexicon("uk", data_dir=Frontline().settings.data_dir)
    [seen] = make_views(view.article, view.mentions, lexicon)
    start, end = seen.clause(text.index("збито"))
    assert text[start:end].strip(" :") == text[: text.index(":", 20)]


@pytest.mark.parametrize("born", ["1967 г.р.", "1967 года рождения", "1967 р.н.", "1967 року народження"])
def test_year_of_birth_is_no_time_of_a_claim(born: str) -> None:
    reading = Frontline().read_text(f"В Горловке ранен мужчина {born}, повреждена линия.", source="note")
    lexicon = load_claim_lexicon("ru", data_dir=Frontline().settings.data_dir)
    [seen] = make_views(reading.article, reading.mentions, lexicon)
    assert seen.times == []
