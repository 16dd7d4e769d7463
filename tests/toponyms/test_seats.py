"""Oblasts are told from their seats by the words around; the sentences are our own."""

import re
from pathlib import Path

import pytest

from geo.models import Mention, ResolutionStatus, Use
from geo.reading.article import make_article
from geo.settings import Settings
from geo.toponyms.gazetteer import Gazetteer
from geo.toponyms.lexicon import load_lexicon
from geo.toponyms.recognition import find_mentions
from geo.toponyms.resolution import resolve_mentions
from geo.toponyms.seats import MOST_TOLD, clues, name_clues, weigh
from geo.toponyms.store import ensure_gazetteer
from geo.toponyms.words import Words, words_of

SETTINGS = Settings()
CORPUS = Path(__file__).parent / "corpus" / "seats_en.txt"
LEXICON = load_lexicon("en", data_dir=SETTINGS.data_dir)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return ensure_gazetteer(SETTINGS)


def _words(text: str) -> Words:
    return words_of(make_article(text, source="note"))


def _resolve(gazetteer: Gazetteer, text: str) -> dict[int, Mention]:
    article = make_article(text, source="note")
    found = find_mentions(article, gazetteer, settings=SETTINGS)
    return {
        mention.start: mention for mention in resolve_mentions(article, found, gazetteer, settings=SETTINGS)
    }


def _code(gazetteer: Gazetteer, text: str, name: str) -> str | None:
    mention = _resolve(gazetteer, text)[text.index(name)]
    return mention.place.feature_code[:3] if mention.place else None


def test_clues_are_the_words_around_without_the_noun_that_tells() -> None:
    words = _words("Farmers in the Kherson region fear mines.")
    assert sorted(clues(3, 3, words, LEXICON)) == [
        "before farmers in",
        "before in",
        "behind fear",
        "beside farmer",
        "beside fear",
        "beside mines",
        "near farmer",
        "near fear",
        "near mines",
        "second farmer",
    ]


def test_the_list_of_the_word_before_in_is_a_clue() -> None:
    words = _words("She ran a hospital in Saratov. Kursk was shelled.")
    assert "city_context in" in set(clues(5, 5, words, LEXICON))
    assert "behind city_context" in set(clues(6, 6, words, LEXICON))


@pytest.mark.parametrize(("name", "where"), [("saratov", "rear"), ("kursk", "front"), ("kharkiv", "front")])
def test_a_name_tells_whether_the_front_runs_there(name: str, where: str) -> None:
    assert name_clues(name) == (f"name {name}", where)


@pytest.mark.parametrize(
    "opening", ["Kharkiv, Ukraine (CNN) — The first", "ZAPORIZHZHIA, Ukraine -- The first"]
)
def test_a_dateline_with_its_country_is_the_city(gazetteer: Gazetteer, opening: str) -> None:
    text = f"{opening} shells fell on the front in May, officers of the assault brigade said."
    assert _code(gazetteer, text, opening.split(",", maxsplit=1)[0]) == "PPL"


def test_a_name_that_opens_its_sentence_has_no_word_before() -> None:
    words = _words("It rained. Kherson woke.")
    assert set(clues(2, 2, words, LEXICON)) == {"opens", "behind woke", "beside woke", "near woke"}


@pytest.mark.parametrize(
    ("text", "is_oblast"),
    [
        ("Farmers in Kherson have begun to clear their fields of mines.", True),
        ("Nurses at a hospital in Kherson work behind sandbags.", False),
        ("Fighting rages in Sumy along the border.", True),
        ("A trolleybus burned on a street in Sumy.", False),
    ],
)
def test_words_around_weigh_for_oblast_or_city(text: str, is_oblast: bool) -> None:  # noqa: FBT001
    words = _words(text)
    at = next(index for index, item in enumerate(words.items) if item.lower in {"kherson", "sumy"})
    told = weigh(at, at, words, LEXICON)
    assert (told > 0) is is_oblast
    assert abs(told) <= MOST_TOLD


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Russian forces may advance toward Sumy City this summer.", "Sumy City", "PPL"),
        ("They laid mines along the Sumy-Sudzha highway.", "Sumy", "PPL"),
        ("For Zaporizhzhia, 80 km to the west, the loss of the town matters.", "Zaporizhzhia", "PPL"),
        ("The attack brought Sumy within reach of artillery.", "Sumy", "PPL"),
        ("In Sumy, 24 communities came under fire.", "Sumy", "ADM"),
        ("In Kharkiv, Kupiansk and Izium were shelled.", "Kharkiv", "ADM"),
        ("Troops are massing on the border with Sumy.", "Sumy", "ADM"),
        ("Putin signed treaties annexing Kherson and other regions.", "Kherson", "ADM"),
        ("Settlements across Sumy have been without power.", "Sumy", "ADM"),
        ("The southernmost of the fortified cities of Donetsk, and their goal, has held.", "Donetsk", "ADM"),
    ],
)
def test_phrases_tell_oblast_from_city(gazetteer: Gazetteer, text: str, name: str, code: str) -> None:
    assert _code(gazetteer, text, name) == code


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Два батальона сняли с сумского участка.", "сумского", "ADM"),
        ("На Волинському напрямку змін немає.", "Волинському", "ADM"),
        ("6. Запорожье. Бои идут за Степногорск.", "Запорожье", "ADM"),
        ("1. Харків. Під Вовчанськом тривають бої, ворог відступив.", "Харків", "ADM"),
        ("Харків. Два дрони влучили у багатоповерхівку, п'ятеро поранених.", "Харків", "PPL"),
        ("Із Запоріжжя перекидають десантників під Покровськ.", "Запоріжжя", "ADM"),
        ("Із Запоріжжя вивезли дітей до лікарень Дніпра.", "Запоріжжя", "PPL"),
        (
            "Серед областей найбільше постраждали Львівська, Івано-Франківська та Харківська.",
            "Івано-Франківська",
            "ADM",
        ),
    ],
)
def test_headings_directions_and_lists_of_oblasts(
    gazetteer: Gazetteer, text: str, name: str, code: str
) -> None:
    assert _code(gazetteer, text, name) == code


def test_a_port_is_meant_before_villages_once_called_so(gazetteer: Gazetteer) -> None:
    text = "Танкер шёл из Феодосии в Новороссийск."
    mention = _resolve(gazetteer, text)[text.index("Новороссийск")]
    assert mention.place is not None
    assert mention.place.admin1 == "Krasnodar"


def test_our_sentences_are_read_as_meant(gazetteer: Gazetteer) -> None:
    """The weights are learned from these: one in ten may stay open or be wrong, one in forty be wrong."""
    right = wrong = total = 0
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        meant, marked = line.split("|", 1)
        text = marked.replace("[", "").replace("]", "")
        mentions = _resolve(gazetteer, text)
        for number, mark in enumerate(re.finditer(r"\[([^\]]+)\]", marked)):
            mention = mentions.get(mark.start() - 2 * number)
            if mention is None or mention.use is not Use.PLACE or mention.resolution is None:
                continue
            total += 1
            place = mention.place
            is_open = mention.resolution.status is not ResolutionStatus.RESOLVED
            is_right = place is not None and (place.feature_code == "ADM1") == (meant == "O")
            right += is_right
            wrong += not is_right and not is_open
    assert total > 500
    assert right / total >= 0.9
    assert wrong / total <= 0.025
