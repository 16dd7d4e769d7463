"""Who acts and upon whom, in actives, passives, nouns and by what is not said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geo.claims.deciding import Judge
from geo.models import Kind, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.claims.kinds.triggering import Draft
    from geo.claims.weights import Option
    from geo.models import Claim
    from tests.claims.conftest import Read


def first(read: Read, text: str, kind: Kind) -> Claim:
    return next(claim for claim in read(text).claims if claim.kind is kind)


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("Ukrainian forces drove Russian troops out of Kupiansk.", Kind.CAPTURE, Side.UA),
        ("Near Sudzha, Ukrainian defenders stopped 15 enemy assaults.", Kind.REPELLED_ATTACK, Side.UA),
        (
            "A Ukrainian colonel said that his battalion lost eight vehicles near Toretsk.",
            Kind.EQUIPMENT_LOSS,
            Side.RU,
        ),
        (
            "At least 23 people were killed in Russian air attacks on the Ukrainian capital.",
            Kind.CASUALTIES,
            Side.RU,
        ),
        ("The General Staff told of fights near Izium, which fell on Friday.", Kind.CAPTURE, Side.RU),
        ("The northern bank at Toretsk is firmly held by the Ukrainian side.", Kind.CONTROL, Side.UA),
        (
            "Ukraine's General Staff said the north of Toretsk was still in its hands.",
            Kind.CONTROL,
            Side.UA,
        ),
        (
            "A Ukrainian colonel admitted that one battalion had lost eight vehicles near Korenevo.",
            Kind.EQUIPMENT_LOSS,
            Side.RU,
        ),
        ("Russian troops were driven out of Kupiansk.", Kind.WITHDRAWAL, Side.RU),
        ("Toretsk was captured by Russian forces.", Kind.CAPTURE, Side.RU),
        ("Ukraine lost control of Toretsk.", Kind.CAPTURE, Side.RU),
        ("Russian forces lost 12 tanks near Toretsk.", Kind.EQUIPMENT_LOSS, Side.UA),
        ("Moscow reported the destruction of a Ukrainian unit near Toretsk.", Kind.STRIKE, Side.RU),
        ("Aviation and artillery of the Defence Forces hit a command post.", Kind.STRIKE, Side.UA),
        (
            "Footage shows Ukrainian forces striking Toretsk after what was a Russian infiltration mission.",
            Kind.ADVANCE,
            Side.RU,
        ),
        (
            "Zelensky said that 4,000 Ukrainians had been killed in Sumy.",
            Kind.CASUALTIES,
            Side.RU,
        ),
        ("The ministry said that 300 Russians were killed near Pokrovsk.", Kind.CASUALTIES, Side.UA),
        ("Pro-Ukrainian Russian partisans attacked Shebekino.", Kind.GROUND_ATTACK, Side.UA),
        ("Ukraine's navy claims to have sunk a boat off Crimea.", Kind.EQUIPMENT_LOSS, Side.UA),
        ("Ukraine's air force said it shot down 20 drones over Sumy.", Kind.STRIKE, Side.RU),
        ("Moscow said its air defences shot down 20 drones over Kursk.", Kind.STRIKE, Side.UA),
        ("Both armies fought near Toretsk.", Kind.CLASH, Side.BOTH),
        ("Toretsk lies in ruins; each side holds about half of it.", Kind.CONTROL, Side.BOTH),
        ("Moscow reported 300 Ukrainian casualties in Kursk region.", Kind.CASUALTIES, Side.RU),
        ("Two Russian soldiers were killed near Toretsk.", Kind.CASUALTIES, Side.UA),
        ("Residents were evacuated from Toretsk.", Kind.EVACUATION, Side.OTHER),
        ("Прикордонники взяли в полон російських солдатів біля Суджі.", Kind.PRISONERS, Side.UA),
        ("Attempts by the invaders to land near Kherson failed.", Kind.REPELLED_ATTACK, Side.UA),
        ("Три атаки окупантів відбили українські воїни біля Торецька.", Kind.REPELLED_ATTACK, Side.UA),
        ("Наші воїни відбили атаку, ворог завдав ударів по Торецьку.", Kind.STRIKE, Side.RU),
        ("Торецьк захопили російські війська.", Kind.CAPTURE, Side.RU),
        ("Торецк захвачен российскими войсками.", Kind.CAPTURE, Side.RU),
        ("Российские военные уничтожили два танка ВСУ под Суджей.", Kind.EQUIPMENT_LOSS, Side.RU),
    ],
)
def test_actor(read: Read, text: str, kind: Kind, actor: Side) -> None:
    assert first(read, text, kind).actor is actor


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        # A unit or a weapon that only one party has is as good as its name.
        ("The 155th Naval Infantry Brigade entered Toretsk.", Kind.ADVANCE, Side.RU),
        ("Toretsk was captured by the 92nd Assault Brigade.", Kind.CAPTURE, Side.UA),
        ("Корпус «Азов» продвинулся под Торецком на два километра.", Kind.ADVANCE, Side.UA),
        ("Two ATACMS missiles hit a depot near Luhansk.", Kind.STRIKE, Side.UA),
        # Who bears a nation's name and fights for the other.
        ("The Russian Volunteer Corps entered Shebekino.", Kind.ADVANCE, Side.UA),
        # Who lost what is counted.
        ("Kyiv put Russian losses near Toretsk at 910 killed and 37 captured.", Kind.CASUALTIES, Side.UA),
        # Whose the shot drones are.
        ("Moscow said 110 Ukrainian drones were destroyed over Kursk.", Kind.STRIKE, Side.UA),
    ],
)
def test_actor_by_units_losses_and_objects(read: Read, text: str, kind: Kind, actor: Side) -> None:
    assert first(read, text, kind).actor is actor


def test_both_parties_exchange_prisoners(read: Read) -> None:
    text = "Russia returned 146 prisoners near Sumy in an exchange on Sunday."
    assert first(read, text, Kind.PRISONERS).actor is Side.BOTH


def test_saboteurs_are_of_the_other_side_than_the_ground(read: Read) -> None:
    claim = first(read, "Saboteurs attacked Shebekino on Monday.", Kind.GROUND_ATTACK)
    assert claim.actor is Side.UA


def test_they_who_were_shot_did_not_shoot(read: Read) -> None:
    text = "Russian troops entered Toretsk on Monday. They were killed there on Tuesday."
    assert first(read, text, Kind.CASUALTIES).actor is Side.UA


def test_owner_of_the_struck_place_is_an_inference(read: Read) -> None:
    claim = first(read, "A drone hit a bus in Shebekino.", Kind.STRIKE)
    assert (claim.actor, claim.inferences) == (Side.UA, ("actor",))


def test_named_actor_is_no_inference(read: Read) -> None:
    claim = first(read, "A Ukrainian drone hit a bus in Shebekino.", Kind.STRIKE)
    assert (claim.actor, claim.inferences) == (Side.UA, ())


def test_target_is_the_other_party_when_named(read: Read) -> None:
    claim = first(read, "Ukrainian forces attacked Russian positions near Toretsk.", Kind.GROUND_ATTACK)
    assert (claim.actor, claim.target) == (Side.UA, Side.RU)


def test_liberated_without_a_party_has_no_invented_one(read: Read) -> None:
    assert [c.actor for c in read("The village of Yampil has been liberated.").claims] == [None]


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("Russia said on Wednesday that it had repelled an attack on Moscow.", Kind.REPELLED_ATTACK, Side.RU),
        (
            "Минобороны РФ утверждает, что отразило пять атак в районе Волчанска, и заявляет о потерях ВСУ.",
            Kind.REPELLED_ATTACK,
            Side.RU,
        ),
        ("Air defences destroyed 45 drones over the Russian region of Bryansk.", Kind.STRIKE, Side.UA),
    ],
)
def test_where_and_when_of_a_deed_do_not_name_its_doer(
    read: Read, text: str, kind: Kind, actor: Side
) -> None:
    assert {claim.actor for claim in read(text).claims if claim.kind is kind} == {actor}


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("“We hold Glushkovo,” Syrskyi said.", Kind.CONTROL, Side.UA),
        ("“Our troops entered Sudzha,” Gerasimov said.", Kind.ADVANCE, Side.RU),
        ("Боевики ВФУ отступили. Противник атаковал у Гуево.", Kind.GROUND_ATTACK, Side.UA),
        ("Оккупанты ушли. Противник атаковал у Лимана.", Kind.GROUND_ATTACK, Side.RU),
        ("Russian and North Korean soldiers attacked near Kurilovka.", Kind.GROUND_ATTACK, Side.RU),
        ("Explosions were heard in Melitopol.", Kind.STRIKE, Side.UA),
        ("Ukrainian troops pushed past Russian lines, capturing Sverdlikovo.", Kind.CAPTURE, Side.UA),
    ],
)
def test_actor_by_who_speaks_and_where(read: Read, text: str, kind: Kind, actor: Side) -> None:
    assert [claim.actor for claim in read(text).claims if claim.kind is kind] == [actor]


@pytest.fixture
def by_rule(read: Read, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Return the reader with every weighed choice left as the rules say."""

    def as_ruled(
        _judge: Judge, _task: str, options: Sequence[Option[Any]], _draft: Draft
    ) -> list[tuple[Option[Any], float]]:
        return [(one, float(one.is_ruled)) for one in options]

    monkeypatch.setattr(Judge, "share_out", as_ruled)
    return read


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("Russia said 110 Ukrainian drones were destroyed over 13 regions.", Kind.STRIKE, Side.UA),
        ("A drone was brought down by Ukrainian air defence near Sumy.", Kind.STRIKE, Side.RU),
        ("Збито ворожий Су-34 біля Торецька.", Kind.STRIKE, Side.UA),
        ("A bridge in Kherson was hit by HIMARS rockets.", Kind.STRIKE, Side.UA),
        ("Міст у Херсоні уражено ракетами Storm Shadow.", Kind.STRIKE, Side.UA),
        ("По Херсону ударили «Хаймарсами».", Kind.STRIKE, Side.UA),
        ("By pushing Russian troops out of Kupiansk, Kyiv scored.", Kind.CAPTURE, Side.UA),
        ("Украинские контратаки вынудили их отойти из Торецка.", Kind.WITHDRAWAL, Side.RU),
        ("Росіяни змусили українські підрозділи відійти з Торецька.", Kind.WITHDRAWAL, Side.UA),
        ("Отражены две контратаки ВСУ у Торецка.", Kind.REPELLED_ATTACK, Side.RU),
        ("Russia struck. Kupiansk, which was retaken on Thursday, is quiet.", Kind.CAPTURE, Side.UA),
        ("Iranian-made drones attacked Kherson.", Kind.STRIKE, Side.RU),
        ("Moscow reported the destruction of a Ukrainian unit near Sudzha.", Kind.STRIKE, Side.RU),
        ("Kyiv reported the destruction of two Russian depots near Luhansk.", Kind.STRIKE, Side.UA),
        ("Повідомили про знищення російської групи на Сумщині.", Kind.STRIKE, Side.UA),
        ("Сообщается об уничтожении украинской группы в Курской области.", Kind.STRIKE, Side.RU),
    ],
)
def test_actor_by_rule(by_rule: Read, text: str, kind: Kind, actor: Side) -> None:
    assert {claim.actor for claim in by_rule(text).claims if claim.kind is kind} == {actor}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Thousands of soldiers from Ukraine went over the border into Kursk Oblast.", Side.UA),
        ("Солдаты из России вошли в Покровск.", Side.RU),
    ],
)
def test_soldiers_from_a_country_are_its(read: Read, text: str, actor: Side) -> None:
    reading = read(text)
    (claim,) = reading.claims
    assert claim.actor is actor
    assert [reading.mentions[ref.mention].text for ref in claim.places] != ["Ukraine"]


