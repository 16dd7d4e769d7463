"""Which of the namesakes is meant, why, and when to say that nobody can tell; the texts are our own."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from geo.models import Candidate, Correction, Decision, Mention, Resolution, ResolutionStatus, Use
from geo.reading.article import make_article
from geo.settings import Settings
from geo.toponyms.gazetteer import Gazetteer, NameMatch
from geo.toponyms.one_sense import settle_by_namesakes
from geo.toponyms.recognition import find_mentions
from geo.toponyms.resolution import resolve_mentions
from geo.toponyms.store import ensure_gazetteer

SETTINGS = Settings()
NOW = dt.datetime(2025, 3, 30, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return ensure_gazetteer(SETTINGS)


def _resolve(
    gazetteer: Gazetteer, text: str, *, corrections: tuple[Correction, ...] = ()
) -> dict[str, Mention]:
    article = make_article(text, source="note")
    found = find_mentions(article, gazetteer, settings=SETTINGS)
    resolved = resolve_mentions(article, found, gazetteer, settings=SETTINGS, corrections=corrections)
    return {mention.text: mention for mention in resolved}


def _place(mention: Mention) -> tuple[str, str, str | None]:
    assert mention.place is not None, mention.resolution
    return mention.place.name, mention.place.feature_code[:3], mention.place.admin1


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "In Belgorod Oblast, fighting goes on in the village of Popovka near Demidovka.",
            "Popovka",
            "Belgorod",
        ),
        ("In Zaporizhzhia Oblast troops entered Shcherbaky.", "Shcherbaky", "Zaporizhzhia"),
        ("In Kharkiv Oblast troops entered Shcherbaky.", "Shcherbaky", "Kharkiv"),
        ("In Donetsk Oblast they came near the village of New York.", "New York", "Donetsk"),
        ("Sumy Oblast: the villages of Basivka and Novenke were shelled.", "Basivka", "Sumy"),
        ("На Запоріжжі, біля Оріхова, ворог атакував Степове та Лобкове.", "Лобкове", "Zaporizhzhia"),
        ("В Донецкой области, у Красноармейска, взяли Котлино.", "Красноармейска", "Donetsk"),
    ],
)
def test_named_oblast_and_neighbours_choose_the_twin(
    gazetteer: Gazetteer, text: str, name: str, expected: str
) -> None:
    assert _place(_resolve(gazetteer, text)[name])[2] == expected


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Ukrainian troops advanced into the Belgorod region.", "Belgorod", "ADM"),
        ("A drone hit a block of flats in the city of Belgorod.", "Belgorod", "PPL"),
        ("The Kursk incursion has slowed.", "Kursk", "ADM"),
        ("Shops were hit in Kharkiv, its mayor said.", "Kharkiv", "PPL"),
        ("The Kursk, Voronezh Belgorod and Nizhny Novgorod regions were hit.", "Belgorod", "ADM"),
        ("Half of the villagers fled to Belgorod.", "Belgorod", "PPL"),
        ("The railway from Lgov to Kursk was cut.", "Kursk", "PPL"),
        ("The army had stood at the gates of Donetsk for years.", "Donetsk", "PPL"),
        ("Half of Belgorod had no heat after the missile strike.", "Belgorod", "PPL"),
        ("Helicopters burned at Berdiansk and Luhansk.", "Luhansk", "PPL"),
        ("Zaporizhzhia is 80 km away and under fire.", "Zaporizhzhia", "PPL"),
        ("Reserves were pulled out of Zaporizhzhia in a week.", "Zaporizhzhia", "ADM"),
        ("He denied attempts at an incursion into Sumy.", "Sumy", "ADM"),
        ("Guns roar from Kharkiv to Kherson.", "Kharkiv", "ADM"),
        ("Drones were downed over Sumy, Kharkiv and Poltava.", "Kharkiv", "ADM"),
        ("Russian units have pushed into Dnipropetrovsk for the first time.", "Dnipropetrovsk", "ADM"),
        ("The Russian offensive in Kharkiv has stalled.", "Kharkiv", "ADM"),
        ("They took swathes of Kharkiv back.", "Kharkiv", "ADM"),
        ("Sumy, which borders Russia, has been shelled daily.", "Sumy", "ADM"),
        ("Bombs hit border areas of Sumy.", "Sumy", "ADM"),
        ("They drove from Sumy to Kharkiv under drones.", "Sumy", "PPL"),
        ("Belgorod's governor said a woman was wounded.", "Belgorod", "ADM"),
        ("A man died in the village of Kozacha Lopan in Kharkiv.", "Kharkiv", "ADM"),
        ("Strikes killed three people in Donetsk, two in Kharkiv and one in Sumy.", "Sumy", "ADM"),
        ("The Sumy and Kharkiv fronts were quiet.", "Sumy", "ADM"),
        ("Troops from Kherson replaced the brigade.", "Kherson", "ADM"),
        ("In Sumy the Russians hold Loknia and Oleksiivka.", "Sumy", "ADM"),
        ("A train derailed between Kursk and Lgov.", "Kursk", "PPL"),
        ("A court in Donetsk sentenced two soldiers.", "Donetsk", "PPL"),
        ("Five regions were attacked: Kharkiv, Sumy, Poltava and Kyiv.", "Sumy", "ADM"),
        ("Kharkiv was the hardest-hit region.", "Kharkiv", "ADM"),
        ("In the north of Sumy the front has frozen.", "Sumy", "ADM"),
        ("Moscow annexed Donetsk, Luhansk, Zaporizhzhia and Kherson.", "Kherson", "ADM"),
        ("In occupied Kherson, a car exploded.", "Kherson", "ADM"),
        ("The left bank of Kherson is mined.", "Kherson", "ADM"),
        ("Russian troops retreated from Kherson in 2022.", "Kherson", "PPL"),
        ("It is the last of the fortified cities of Donetsk.", "Donetsk", "ADM"),
        ("Russia sends reinforcements to Zaporizhzhia this week.", "Zaporizhzhia", "ADM"),
        ("He was born in Kursk and studied elsewhere.", "Kursk", "PPL"),
        ("Explosions were heard in Belgorod and Kursk overnight.", "Kursk", "PPL"),
        ("The update.\n\nSouth: Zaporizhzhia and Kherson\n\nA landing failed.", "Kherson", "ADM"),
        ("In Kharkiv: Russian attacks near Vovchansk were repelled.", "Kharkiv", "ADM"),
        ("The update.\n\nKherson\n\nA landing on an island failed.", "Kherson", "ADM"),
        ("The update.\n\nSUMY. A Russian unit crossed the border.", "SUMY", "ADM"),
        ("The update.\n\nSumy: a drone hit a hospital, and two civilians were wounded.", "Sumy", "PPL"),
        ("У Сумах пошкоджено лікарню.", "Сумах", "PPL"),
        ("На Сумщині тривають бої.", "Сумщині", "ADM"),
        ("В Белгородской области тревога.", "Белгородской", "ADM"),
    ],
)
def test_oblast_and_city_are_told_apart(gazetteer: Gazetteer, text: str, name: str, code: str) -> None:
    assert _place(_resolve(gazetteer, text)[name])[1] == code


def test_pokrovsk_is_the_town_on_the_front_and_not_engels(gazetteer: Gazetteer) -> None:
    mention = _resolve(gazetteer, "Russian troops attack toward Pokrovsk.")["Pokrovsk"]
    assert _place(mention) == ("Pokrovsk", "PPL", "Donetsk")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The guns fell silent in Makiivka, on the Lyman axis.", "Makiivka"),
        ("In the Lyman sector, the enemy pressed toward Makiivka.", "Makiivka"),
        ("They push in the direction of Lyman, and Makiivka burns.", "Makiivka"),
        ("На Лиманському напрямку важкі бої за Макіївку.", "Макіївку"),
        ("У напрямку Лимана ворог пішов на штурм, під Макіївкою його зупинили.", "Макіївкою"),
        ("На Лиманському — спокійніше, лише біля Макіївки працює артилерія.", "Макіївки"),
        ("На Лиманском направлении бьют по Макеевке.", "Макеевке"),
    ],
)
def test_direction_named_tells_the_village_from_the_city(gazetteer: Gazetteer, text: str, name: str) -> None:
    found = _resolve(gazetteer, text)[name]
    assert found.resolution is not None
    assert _place(found)[2] == "Luhansk"
    assert "told of the direction of Lyman" in found.resolution.reason


def test_direction_ends_where_an_oblast_or_another_direction_is_named(gazetteer: Gazetteer) -> None:
    text = "Бої на Лиманському напрямку. В Донецькій області обстріляли Макіївку."
    assert _place(_resolve(gazetteer, text)["Макіївку"])[2] == "Donetsk"
    text = "На Куп'янському напрямку тихо. На Покровському біля Петрівки бої."
    assert _place(_resolve(gazetteer, text)["Петрівки"])[2] == "Donetsk"


def test_oblast_behind_a_list_holds_the_whole_list(gazetteer: Gazetteer) -> None:
    text = "Удары нанесены у Садков, Степановки и Хотени Сумской области."
    found = _resolve(gazetteer, text)
    assert {_place(found[name])[2] for name in ("Садков", "Степановки", "Хотени")} == {"Sumy"}


@pytest.mark.parametrize(
    ("text", "name", "oblast"),
    [
        # Pokrovsk was once called so itself.
        ("Окружённые у Покровска прорываются через Гришино.", "Гришино", ("Hryshyne", "Donetsk")),
        ("Село Рубіжне під Добропіллям обстріляли.", "Рубіжне", ("Rubizhne", "Donetsk")),
        ("BELGOROD, October 3. /TASS/. A house burned.", "BELGOROD", ("Belgorod", "Belgorod")),
        ("Вони поїхали до Хмельницького.", "Хмельницького", ("Khmelnytskyi", "Khmelnytskyi")),
        ("A sign points to Donetsk, 96 km, beyond the field.", "Donetsk", ("Donetsk", "Donetsk")),
        ("Doctors in Kharkiv saved his leg.", "Kharkiv", ("Kharkiv", "Kharkiv")),
    ],
)
def test_words_around_choose_the_place(
    gazetteer: Gazetteer, text: str, name: str, oblast: tuple[str, str]
) -> None:
    found, code, admin1 = _place(_resolve(gazetteer, text)[name])
    assert (found, admin1) == oblast
    assert code == "PPL"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Сбили 30 над Брянской областью, 12 — над Смоленской, десять — над Калужской.", "Смоленской"),
        ("На Запоріжжі тривають бої.", "Запоріжжі"),
        ("Ворог тисне на двох напрямках: Запорізькому і Лиманському.", "Запорізькому"),
        ("Grayvoron municipal district was hit.", "Grayvoron"),
        ("Синельниківщину накрили бомбами.", "Синельниківщину"),
    ],
)
def test_area_without_its_usual_noun(gazetteer: Gazetteer, text: str, name: str) -> None:
    assert _place(_resolve(gazetteer, text)[name])[1] == "ADM"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("In Kyiv, a garage burned in the Dniprovskyi district.", "Dniprovskyi", "Kyiv City"),
        ("У Харкові горить склад у Шевченківському районі.", "Шевченківському", "Kharkiv"),
        ("В Індустріальному районі Харкова горить склад.", "Індустріальному", "Kharkiv"),
    ],
)
def test_quarter_is_that_of_the_city_named(gazetteer: Gazetteer, text: str, name: str, expected: str) -> None:
    found = _resolve(gazetteer, text)
    quarter = next(mention.place for written, mention in found.items() if written.startswith(name))
    assert quarter is not None
    assert (quarter.feature_code, quarter.admin1) == ("PPLX", expected)


def test_place_told_apart_does_not_speak_for_its_name(gazetteer: Gazetteer) -> None:
    text = (
        "Група зайшла в район Рубіжного. Ідеться про село Рубіжне під Добропіллям, а не про місто Рубіжне "
        "на Луганщині."
    )
    found = _resolve(gazetteer, text)["Рубіжного"].place
    assert found is None or found.admin1 == "Donetsk"


def test_name_that_no_other_place_bears_needs_no_neighbour(gazetteer: Gazetteer) -> None:
    found = _resolve(gazetteer, "He wrote to Uzhhorod. A brigade retook Klishchiivka.")
    assert _place(found["Klishchiivka"]) == ("Klishchiivka", "PPL", "Donetsk")


def test_twins_of_one_article_stay_apart(gazetteer: Gazetteer) -> None:
    text = "In Kharkiv Oblast they attacked Lyman, near Vovchansk. In Donetsk Oblast Lyman was shelled."
    article = make_article(text, source="note")
    found = find_mentions(article, gazetteer, settings=SETTINGS)
    resolved = resolve_mentions(article, found, gazetteer, settings=SETTINGS)
    assert [m.place and m.place.admin1 for m in resolved if m.text == "Lyman"] == ["Kharkiv", "Donetsk"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "У селі Іванівка на Херсонщині тихо, а в Іванівці під Покровськом горить хата.",
            {"Іванівка": "Kherson", "Іванівці": "Donetsk"},
        ),
        (
            "У Миколаївці Сумської громади впали бомби, у Миколаївку під Слов'янськом дали світло.",
            {"Миколаївці": "Sumy", "Миколаївку": "Donetsk"},
        ),
    ],
)
def test_each_clause_speaks_of_its_own_oblast(
    gazetteer: Gazetteer, text: str, expected: dict[str, str]
) -> None:
    found = _resolve(gazetteer, text)
    # To say that nobody can tell is no fault; the other oblast's village would be.
    places = {name: found[name].place for name in expected}
    assert {name: place.admin1 if place else expected[name] for name, place in places.items()} == expected


def test_nobody_is_near_an_oblast(gazetteer: Gazetteer) -> None:
    assert _place(_resolve(gazetteer, "A train was hit near Sumy.")["Sumy"])[1] == "PPL"


def test_river_is_never_the_village_of_its_name(gazetteer: Gazetteer) -> None:
    place = _resolve(gazetteer, "Линия идёт по реке Волчья у Волчанска.")["Волчья"].place
    assert place is None or place.feature_code == "STM"


def test_district_named_first_holds_the_villages_behind(gazetteer: Gazetteer) -> None:
    text = "В Грайворонском округе обстреляны сёла Козинка, Глотово и Замостье."
    found = _resolve(gazetteer, text)
    assert _place(found["Козинка"])[2] == "Belgorod"
    zamostye = found["Замостье"].place
    assert zamostye is None or zamostye.admin1 == "Belgorod"


def test_case_forms_of_one_name_do_not_confirm_one_another(gazetteer: Gazetteer) -> None:
    found = _resolve(gazetteer, "У Миколаївці тихо. Миколаївку не обстрілювали. Під Миколаївкою спокій.")
    assert {mention.place for mention in found.values()} == {None}


def test_village_of_a_hundred_namesakes_is_found_by_its_neighbours(gazetteer: Gazetteer) -> None:
    place = _resolve(gazetteer, "They retook Zolotyi Kolodiaz, Petrivka and Rubizhne.")["Petrivka"].place
    assert place is not None
    assert (round(place.lat, 2), round(place.lon, 2)) == (48.57, 37.20)


@pytest.mark.parametrize(
    "text",
    [
        "The update.\n\nKostiantynivka. Bombs fell and the enemy entered Yablunivka.",
        "The update.\n\nKostiantynivka\n\nBombs fell and the enemy entered Yablunivka.",
    ],
)
def test_town_that_heads_an_entry_speaks_for_its_villages(gazetteer: Gazetteer, text: str) -> None:
    assert _place(_resolve(gazetteer, text)["Yablunivka"])[2] == "Donetsk"


def test_village_by_a_town_is_not_the_town_that_once_had_its_name(gazetteer: Gazetteer) -> None:
    text = "An assault in the direction of Hryshyne, west of Pokrovsk, gained no ground."
    assert _place(_resolve(gazetteer, text)["Hryshyne"])[0] == "Hryshyne"


def test_town_said_to_lie_in_another_region_is_not_taken(gazetteer: Gazetteer) -> None:
    text = "Drones struck a refinery in Kuybyshev in the Samara region."
    place = _resolve(gazetteer, text)["Kuybyshev"].place
    assert place is None or place.admin1 == "Samara"


def test_what_a_place_is_not_confused_with_does_not_hold_it(gazetteer: Gazetteer) -> None:
    text = "Они закрепились в Доброполье (не путать с городом в Донецкой области) у Гуляйполя."
    place = _resolve(gazetteer, text)["Доброполье"].place
    assert place is None or place.admin1 == "Zaporizhzhia"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Makiivka burns. The other Makiivka, the one near Svatove, is calm.", "Makiivka", "Luhansk"),
        ("Горит нефтебаза. В другой Макеевке, той, что у Сватово, спокойно.", "Макеевке", "Luhansk"),
    ],
)
def test_namesake_told_apart_lies_where_the_text_says(
    gazetteer: Gazetteer, text: str, name: str, expected: str
) -> None:
    assert _place(_resolve(gazetteer, text)[name])[2] == expected


def test_airfield_in_a_town_is_the_air_base(gazetteer: Gazetteer) -> None:
    assert _place(_resolve(gazetteer, "На аэродроме в Саках горело топливо.")["Саках"])[1] == "AIR"


@pytest.mark.parametrize(
    "text", ["A raid on the port of Primorsk.", "They hit the oil terminal in Primorsk."]
)
def test_port_of_a_town_is_the_one_that_is_known_as_a_port(gazetteer: Gazetteer, text: str) -> None:
    assert _place(_resolve(gazetteer, text)["Primorsk"])[2] == "Leningrad"


def test_oblast_of_one_village_does_not_move_the_next(gazetteer: Gazetteer) -> None:
    text = "Uspenivka and Novomykolaivka were followed by Rivnopillia and Vyshneve in Dnipropetrovsk region."
    place = _resolve(gazetteer, text)["Novomykolaivka"].place
    assert place is None or place.admin1 == "Zaporizhzhia"


def test_republic_is_the_oblast(gazetteer: Gazetteer) -> None:
    found = _resolve(gazetteer, "Troops took Balahan in the Donetsk People's Republic.")
    assert _place(found["Donetsk"])[1] == "ADM"


def test_common_name_without_context_is_ambiguous_with_candidates(gazetteer: Gazetteer) -> None:
    resolution = _resolve(gazetteer, "They fought for the village of Mykolaivka.")["Mykolaivka"].resolution
    assert resolution is not None
    assert resolution.status is ResolutionStatus.AMBIGUOUS
    assert resolution.place is None
    assert len(resolution.candidates) > 1
    assert "tells these apart" in resolution.reason


def test_unknown_village_is_unresolved(gazetteer: Gazetteer) -> None:
    resolution = _resolve(gazetteer, "They took the village of Zhovtobrodivka.")["Zhovtobrodivka"].resolution
    assert resolution is not None
    assert resolution.status is ResolutionStatus.UNRESOLVED
    assert resolution.candidates == ()


def test_reason_names_the_evidence_and_the_runner_up(gazetteer: Gazetteer) -> None:
    text = "In Zaporizhzhia Oblast troops entered Shcherbaky."
    resolution = _resolve(gazetteer, text)["Shcherbaky"].resolution
    assert resolution is not None
    assert "named with Zaporizhzhia Oblast in this sentence" in resolution.reason
    assert "second: Shcherbaky" in resolution.reason


def test_scores_are_shares_and_ranked(gazetteer: Gazetteer) -> None:
    for mention in _resolve(gazetteer, "Troops shelled Mykolaivka and Stepove in Sumy Oblast.").values():
        if mention.resolution is not None:
            scores = [candidate.score for candidate in mention.resolution.candidates]
            assert scores == sorted(scores, reverse=True)
            assert all(0 <= score <= 1 for score in scores)


def test_demonyms_are_not_resolved(gazetteer: Gazetteer) -> None:
    assert _resolve(gazetteer, "Russian troops moved.")["Russian"].resolution is None


def _correction(**changes: object) -> Correction:
    values: dict[str, object] = {"id": "c1", "toponym": "Mykolaivka", "made_at": NOW}
    return Correction(**(values | changes))  # type: ignore[arg-type]


def test_correction_to_a_place_decides(gazetteer: Gazetteer) -> None:
    meant = next(m.place for m in gazetteer.find("Mykolaivka") if m.place.admin1 == "Sumy")
    text = "They fought for the village of Mykolaivka."
    correction = _correction(decision=Decision.PLACE, place=meant)
    mention = _resolve(gazetteer, text, corrections=(correction,))["Mykolaivka"]
    assert mention.place == meant
    assert mention.resolution is not None
    assert mention.resolution.score == 1.0
    assert mention.resolution.reason.startswith("decided by the analyst on 2025-03-30")


def test_correction_moves_to_a_position_with_its_uncertainty(gazetteer: Gazetteer) -> None:
    correction = _correction(decision=Decision.MOVE, lon=35.1, lat=51.2, uncertainty_m=400.0)
    text = "They fought for the village of Mykolaivka."
    place = _resolve(gazetteer, text, corrections=(correction,))["Mykolaivka"].place
    assert place is not None
    assert (place.lon, place.lat, place.uncertainty_m) == (35.1, 51.2, 400.0)
    assert place.source == "analyst"


def test_correction_to_no_place_takes_the_name_off_the_map(gazetteer: Gazetteer) -> None:
    correction = _correction(decision=Decision.NOT_A_PLACE)
    mention = _resolve(gazetteer, "They fought for the village of Mykolaivka.", corrections=(correction,))
    assert mention["Mykolaivka"].use is Use.EMBEDDED
    assert mention["Mykolaivka"].place is None


def test_correction_for_another_article_or_oblast_is_left_alone(gazetteer: Gazetteer) -> None:
    text = "They fought for the village of Mykolaivka."
    others = (
        _correction(decision=Decision.MOVE, lon=35.1, lat=51.2, article_id="f" * 16),
        _correction(decision=Decision.MOVE, lon=35.1, lat=51.2, context_admin1="Kherson"),
    )
    mention = _resolve(gazetteer, text, corrections=others)["Mykolaivka"]
    assert mention.place is None


def test_later_correction_wins_and_the_article_s_own_before_all(gazetteer: Gazetteer) -> None:
    text = "They fought for the village of Mykolaivka."
    own_id = make_article(text, source="note").id
    later = NOW + dt.timedelta(hours=1)
    corrections = (
        _correction(id="c1", decision=Decision.MOVE, lon=35.1, lat=51.2),
        _correction(id="c2", decision=Decision.MOVE, lon=35.2, lat=51.2, made_at=later),
        _correction(id="c3", decision=Decision.MOVE, lon=35.3, lat=51.2, article_id=own_id),
    )
    place = _resolve(gazetteer, text, corrections=corrections)["Mykolaivka"].place
    assert place is not None
    assert place.lon == 35.3
    place = _resolve(gazetteer, text, corrections=corrections[:2])["Mykolaivka"].place
    assert place is not None
    assert place.lon == 35.2


class _Asked:
    """Stands for the online geocoder: knows one village, and remembers what it was asked."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.names: list[str] = []
        self._answer = gazetteer.find("Chasiv Yar")

    def find(self, name: str, *, fuzzy: bool = False) -> tuple[NameMatch, ...]:
        assert not fuzzy
        self.names.append(name)
        return self._answer if name == "Zhovtobrodivka" else ()


