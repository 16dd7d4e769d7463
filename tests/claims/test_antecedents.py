"""Whom a clause without a party means: the subject of the sentence before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.claims.language.lexicon import Trigger, load_claim_lexicon
from geo.claims.language.sentence_view import View, make_views
from geo.claims.parties.antecedents import find_antecedent, find_subject, who_was_there
from geo.claims.parties.background import Background
from geo.claims.parties.scene import Scene
from geo.claims.parties.weigh_parties import list_parties
from geo.models import Kind, Side
from geo.settings import Settings

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon
    from tests.claims.conftest import Read

DATA = Settings().data_dir


def look(read: Read, text: str) -> tuple[list[View], ClaimLexicon]:
    """Return the views of a text and the lexicon of its language."""
    reading = read(text)
    lexicon = load_claim_lexicon(reading.article.language, data_dir=DATA)
    return make_views(reading.article, reading.mentions, lexicon), lexicon


def scene_of(read: Read, text: str, word: str, kind: Kind) -> tuple[Scene, list[View]]:
    """Return the scene of a word in the last sentence of a text."""
    views, lexicon = look(read, text)
    at = views[-1].start + views[-1].text.index(word)
    trigger = Trigger(kind=kind, mode="act", words=word)
    return Scene(view=views[-1], start=at, end=at + len(word), trigger=trigger, lexicon=lexicon), views


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("After the loss of the Ukrainian bridgehead Russian troops moved on from the river.", Side.RU),
        ("Після виходу українських частин із міста росіяни рушили слідом за ними на північ.", Side.RU),
        ("После отхода российских частей украинские военные вошли в город и заняли вокзал.", Side.UA),
        ("The road is under water and nobody has used it for a week or more.", None),
    ],
)
def test_subject_is_no_object_of_a_preposition_and_no_genitive(
    read: Read, text: str, side: Side | None
) -> None:
    views, lexicon = look(read, text)
    subject = find_subject(views[0], lexicon)
    assert (subject.side if subject else None) is side


def test_unit_that_only_one_party_has_is_a_subject(read: Read) -> None:
    views, lexicon = look(read, "The 93rd Brigade had held the village for months.")
    subject = find_subject(views[0], lexicon)
    assert subject is not None
    assert subject.side is Side.UA


def test_pronoun_means_the_subject_of_the_sentence_before(read: Read) -> None:
    text = "Russian soldiers crawled through a pipe under the Ukrainian lines. On Friday they climbed out."
    found = find_antecedent(*scene_of(read, text, "climbed", Kind.PRESENCE))
    assert found == (Side.RU, None, "pronoun bare", True)


def test_sentence_that_names_nobody_passes_the_subject_on(read: Read) -> None:
    text = "Ukrainian troops reached the river. It was raining. Then the village was taken."
    found = find_antecedent(*scene_of(read, text, "taken", Kind.CAPTURE))
    assert found == (Side.UA, None, "bare", False)


def test_pronoun_points_back_within_its_sentence(read: Read) -> None:
    text = "The Russians shelled the bank; at night they came over the river."
    scene, views = scene_of(read, text, "came", Kind.ADVANCE)
    assert find_antecedent(scene, views) == (None, Side.RU, "pronoun bare", True)


def test_whose_victims_are_is_a_clue_with_what_they_are(read: Read) -> None:
    text = "Russian troops left the village. Their tanks were burned on the road."
    scene, views = scene_of(read, text, "burned", Kind.EQUIPMENT_LOSS)
    options = list_parties(scene, None, Background.of(views, ()), [], is_inferred=False)
    clues = {option.value: option.clues for option in options}
    assert {"pronoun bare subject before it", "~fire writer other"} <= clues[Side.RU]
    assert "pronoun bare subject before other" in clues[Side.UA]
    assert "equipment_loss ~armour writer it" in clues[Side.UA]


@pytest.mark.parametrize(
    ("text", "word", "side"),
    [
        (
            "Russian efforts to drive Ukrainian forces out of Sudzha, where they had seized land.",
            "seized",
            Side.UA,
        ),
        ("Ukraine pushed the Russians out of Kupiansk, where they had dug in.", "dug", Side.RU),
        ("Ukrainian forces left Sudzha, and they had lost it.", "lost", None),
    ],
)
def test_who_was_where_he_is_driven_from(read: Read, text: str, word: str, side: Side | None) -> None:
    assert who_was_there(scene_of(read, text, word, Kind.CAPTURE)[0]) is side
