"""What an article says of the parties beyond a sentence, and whose weapons and units a sentence names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from geo.claims.language.lexicon import Trigger, load_claim_lexicon
from geo.claims.language.sentence_view import View, make_views
from geo.claims.parties.background import Background, Deeds
from geo.claims.parties.scene import Scene
from geo.claims.parties.weigh_parties import list_parties
from geo.claims.placing.told_places import key_of
from geo.models import Kind, Side
from geo.settings import Settings

if TYPE_CHECKING:
    from geo.models import Mention
    from tests.claims.conftest import Read

DATA = Settings().data_dir

ARTICLE = (
    "Ukrainian troops entered Sudzha. Fighting goes on in Korenevo.\n\n"
    "The Russian army left Guevo. Then Ukrainian units took Kruglenkoye. Two tanks were destroyed in Sudzha."
)


def look(read: Read, text: str) -> tuple[list[View], tuple[Mention, ...]]:
    """Return the views and the mentions of a text."""
    reading = read(text)
    lexicon = load_claim_lexicon(reading.article.language, data_dir=DATA)
    return make_views(reading.article, reading.mentions, lexicon), reading.mentions


def clues_of(read: Read, text: str, word: str) -> dict[Side, frozenset[str]]:
    """Return the clues of each party that may act at a word of a sentence."""
    views, mentions = look(read, text)
    view, lexicon = views[0], load_claim_lexicon("en", data_dir=DATA)
    at = view.text.index(word)
    trigger = Trigger(kind=Kind.STRIKE, mode="suffer", words=word)
    scene = Scene(view=view, start=at, end=at + len(word), trigger=trigger, lexicon=lexicon)
    background = Background.of(views, mentions)
    options = list_parties(scene, None, background, view.quantities, is_inferred=False)
    return {option.value: option.clues for option in options}


def test_soil_is_whose_most_places_are_and_named_who_comes_most_often(read: Read) -> None:
    background = Background.of(*look(read, ARTICLE))
    assert background.soil is Side.RU
    assert background.named is Side.UA
    assert Background.of([], ()).soil is None


def test_a_paragraph_tells_which_parties_it_has_named(read: Read) -> None:
    views, mentions = look(read, ARTICLE)
    background = Background.of(views, mentions)
    assert background.spoken_of(views[-1]) == [Side.RU, Side.UA]
    assert background.spoken_of(views[1]) == [Side.UA]
    assert background.spoken_of(views[0]) == []


def test_who_acted_last_in_the_sentence_before_is_a_clue(read: Read) -> None:
    reading = read("Ukrainian troops captured Guevo.")
    views, mentions = look(read, "Two tanks were destroyed.")
    background = Background.of(views, mentions)
    background.next_sentence(list(reading.claims), reading.mentions)
    background.next_sentence([], reading.mentions)
    view, lexicon = views[0], load_claim_lexicon("en", data_dir=DATA)
    trigger = Trigger(kind=Kind.EQUIPMENT_LOSS, mode="suffer", words="destroyed")
    scene = Scene(view=view, start=15, end=24, trigger=trigger, lexicon=lexicon)
    options = list_parties(scene, None, background, [], is_inferred=False)
    clues = {option.value: option.clues for option in options}
    assert {"acted before it", "acted before capture it", "acted nothing"} <= clues[Side.UA]
    assert "acted before other" in clues[Side.RU]


def test_a_weapon_is_a_clue_to_whose_it_is(read: Read) -> None:
    clues = clues_of(read, "A depot was hit by Iskanders.", "hit")
    assert "mark behind it" in clues[Side.RU]
    assert "mark behind other" in clues[Side.UA]


def test_a_number_is_a_clue_to_whom_it_counts(read: Read) -> None:
    clues = clues_of(read, "It stood at 868,230 Russians killed.", "killed")
    assert "killed of it" in clues[Side.RU]
    assert "killed of other" in clues[Side.UA]


@pytest.mark.parametrize(("name", "side"), [("ua_marks", Side.UA), ("ru_marks", Side.RU)])
@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_every_weapon_and_unit_marks_its_party(language: str, name: str, side: Side) -> None:
    lexicon = load_claim_lexicon(language, data_dir=DATA)
    other = "ru_marks" if side is Side.UA else "ua_marks"
    lists = json.loads((DATA / "lexicon" / f"claims_{language}.json").read_text(encoding="utf-8"))
    for entry in lists[name]:
        word = entry.replace("*", "")
        assert lexicon[name].search(f"the {word} there"), entry
        assert not lexicon[other].search(f"the {word} there"), entry


def test_deeds_tell_who_acted_last_in_a_kind_and_at_a_place(read: Read) -> None:
    reading = read(
        "Russian troops captured Toretsk. Ukrainian forces attacked near Sudzha. Russian units took Lyman."
    )
    deeds = Deeds()
    deeds.note(reading.claims, reading.mentions)
    assert deeds.by_kind[Kind.CAPTURE] is Side.RU
    assert deeds.by_kind[Kind.GROUND_ATTACK] is Side.UA
    assert deeds.mostly is Side.RU
    assert [claim.actor for claim in deeds.by_place.values()] == [Side.RU, Side.UA, Side.RU]


def test_nobody_did_more_where_both_did_as_much(read: Read) -> None:
    reading = read("Russian troops captured Toretsk. Ukrainian forces attacked near Sudzha.")
    deeds = Deeds()
    deeds.note(reading.claims, reading.mentions)
    assert deeds.mostly is None


def test_who_acted_before_at_the_place_is_a_clue(read: Read) -> None:
    text = "Russian troops captured Toretsk. In December the town was entered."
    views, mentions = look(read, text)
    claims = [claim for claim in read(text).claims if claim.kind is Kind.CAPTURE]
    background = Background.of(views, mentions)
    background.deeds.note(claims, mentions)
    view, lexicon = views[1], load_claim_lexicon("en", data_dir=DATA)
    trigger = Trigger(kind=Kind.CAPTURE, mode="suffer", words="entered")
    at = view.text.index("entered")
    scene = Scene(
        view=view,
        start=view.start + at,
        end=view.start + at + len("entered"),
        trigger=trigger,
        lexicon=lexicon,
        place_key=key_of(next(mention for mention in mentions if mention.text == "Toretsk")),
    )
    options = list_parties(scene, None, background, [], is_inferred=False)
    clues = {option.value: option.clues for option in options}
    assert {"did here it", "did here capture it", "did the same it", "mostly it"} <= clues[Side.RU]
    assert {"did here other", "mostly other"} <= clues[Side.UA]
