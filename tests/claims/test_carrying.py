"""How long a speaker is heard, and what a surname or "it" brings back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.models import Kind, Role, Side

if TYPE_CHECKING:
    from geo.models import Attribution
    from tests.claims.conftest import Read


def last_voice(read: Read, text: str) -> Attribution | None:
    return read(text).claims[-1].attribution


def test_surname_brings_back_the_office(read: Read) -> None:
    told = last_voice(
        read,
        "Governor Pavlo Ivanenko of Sumy Oblast said Russian drones struck Sumy.\n\n"
        "Two people were killed in Okhtyrka, Ivanenko wrote.",
    )
    assert told is not None
    assert (told.speaker, told.role, told.side) == ("Ivanenko", Role.CIVIL_OFFICIAL, Side.UA)


def test_it_is_the_staff_that_the_sentence_before_told_of(read: Read) -> None:
    told = last_voice(
        read,
        "The mapping project DeepState said Russian infantry had entered Kupiansk.\n\n"
        "Ukraine's General Staff pushed back. Its troops held Kupiansk, it said.",
    )
    assert told is not None
    assert told.role is Role.GENERAL_STAFF


def test_heading_names_who_issued_the_bulletin(read: Read) -> None:
    told = last_voice(
        read,
        "Гладков: под ударами два округа\n\nДоброе утро, друзья.\n\nВ Шебекино дрон атаковал автомобиль.",
    )
    assert told is not None
    assert told.side is Side.RU


def test_no_russian_ministry_speaks_of_invaders(read: Read) -> None:
    claims = read(
        "У Міноборони РФ повідомили про взяття Торецька. Окупанти вдарили по Харкову, загинули троє."
    ).claims
    assert claims[0].attribution is not None
    assert claims[0].attribution.side is Side.RU
    assert all(one.attribution is None or one.attribution.side is not Side.RU for one in claims[1:])


def test_brigade_in_which_a_rumour_is_denied_denies_it(read: Read) -> None:
    (claim,) = read("Інформацію про прорив до Межової у 20-й бригаді спростували.").claims
    assert (claim.kind, claim.negated) == (Kind.ADVANCE, True)
    assert claim.attribution is not None
    assert "бригаді" in claim.attribution.speaker
    assert "Інформацію" not in claim.attribution.speaker