def test_a_raid_is_not_of_those_destroyed_in_it(read: Read) -> None:
    (claim,) = read(
        "Moscow reported the destruction of a Ukrainian sabotage unit in the Kursk region."
    ).claims
    assert claim.actor is Side.RU


@pytest.mark.parametrize(
    "text",
    [
        "Russian partisans on Ukraine's side entered the village of Kozinka.",
        "Russian volunteers fighting for Ukraine entered Grayvoron.",
        "Російські партизани на боці України зайшли в Козинку.",
        "Российские добровольцы, воюющие за Украину, вошли в Козинку.",
    ],
)
def test_those_who_fight_for_ukraine_are_ukraines_whatever_their_passport(read: Read, text: str) -> None:
    assert [claim.actor for claim in read(text).claims] == [Side.UA]


def test_who_attacks_our_country_is_the_other_party(read: Read) -> None:
    claims = read('"The refinery supplies the army that is attacking our country," Zelensky said.').claims
    assert {claim.actor for claim in claims if claim.kind in {Kind.STRIKE, Kind.GROUND_ATTACK}} == {Side.RU}


def test_who_of_a_relative_clause_is_the_party_before_it(read: Read) -> None:
    claims = read("Прикордонники під Вовчанськом виявили групу противника, яка намагалася прорватися.").claims
    attack = next(claim for claim in claims if claim.kind is Kind.GROUND_ATTACK)
    assert attack.actor is Side.RU


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("“We expect an answer,” Zelensky said, citing 90 drone strikes on civilian buildings.", Side.RU),
        ("Gladkov told reporters of nine drone strikes on civilian cars in a night.", Side.UA),
    ],
)
def test_strikes_on_civilians_are_of_the_others(read: Read, text: str, actor: Side) -> None:
    assert {claim.actor for claim in read(text).claims} == {actor}


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Moscow claimed all of Kupiansk a week ago; the Ukrainian military denied it.", [Side.RU, Side.RU]),
        ("Kyiv claimed Kupiansk on Monday.", [Side.UA]),
        ("Генштаб спростував захоплення Сіверська.", [Side.RU]),
    ],
)
def test_who_claims_a_town_took_it_and_who_denies_did_not(read: Read, text: str, actors: list[Side]) -> None:
    assert [claim.actor for claim in read(text).claims] == actors


def test_who_claims_that_a_town_was_occupied_did_not_occupy_it(read: Read) -> None:
    text = "Russians shelled the district. The Ukrainian military claimed that Popasna had been occupied."
    assert Side.UA not in {claim.actor for claim in read(text).claims}