def test_online_geocoder_is_asked_only_about_unknown_names(gazetteer: Gazetteer) -> None:
    article = make_article("They took the village of Zhovtobrodivka, near Toretsk.", source="note")
    online = _Asked(gazetteer)
    found = find_mentions(article, gazetteer, settings=SETTINGS)
    resolved = resolve_mentions(article, found, gazetteer, settings=SETTINGS, online=online)  # type: ignore[arg-type]
    assert online.names == ["Zhovtobrodivka"]
    assert {mention.text: mention.place is not None for mention in resolved} == {
        "Zhovtobrodivka": True,
        "Toretsk": True,
    }


def test_oblast_whose_settlements_are_counted_is_no_settlement(gazetteer: Gazetteer) -> None:
    found = _resolve(gazetteer, "Ударів зазнали 14 населених пунктів Харківської області.")
    assert _place(found["Харківської"]) == ("Kharkiv Oblast", "ADM", "Kharkiv")


def test_size_alone_does_not_choose_a_small_town(gazetteer: Gazetteer) -> None:
    mention = _resolve(gazetteer, "Explosions were heard in Savasleyka.")["Savasleyka"]
    assert mention.resolution is not None
    assert mention.resolution.status is ResolutionStatus.AMBIGUOUS
    assert mention.resolution.score < 0.9


