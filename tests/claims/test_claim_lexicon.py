"""Every entry of the claim words is exercised: by what it does where it decides something alone.

Triggers are exercised by the sentences in ``corpus/``, lists of words by a sentence made for the
list, in which each entry must have its effect.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geo.claims.language.lexicon import LANGUAGES, load_claim_lexicon, load_speakers
from geo.claims.voices.speakers import tell_role
from geo.models import Role, Status
from geo.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.models import Claim
    from tests.claims.conftest import Read

DATA = Settings().data_dir
CORPUS = Path(__file__).parent / "corpus"

# What a list decides, with a sentence in each language; {} takes the entry.
EFFECTS: dict[str, tuple[tuple[str, str, str], Callable[[Claim], bool]]] = {
    "hypothetical": (
        (
            "Russian troops {} captured Toretsk.",
            "Російські війська {} захопили Торецьк.",
            "Российские войска {} заняли Торецк.",
        ),
        lambda claim: claim.status is Status.HYPOTHETICAL,
    ),
    "planned": (
        (
            "Russian troops {} captured Toretsk.",
            "Російські війська {} захопили Торецьк.",
            "Российские войска {} заняли Торецк.",
        ),
        lambda claim: claim.status is Status.PLANNED,
    ),
    "negation": (
        (
            "Russian troops {} captured Toretsk.",
            "Російські війська {} захопили Торецьк.",
            "Российские войска {} заняли Торецк.",
        ),
        lambda claim: claim.negated,
    ),
    "denial": (
        (
            "Kyiv {} that Russian troops captured Toretsk.",
            "Київ {}, що російські війська захопили Торецьк.",
            "Киев {}, что российские войска заняли Торецк.",
        ),
        lambda claim: claim.status is Status.DENIED,
    ),
    "unconfirmed": (
        (
            "Russian troops captured Toretsk in a report that was {}.",
            "Російські війська захопили Торецьк, {}.",
            "Российские войска заняли Торецк, это {}.",
        ),
        lambda claim: claim.status is Status.UNCONFIRMED,
    ),
    "hearsay": (
        (
            "Russian troops {} captured Toretsk.",
            "Російські війська {} захопили Торецьк.",
            "Российские войска {} заняли Торецк.",
        ),
        lambda claim: claim.status is Status.REPORTED,
    ),
    "geolocated": (
        (
            "In {}d footage Russian troops captured Toretsk.",
            "За {}ованим відео, російські війська захопили Торецьк.",
            "По {}ированному видео, российские войска заняли Торецк.",
        ),
        lambda claim: claim.status is Status.GEOLOCATED,
    ),
    "according": (
        (
            "Russian troops captured Toretsk, {} governor Ivan Petrov.",
            "Російські війська захопили Торецьк, {} губернатор Іван Петрів.",
            "Российские войска заняли Торецк, {} губернатор Иван Петров.",
        ),
        lambda claim: claim.attribution is not None,
    ),
    "speech_verbs": (
        (
            "Governor Ivan Petrov {} that Russian troops captured Toretsk.",
            "Губернатор Іван Петрів {}, що російські війська захопили Торецьк.",
            "Губернатор Иван Петров {}, что российские войска заняли Торецк.",
        ),
        lambda claim: claim.attribution is not None and claim.attribution.role is Role.CIVIL_OFFICIAL,
    ),
}
# Entries whose own words already say another thing that goes first.
SPOKEN_FOR = {
    ("hearsay", "according to reports"),
    ("planned", "called on"),
    ("hypothetical", "close to capturing"),
    ("hypothetical", "close to seizing"),
}


def lists(language: str) -> dict[str, Any]:
    return json.loads((DATA / "lexicon" / f"claims_{language}.json").read_text(encoding="utf-8"))


def cases() -> list[tuple[str, str, str]]:
    return [
        (name, language, entry)
        for name in EFFECTS
        for language in LANGUAGES
        for entry in lists(language)[name]
        if (name, entry) not in SPOKEN_FOR
    ]


@pytest.mark.parametrize(("name", "language", "entry"), cases())
def test_entry_has_its_effect(read: Read, name: str, language: str, entry: str) -> None:
    sentences, has_effect = EFFECTS[name]
    text = sentences[LANGUAGES.index(language)].format(entry.rstrip("*").strip())
    claims = read(text).claims
    assert claims, text
    assert any(has_effect(claim) for claim in claims), (text, [c.status for c in claims])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trigger_is_in_the_corpus(language: str) -> None:
    corpus = (CORPUS / f"claims_{language}.txt").read_text(encoding="utf-8")
    lexicon = load_claim_lexicon(language, data_dir=DATA)
    unused = [(t.kind, t.mode) for t in lexicon.triggers if t.pattern.search(corpus) is None]
    assert unused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_found_by_its_list_and_by_no_longer_word(language: str) -> None:
    lexicon = load_claim_lexicon(language, data_dir=DATA)
    for name, entries in lists(language).items():
        if not isinstance(entries, list) or name == "triggers":
            continue
        for entry in entries:
            word = entry.replace("*", "").strip()
            assert lexicon[name].search(f"said {word} then"), (name, entry)
            assert len(entries) == len(set(entries)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_the_same_lists(language: str) -> None:
    assert set(lists(language)) == set(lists("en"))


@pytest.mark.parametrize(
    ("speaker", "role"),
    [
        ("the General Staff", Role.GENERAL_STAFF),
        ("Генштаб", Role.GENERAL_STAFF),
        ("the defence ministry", Role.MINISTRY),
        ("Міноборони", Role.MINISTRY),
        ("Минобороны", Role.MINISTRY),
        ("the Institute for the Study of War", Role.THINK_TANK),
        ("military analysts", Role.THINK_TANK),
        ("open-source researchers", Role.OSINT),
        ("a Russian milblogger", Role.MILBLOGGER),
        ("военкор", Role.MILBLOGGER),
        ("a brigade commander", Role.MILITARY_OFFICIAL),
        ("речник угруповання", Role.MILITARY_OFFICIAL),
        ("командующий группировкой", Role.MILITARY_OFFICIAL),
        ("the regional governor", Role.CIVIL_OFFICIAL),
        ("голова ОВА", Role.CIVIL_OFFICIAL),
        ("мэр", Role.CIVIL_OFFICIAL),
        ("officials", Role.UNNAMED_OFFICIAL),
        ("джерела", Role.UNNAMED_OFFICIAL),
        ("local residents", Role.WITNESS),
        ("очевидцы", Role.WITNESS),
        ("the newspaper", Role.MEDIA),
        ("агентство", Role.MEDIA),
        ("a poet", Role.OTHER),
    ],
)
def test_role(speaker: str, role: Role) -> None:
    assert tell_role(speaker, load_speakers(data_dir=DATA)) is role


@pytest.mark.parametrize(
    ("language", "sentence", "kinds"),
    [
        ("ru", "Генерал признал, что часть военных попала в плен.", ["prisoners"]),
        ("ru", "Ракета попала в дом.", ["strike"]),
        ("ru", "За сутки из города выведено 25 мирных жителей.", ["evacuation"]),
        ("ru", "Бригаду вывели из боя.", ["withdrawal"]),
        ("ru", "Сапёры собрали 214 взрывоопасных предметов.", []),
        ("ru", "Движение поездов остановили на три часа.", []),
        ("ru", "Противника остановили у моста.", ["repelled_attack"]),
        ("ru", "На ферме погибли 40 голов скота.", []),
        ("ru", "Бойцы отбили Плавни.", ["capture"]),
        ("ru", "Всем пострадавшим выплатят компенсации.", []),
        ("ru", "Число пострадавших растёт.", ["casualties"]),
        ("uk", "Рух потягів зупинили на три години.", []),
        ("uk", "До міста від лінії боїв двадцять кілометрів.", []),
        ("uk", "Уздовж лінії боїв тихо.", ["clash"]),
        ("uk", "Ворога зупинили біля мосту.", ["repelled_attack"]),
        ("uk", "Загинуло близько сотні голів худоби.", []),
        ("uk", "Загинуло близько сотні людей.", ["casualties"]),
        ("uk", "Захисники відбили Панківку та Вільне.", ["capture"]),
        ("uk", "Сім атак відбили Сили оборони.", ["ground_attack", "repelled_attack"]),
        ("uk", "Із села виведено 20 цивільних.", ["evacuation"]),
    ],
)
def test_trigger_is_of_the_kind_that_its_object_makes(language: str, sentence: str, kinds: list[str]) -> None:
    lexicon = load_claim_lexicon(language, data_dir=DATA)
    assert sorted({trigger.kind.value for _, _, trigger in lexicon.find_triggers(sentence)}) == kinds
