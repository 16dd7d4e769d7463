"""Which places a claim may lie at: those of its sentence, those told of before, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.claims import extraction
from geo.claims.placing.weigh_places import Told, list_places
from geo.pipeline import Frontline
from geo.reading.article import make_article

if TYPE_CHECKING:
    from geo.claims.weights import Option
    from geo.models import Mention


@pytest.fixture(scope="module")
def frontline() -> Frontline:
    return Frontline()


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return the names of the places offered to each claim, filled while an article is read."""
    seen: list[list[str]] = []

    def listen(view: object, draft: object, told: Told, lexicon: object) -> list[Option[object]]:
        options = list_places(view, draft, told, lexicon)  # type: ignore[arg-type]
        seen.append([_names(option, told.mentions) for option in options])
        return options  # type: ignore[return-value]

    monkeypatch.setattr(extraction, "list_places", listen)
    return seen


def _names(option: Option[object], mentions: tuple[Mention, ...]) -> str:
    return " ".join(mentions[ref.mention].text for ref in option.value)  # type: ignore[attr-defined]


def offer(text: str, frontline: Frontline) -> None:
    article = make_article(text, source="note")
    extraction.extract_claims(article, frontline.find_places(article), settings=frontline.settings)


def test_place_of_two_sentences_before_is_offered(frontline: Frontline, offered: list[list[str]]) -> None:
    offer(
        "Life goes on in Kherson. Sumy has no water, and Kramatorsk no light. Shelling killed two people.",
        frontline,
    )
    assert {"", "Kherson", "Sumy", "Kramatorsk"} <= set(offered[-1])


def test_country_is_never_offered(frontline: Frontline, offered: list[list[str]]) -> None:
    offer("Poland sent tanks. Russian troops advanced in Kursk region and into Ukraine.", frontline)
    assert offered
    assert not any(name in {"Poland", "Ukraine", "Russian"} for names in offered for name in names)


def test_place_named_here_and_before_is_offered_once(frontline: Frontline, offered: list[list[str]]) -> None:
    offer("Kherson has no water. A drone hit Kherson.", frontline)
    assert offered[-1].count("Kherson") == 1