def test_size_alone_chooses_a_town_that_everybody_knows(gazetteer: Gazetteer) -> None:
    mentions = _resolve(gazetteer, "Russian troops hit Avdiivka and Nikopol overnight.")
    assert _place(mentions["Avdiivka"]) == ("Avdiivka", "PPL", "Donetsk")
    assert _place(mentions["Nikopol"]) == ("Nikopol", "PPL", "Dnipropetrovsk")


def test_velyki_krynky_is_not_krynky(gazetteer: Gazetteer) -> None:
    text = "Fighting goes on near Krynky. Drones fell on Kyiv, Cherkasy and Poltava oblasts."
    assert _place(_resolve(gazetteer, text)["Krynky"])[2] == "Kherson"


@pytest.mark.parametrize(
    ("text", "name", "same"),
    [
        ("In Donetsk Oblast lies Lunacharske - the Russian name for Zatyshok.", "Lunacharske", "Zatyshok"),
        ("Troops are near Pokrovsk, which Russia calls Krasnoarmeysk.", "Krasnoarmeysk", "Pokrovsk"),
        ("A girl was killed in Berestyn, formerly Krasnohrad.", "Krasnohrad", "Berestyn"),
    ],
)
def test_name_that_the_text_explains_is_of_the_same_place(
    gazetteer: Gazetteer, text: str, name: str, same: str
) -> None:
    found = _resolve(gazetteer, text)
    assert found[same].place is not None
    assert found[name].place == found[same].place


def _case(index: int, name: str) -> Any:
    return SimpleNamespace(
        index=index, matches=(SimpleNamespace(matched=name),), asked=SimpleNamespace(is_other=False)
    )


def test_place_that_is_named_without_doubt_settles_its_namesakes(gazetteer: Gazetteer) -> None:
    one, two, three = (match.place for match in gazetteer.find("Миколаївка")[:3])
    sure = Resolution(status=ResolutionStatus.RESOLVED, score=0.9, reason="stated", place=one)
    doubts = [
        Resolution(
            status=ResolutionStatus.AMBIGUOUS,
            score=0.6,
            reason="",
            candidates=(Candidate(place=first, score=0.6), Candidate(place=three, score=0.4)),
        )
        for first in (one, two)
    ]
    cases = [_case(index, "Миколаївка") for index in range(3)]
    settled = settle_by_namesakes(cases, {0: sure, 1: doubts[0], 2: doubts[1]})
    assert {index: found.place for index, found in settled.items()} == {1: one}
    # Where the article has two places of the name, it tells nothing.
    other = Resolution(status=ResolutionStatus.RESOLVED, score=0.9, reason="stated", place=two)
    assert settle_by_namesakes(cases, {0: sure, 1: doubts[0], 2: other}) == {}
