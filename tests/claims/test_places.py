"""Where a claim lies: relations, lists, what points back, and what only locates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from views import view_of

from geo.claims.language.lexicon import load_claim_lexicon
from geo.claims.placing.places import find_places
from geo.claims.placing.recalling import PlaceStack
from geo.models import Kind, Relation
from geo.pipeline import Frontline

if TYPE_CHECKING:
    from tests.claims.conftest import Read


def places(read: Read, text: str, kind: Kind) -> list[tuple[str, Relation]]:
    reading = read(text)
    claim = next(claim for claim in reading.claims if claim.kind is kind)
    return [(reading.mentions[ref.mention].text, ref.relation) for ref in claim.places]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Fighting goes on in Toretsk.", Kind.CLASH, [("Toretsk", Relation.IN)]),
        ("Fighting goes on near Toretsk.", Kind.CLASH, [("Toretsk", Relation.NEAR)]),
        ("Russian forces advanced toward Pokrovsk.", Kind.ADVANCE, [("Pokrovsk", Relation.TOWARD)]),
        ("Ukrainian troops withdrew from Vuhledar.", Kind.WITHDRAWAL, [("Vuhledar", Relation.FROM)]),
        ("Fighting goes on 10 km west of Pokrovsk.", Kind.CLASH, [("Pokrovsk", Relation.OFFSET)]),
        ("Тривають бої біля Торецька.", Kind.CLASH, [("Торецька", Relation.NEAR)]),
        ("Идут бои в Торецке.", Kind.CLASH, [("Торецке", Relation.IN)]),
        ("В селе Головчино под Грайвороном ранен водитель.", Kind.CASUALTIES, [("Головчино", Relation.IN)]),
    ],
)
def test_relation(read: Read, text: str, kind: Kind, expected: list[tuple[str, Relation]]) -> None:
    assert places(read, text, kind)[:1] == expected


def test_list_goes_on_with_another_word_for_near(read: Read) -> None:
    told = places(read, "Тривають бої біля Лиману та поблизу Часового Яру.", Kind.CLASH)
    assert told == [("Лиману", Relation.NEAR), ("Часового Яру", Relation.NEAR)]


def test_list_is_kept_together(read: Read) -> None:
    found = places(read, "Russian troops shelled Nikopol, Marhanets and Kherson.", Kind.STRIKE)
    assert [name for name, _ in found] == ["Nikopol", "Marhanets", "Kherson"]


def test_two_deeds_have_their_own_places(read: Read) -> None:
    text = "Russian forces advanced near Pokrovsk and attacked Kupiansk."
    assert places(read, text, Kind.ADVANCE) == [("Pokrovsk", Relation.NEAR)]
    assert places(read, text, Kind.GROUND_ATTACK)[0][0] == "Kupiansk"


def test_fire_lies_where_it_falls_and_not_where_it_comes_from(read: Read) -> None:
    found = places(read, "Nikopol came under fire from Enerhodar.", Kind.STRIKE)
    assert [name for name, _ in found] == ["Nikopol"]


def test_in_the_town_points_back(read: Read) -> None:
    text = "Toretsk was quiet for weeks. On Friday clashes broke out in the town."
    assert [name for name, _ in places(read, text, Kind.CLASH)] == ["Toretsk"]


def test_speaker_s_city_is_where_it_happened(read: Read) -> None:
    found = places(read, "The mayor of Nikopol said shelling had wounded two people.", Kind.STRIKE)
    assert [name for name, _ in found] == ["Nikopol"]


def test_speaker_s_city_is_not_where_another_place_is_named(read: Read) -> None:
    found = places(read, "The mayor of Nikopol said shelling had hit Marhanets.", Kind.STRIKE)
    assert [name for name, _ in found] == ["Marhanets"]


def test_sentence_without_place_or_pointer_has_none(read: Read) -> None:
    text = "Toretsk is a mining town.\n\nUkrainian forces captured 30 Russian soldiers on Friday."
    claims = [claim for claim in read(text).claims if claim.kind is Kind.PRISONERS]
    assert [claim.places for claim in claims] == [()]


def test_assessment_s_chain_of_semicolons_is_one_list(read: Read) -> None:
    text = (
        "Russian forces attacked near Kupiansk itself; northeast of Kupiansk near Dvorichna; and near Lyman."
    )
    found = places(read, text, Kind.GROUND_ATTACK)
    assert [name for name, _ in found] == ["Kupiansk", "Dvorichna", "Lyman"]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Дрон атаковал Грайворон. Двое ранены, их доставили в Белгород.", Kind.CASUALTIES, ["Грайворон"]),
        (
            "Дрон ударив по Нікополю. Двоє поранені, їх доставлено до лікарні у Дніпро.",
            Kind.CASUALTIES,
            ["Нікополю"],
        ),
        (
            "Бои идут за Торецк. В городе действуют 20 российских солдат, а дорога у Лимана закрыта.",
            Kind.PRESENCE,
            ["Торецк"],
        ),
    ],
)
def test_place_is_not_where_the_wounded_go_nor_that_of_another_clause(
    read: Read, text: str, kind: Kind, expected: list[str]
) -> None:
    assert [name for name, _ in places(read, text, kind)] == expected


def test_where_fire_comes_from_is_not_struck(read: Read) -> None:
    claims = read("В Харькове, откуда бьют по нам, тоже хотят мира.").claims
    assert not any(claim.places for claim in claims)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "The governor of Kursk Oblast said that the enemy had advanced 5 kilometres.",
            Kind.ADVANCE,
            ["Kursk"],
        ),
        (
            "Russian drones hit Kherson. Russian crews sit in Oleshky. Bombs fell on the centre of the city.",
            Kind.STRIKE,
            ["Kherson"],
        ),
        ("Дрон влучив у склад «БАРС-Курськ».", Kind.STRIKE, []),
    ],
)
def test_place_is_the_one_that_is_meant(read: Read, text: str, kind: Kind, expected: list[str]) -> None:
    reading = read(text)
    told = [claim for claim in reading.claims if claim.kind is kind]
    found = {reading.mentions[ref.mention].text for claim in told for ref in claim.places}
    assert found == set(expected)


def test_russian_territory_is_the_oblast_of_the_incursion(read: Read) -> None:
    reading = read(
        "Ukrainian forces control 30 villages in Kursk Oblast. "
        "Kyiv said Ukraine controlled 500 square kilometres of Russian territory."
    )
    last = reading.claims[-1]
    assert [reading.mentions[ref.mention].text for ref in last.places] == ["Kursk"]
    assert last.quantities[0].value == 500


@pytest.fixture(scope="module")
def frontline() -> Frontline:
    return Frontline()


@pytest.mark.parametrize(
    ("text", "language", "trigger", "expected"),
    [
        # What tells more than where stands between: the second place only belongs to what follows it.
        ("In Kherson a shop burned, in Nikopol shelling killed two.", "en", "killed", ["Nikopol"]),
        ("In Kherson shelling killed two, in Nikopol a shop burned.", "en", "killed", ["Kherson"]),
        ("У Херсоні горів склад, у Нікополі поранено лікарку.", "uk", "поранено", ["Нікополі"]),
        ("В Херсоне горел склад, в Никополе ранен врач.", "ru", "ранен", ["Никополе"]),
        # A clause that begins with "where" is about the place right before it.
        ("They may leave Pokrovsk for Toretsk, where Russians attacked.", "en", "attacked", ["Toretsk"]),
        ("Рота прийшла з Торецька, де росіяни атакували двічі.", "uk", "атакували", ["Торецька"]),
        ("Рота пришла из Торецка, где россияне атаковали дважды.", "ru", "атаковали", ["Торецка"]),
        # Behind a colon stands where in the sector it was.
        ("In the Pokrovsk sector 9 attacks took place: near Toretsk.", "en", "attacks", ["Toretsk"]),
        ("На Покровському напрямку було 9 атак: біля Торецька.", "uk", "атак", ["Торецька"]),
        ("На Покровском направлении было 9 атак: у Торецка.", "ru", "атак", ["Торецка"]),
        ("In the Pokrovsk sector 9 attacks took place; Toretsk is quiet.", "en", "attacks", ["Pokrovsk"]),
    ],
)
def test_place_by_rule(
    frontline: Frontline, text: str, language: str, trigger: str, expected: list[str]
) -> None:
    view = view_of(text, frontline)
    lexicon = load_claim_lexicon(language, data_dir=frontline.settings.data_dir)
    at = text.index(trigger)
    refs = find_places(view, at, at + len(trigger), PlaceStack(), lexicon, speech=None)
    names = {index: mention.text for index, mention in view.places}
    assert [names[ref.mention] for ref in refs] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops attacked near Orikhiv. Ukraine lost 1,200 soldiers along the whole front.",
        "Russian troops attacked near Orikhiv. Russia has suffered 60,000 killed since February 2022.",
    ],
)
def test_losses_of_a_whole_war_lie_in_no_village(read: Read, text: str) -> None:
    losses = [claim for claim in read(text).claims if claim.kind is Kind.CASUALTIES]
    assert losses
    assert not any(claim.places for claim in losses)


def test_village_that_nobody_knows_breaks_no_list(read: Read) -> None:
    text = (
        "По городу Шебекино, сёлам Муром, Первое Цепляево, Новая Таволжанка нанесены удары 31 беспилотника."
    )
    assert [name for name, _ in places(read, text, Kind.STRIKE)] == ["Шебекино", "Муром", "Новая Таволжанка"]


@pytest.mark.parametrize(
    "text",
    ["Ворог атакував двічі в бік Сіверська.", "Противник наступал в сторону Северска."],
)
def test_side_of_a_town_is_its_direction(read: Read, text: str) -> None:
    assert places(read, text, Kind.GROUND_ATTACK)[0][1] is Relation.TOWARD


def test_airfields_on_whose_ground_are_where_drones_set_out(read: Read) -> None:
    text = "Противник атакував 117 БпЛА з напрямків: Курськ, Шаталово — рф, Гвардійське, Чауда — ТОТ АР Крим."
    assert not any(claim.places for claim in read(text).claims if claim.kind is Kind.STRIKE), (
        "nothing lies where drones set out"
    )


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "In the Kharkiv sector the enemy attacked 13 times near Vovchansk, Lyptsi and toward Kupiansk.",
            Kind.GROUND_ATTACK,
            ["Vovchansk", "Lyptsi", "Kupiansk"],
        ),
        ("Russian troops marched from Huliaipole toward Orikhiv.", Kind.ADVANCE, ["Orikhiv"]),
        (
            "The Ukrainian military repelled 58 assaults in the Pokrovsk sector, near Rodynske and Udachne.",
            Kind.REPELLED_ATTACK,
            ["Rodynske", "Udachne"],
        ),
        (
            "The Ukrainian military repelled 58 assaults in the Pokrovsk sector on Tuesday.",
            Kind.REPELLED_ATTACK,
            ["Pokrovsk"],
        ),
        (
            "Bilopillia community: a drone hit a car on the road to Vorozhba.",
            Kind.STRIKE,
            ["Bilopillia"],
        ),
        ("A Russian drone hit a car on the road to Kramatorsk.", Kind.STRIKE, ["Kramatorsk"]),
        (
            "Terebreno was shelled; a wounded man was taken to the regional hospital in Belgorod.",
            Kind.CASUALTIES,
            ["Terebreno"],
        ),
        (
            "Popasna-based units of the Russian 3rd Army have been trying to enter Kostiantynivka for weeks.",
            Kind.GROUND_ATTACK,
            ["Kostiantynivka"],
        ),
    ],
)
def test_place_is_where_it_happened(read: Read, text: str, kind: Kind, expected: list[str]) -> None:
    assert [name for name, _ in places(read, text, kind)] == expected


def test_region_of_a_governor_points_nowhere(read: Read) -> None:
    text = (
        "Russia struck the Kharkiv region overnight. In Balakliia a missile hit a block of flats."
        " Three residents were killed, the region's governor Oleh Syniehubov said."
    )
    assert places(read, text, Kind.CASUALTIES) == [("Balakliia", Relation.IN)]


def test_toll_of_an_air_force_is_of_the_whole_country(read: Read) -> None:
    reading = read("A missile hit Odesa. Ukraine's air force said it had shot down 102 Russian drones.")
    assert [len(claim.places) for claim in reading.claims] == [1, 0]


def test_what_goes_on_is_at_no_village_of_a_list_more_than_at_the_others(read: Read) -> None:
    text = (
        "The occupiers tried 52 times to break through near Shakhove, Rodynske and Kotlyne."
        " Defence Forces have already repelled 44 attacks."
    )
    reading = read(text)
    lists = [[reading.mentions[ref.mention].text for ref in claim.places] for claim in reading.claims]
    assert lists == [["Shakhove", "Rodynske", "Kotlyne"]] * 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Zelensky said that 46,000 Ukrainians had been killed.", 0),
        ("Zelensky said that 46,000 Ukrainians had been killed in Sumy region.", 1),
        ("Zelensky said that 60 Ukrainians had been killed.", 1),
    ],
)
def test_dead_of_a_war_are_of_no_place(read: Read, text: str, wanted: int) -> None:
    reading = read(f"Russian troops crossed into Sumy region. {text}")
    assert len(reading.claims[-1].places) == wanted


def test_country_behind_a_comma_is_no_part_of_a_list(read: Read) -> None:
    found = places(read, "Since Ukraine drove the fleet out of Yalta, Russia has none there.", Kind.CAPTURE)
    assert [name for name, _ in found] == ["Yalta"]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Antonivka, Sadove, Bilozerka and the city of Kherson came under enemy fire.",
            Kind.STRIKE,
            [(name, Relation.AT) for name in ("Antonivka", "Sadove", "Bilozerka", "Kherson")],
        ),
        ("Russian forces seized Krymske, north of Toretsk.", Kind.CAPTURE, [("Krymske", Relation.AT)]),
        (
            "Russian forces advanced east of Kupiansk, north of Borova and west of Lyman.",
            Kind.ADVANCE,
            [("Kupiansk", Relation.AT), ("Borova", Relation.AT), ("Lyman", Relation.AT)],
        ),
        (
            "Ground attacks took place in western Zaporizhzhia Oblast, near Mala Tokmachka.",
            Kind.GROUND_ATTACK,
            [("Mala Tokmachka", Relation.NEAR)],
        ),
        ("At around 9:30 the city of Kherson was shelled.", Kind.STRIKE, [("Kherson", Relation.AT)]),
    ],
)
def test_lists_and_what_only_tells_where(
    read: Read, text: str, kind: Kind, expected: list[tuple[str, Relation]]
) -> None:
    assert places(read, text, kind) == expected


def test_two_strikes_of_a_sentence_have_their_own_places(read: Read) -> None:
    reading = read("Ukraine's drones attacked the Saratov refinery and hit substations in Luhansk region.")
    lists = [[reading.mentions[ref.mention].text for ref in claim.places] for claim in reading.claims]
    assert lists == [["Saratov"], ["Luhansk"]]


def test_list_goes_on_past_the_oblast_of_a_village(read: Read) -> None:
    text = "Russian forces attacked near Yunakivka in Sumy region and Synelnykove in Kharkiv region."
    names = [name for name, _ in places(read, text, Kind.GROUND_ATTACK)]
    assert names[:2] == ["Yunakivka", "Synelnykove"]


@pytest.mark.parametrize(
    ("before", "sentence", "wanted"),
    [
        (
            "Odesa and Kyiv were hit by drones. In Desnianskyi district of Kyiv two people were killed.",
            "Russian strikes left part of the city without water.",
            "Kyiv",
        ),
        (
            "Nikopol district was attacked last year. Marhanets has lost half of its 46,000 residents.",
            "Serhii Lysak reported that the Russians had struck the district with drones.",
            "Nikopol",
        ),
    ],
)
def test_city_and_district_point_back(read: Read, before: str, sentence: str, wanted: str) -> None:
    reading = read(f"{before} {sentence}")
    last = reading.claims[-1]
    assert [reading.mentions[ref.mention].text for ref in last.places] == [wanted]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A bomb hit Toretsk. There were 168 combat clashes at the front over the past day.", []),
        ("A bomb hit Toretsk. There were 12 combat clashes at the front near Lyman.", ["Lyman"]),
        ("A Russian drone killed Olena Petrenko and her husband in Kherson.", ["Kherson"]),
    ],
)
def test_clashes_of_the_whole_front_lie_nowhere_and_a_victim_is_no_village(
    read: Read, text: str, places: list[str]
) -> None:
    reading = read(text)
    last = reading.claims[-1]
    assert [reading.mentions[ref.mention].text for ref in last.places] == places


@pytest.mark.parametrize(
    "text",
    [
        "The raid may pull brigades away from Kursk region, where combat has hardly paused.",
        "Бригади перекинули з Курської області, де тривають бої.",
        "Бригады перебросили из Курской области, где идут бои.",
    ],
)
def test_fight_where_troops_are_taken_from_is_there(read: Read, text: str) -> None:
    clash = next(claim for claim in read(text).claims if claim.kind is Kind.CLASH)
    assert [ref.relation for ref in clash.places] == [Relation.IN]
    assert clash.shape is not None
