from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.claims.counting.quantities import find_loose_numbers, find_offsets, find_quantities
from geo.models import Comparator, Measure, Quantity


def only(text: str, language: str = "en") -> Quantity:
    (quantity,) = find_quantities(text, language=language)
    return quantity


def summary(text: str, language: str = "en") -> list[tuple[str, Measure, float | None]]:
    return [(one.as_written, one.measure, one.value) for one in find_quantities(text, language=language)]


def test_value_given_in_two_units_is_one_quantity() -> None:
    quantity = only("Raids hit a 150-kilometer (90-mile) stretch along the border.")

    assert quantity.as_written == "150-kilometer (90-mile)"
    assert (quantity.value, quantity.unit, quantity.measure) == (150, "km", Measure.BORDER_LENGTH)
    assert (quantity.si_value, quantity.si_unit) == (150_000, "m")


def test_bracket_with_another_length_is_a_second_quantity() -> None:
    assert [one.value for one in find_quantities("They hold 10 km (and 40 miles are lost).")] == [10, 40]


def test_area_is_given_in_square_metres_too() -> None:
    quantity = only("Over 1,000 square kilometers changed hands.")

    assert quantity.as_written == "Over 1,000 square kilometers"
    assert (quantity.value, quantity.low, quantity.high) == (1000, 1000, None)
    assert quantity.comparator is Comparator.MORE_THAN
    assert (quantity.si_value, quantity.si_unit) == (1e9, "m2")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10-15 km", 10, 15),
        ("10 to 15 kilometers", 10, 15),
        ("between five and seven kilometres", 5, 7),
        ("from 10 km to 15 km", 10, 15),
        ("10–15 thousand km", 10_000, 15_000),
    ],
)
def test_range_keeps_both_ends_and_no_value(text: str, low: float, high: float) -> None:
    quantity = only(text)

    assert (quantity.value, quantity.low, quantity.high) == (None, low, high)
    assert quantity.comparator is Comparator.BETWEEN
    assert quantity.as_written in text


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("several villages", 3, 7),
        ("a few villages", 2, 5),
        ("dozens of villages", 24, 96),
        ("hundreds of villages", 200, 900),
        ("a few hundred villages", 200, 500),
        ("tens of thousands of troops", 20_000, 90_000),
        ("numerous localities", 10, 100),
    ],
)
def test_vague_count_has_stated_bounds_and_no_value(text: str, low: float, high: float) -> None:
    quantity = only(text)

    assert (quantity.value, quantity.low, quantity.high) == (None, low, high)
    assert quantity.comparator is Comparator.VAGUE
    assert quantity.as_written == text


@pytest.mark.parametrize(
    ("text", "comparator", "low", "high"),
    [
        ("exactly 40 drones", Comparator.EXACT, 40, 40),
        ("about 40 drones", Comparator.ABOUT, 36, 44),
        ("nearly 40 drones", Comparator.ABOUT, 36, 40),
        ("at least 40 drones", Comparator.AT_LEAST, 40, None),
        ("no fewer than 40 drones", Comparator.AT_LEAST, 40, None),
        ("40 drones or more", Comparator.AT_LEAST, 40, None),
        ("more than 40 drones", Comparator.MORE_THAN, 40, None),
        ("up to 40 drones", Comparator.UP_TO, None, 40),
        ("no more than 40 drones", Comparator.AT_MOST, None, 40),
        ("fewer than 40 drones", Comparator.LESS_THAN, None, 40),
        ("at least about 40 drones", Comparator.AT_LEAST, 40, None),
    ],
)
def test_comparator_opens_the_bound_it_leaves_open(
    text: str, comparator: Comparator, low: float | None, high: float | None
) -> None:
    quantity = only(text)

    assert (quantity.value, quantity.comparator) == (40, comparator)
    assert (quantity.low, quantity.high) == (low, high)
    assert quantity.as_written == text


def test_end_of_a_rise_is_no_upper_bound() -> None:
    risen = only("Кількість загиблих зросла до 19.", "uk")
    limit = only("Загинуло до 19 військових.", "uk")

    assert (risen.comparator, risen.measure, risen.as_written) == (Comparator.EXACT, Measure.KILLED, "19")
    assert limit.comparator is Comparator.UP_TO


@pytest.mark.parametrize(
    ("text", "value"),
    [("three-quarters", 0.75), ("two thirds", 2 / 3), ("half of it", 0.5), ("a third of it", 1 / 3)],
)
def test_fraction_is_a_share(text: str, value: float) -> None:
    quantity = only(text)

    assert quantity.measure is Measure.SHARE
    assert quantity.value == pytest.approx(value)
    assert (quantity.unit, quantity.si_unit) == ("fraction", "1")


def test_percent_keeps_its_number_and_gives_the_share_in_si() -> None:
    for text in ("18% of the land", "18 per cent of the land", "18-percent losses"):
        quantity = only(text)
        assert (quantity.value, quantity.unit) == (18, "%")
        assert quantity.si_value == pytest.approx(0.18)


def test_third_of_a_row_is_no_share() -> None:
    assert find_quantities("A third drone came, then a half-hearted third wave.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "a 70-year-old woman",
        "aged 12",
        "the 47th Brigade",
        "a 155-mm shell",
        "Su-34 and T-72 and Kh-101",
        "Article 51",
        "Hill 215",
        "in 2024",
        "the 2022 invasion",
        "on 6 August",
        "at 05:40",
        "at 5 a.m.",
        "$3 million",
        "3 billion dollars",
        "180 km/h",
        "+380 44 123 45 67",
        "the 14-point plan",
        "both sides and the two leaders",
        "a British Challenger 2 tank",
        "24/7",
        "1" * 5000,
    ],
)
def test_number_that_only_names_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == ()


def test_killed_and_wounded_are_told_apart() -> None:
    assert summary("Two civilians were killed, and 25 others wounded.") == [
        ("Two civilians", Measure.KILLED, 2),
        ("25 others", Measure.WOUNDED, 25),
    ]
    assert summary("The blast killed two and injured at least five people.") == [
        ("two", Measure.KILLED, 2),
        ("at least five people", Measure.WOUNDED, 5),
    ]
    assert summary("Загинули двоє, п’ятеро поранені.", "uk") == [
        ("двоє", Measure.KILLED, 2),
        ("п’ятеро поранені", Measure.WOUNDED, 5),
    ]


def test_killed_and_wounded_lumped_together_are_neither() -> None:
    assert summary("They lost 300 soldiers killed and wounded.") == [("300 soldiers", Measure.PERSONNEL, 300)]


def test_drones_that_kill_are_not_the_killed() -> None:
    assert summary("Five drones killed two people.") == [
        ("Five drones", Measure.DRONES, 5),
        ("two people", Measure.KILLED, 2),
    ]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("30 km from the border", Measure.BORDER_DISTANCE),
        ("within 5 km of the border", Measure.BORDER_DISTANCE),
        ("26 km from Ukraine", Measure.BORDER_DISTANCE),
        ("10 kilometres inside Russia", Measure.BORDER_DISTANCE),
        ("up to 10 km deep into Russian territory", Measure.BORDER_DISTANCE),
        ("advanced 2 km", Measure.ADVANCE_DEPTH),
        ("advanced several kilometres into Belgorod", Measure.ADVANCE_DEPTH),
        ("advanced 2 km west of Pokrovsk", Measure.ADVANCE_DEPTH),
        ("a 150-km stretch along the border", Measure.BORDER_LENGTH),
        ("the 1,000-kilometre front line", Measure.FRONT_LENGTH),
        ("some 10 km deep along a front", Measure.ADVANCE_DEPTH),
        ("10 km from the front line", Measure.OTHER),
        ("a road 7 km long", Measure.OTHER),
    ],
)
def test_words_around_a_length_tell_what_it_measures(text: str, measure: Measure) -> None:
    assert only(text).measure is measure


def test_locating_distance_is_an_offset_and_no_quantity() -> None:
    text = "The village, about 24 km north-east of Pokrovsk, was shelled."
    (offset,) = find_offsets(text)

    assert find_quantities(text) == ()
    assert text[offset.start : offset.end] == "about 24 km north-east of"
    assert text[offset.anchor_start :].startswith("Pokrovsk")
    assert (offset.distance_m, offset.bearing_deg) == (24_000, 45)
    assert (offset.low_m, offset.high_m) == (21_600, 26_400)


@pytest.mark.parametrize(
    ("text", "language", "distance_m", "bearing_deg"),
    [
        ("a camp 10 km from Kursk", "en", 10_000, None),
        ("in the woods within 5 miles of Sumy", "en", 8046.72, None),
        ("5 km south of the town", "en", 5000, 180),
        ("за 18 км на північний захід від Сум", "uk", 18_000, 315),
        ("за 2 км південніше Торецька", "uk", 2000, 180),
        ("в 24 км к востоку от Покровска", "ru", 24_000, 90),
        ("в пяти километрах юго-западнее Курска", "ru", 5000, 225),
    ],
)
def test_offset_has_distance_and_bearing(
    text: str, language: str, distance_m: float, bearing_deg: float | None
) -> None:
    (offset,) = find_offsets(text, language=language)

    assert (offset.distance_m, offset.bearing_deg) == (pytest.approx(distance_m), bearing_deg)
    assert find_quantities(text, language=language) == ()


def test_numeral_words_are_read_with_their_endings() -> None:
    assert only("понад двадцятьма п’ятьма селами", "uk").value == 25
    assert only("півтори тисячі солдатів", "uk").value == 1500
    assert only("около полутора тысяч солдат", "ru").value == 1500
    assert only("двухсот пятидесяти шести солдат", "ru").value == 256
    assert only("one hundred and twenty-five thousand soldiers").value == 125_000
    assert only("half a million people").value == 500_000


def test_thousand_is_one_after_about_and_many_alone() -> None:
    assert only("близько тисячі військових", "uk").value == 1000
    assert only("тисячі військових", "uk").comparator is Comparator.VAGUE


def test_number_signs_follow_the_language() -> None:
    assert only("1,5 тис. кв. км", "uk").value == 1500
    assert only("1,500 sq km").value == 1500
    assert only("1 500 км", "ru").value == 1500
    assert only("1.000.000 людей", "uk").value == 1_000_000


def test_bare_number_goes_on_counting_what_was_counted() -> None:
    assert summary("Of the 45 drones, 38 were intercepted.") == [
        ("45 drones", Measure.DRONES, 45),
        ("38", Measure.DRONES, 38),
    ]


def test_round_year_before_a_noun_is_a_count() -> None:
    assert only("They lost 2000 soldiers.").value == 2000
    assert find_quantities("In 2022 Russian soldiers came.") == ()


def test_slice_gives_only_what_lies_in_it() -> None:
    text = "They took 12 villages. Then 5 tanks burned."
    after = text.index("Then")

    assert [one.value for one in find_quantities(text, end=after)] == [12]
    assert [one.value for one in find_quantities(text, start=after)] == [5]


def test_unknown_language_is_read_as_english() -> None:
    assert only("12 villages", "pl").value == 12


_MIXED = (
    "about over at least 12 1,5 2024 half a third of several dozen hundred thousand two - to between and km "
    "(90-mile) % killed wounded people drones from the border east Pokrovsk . , \n понад близько двадцять "
    "тисячі тис. сіл дронів загинули від кордону около сотни военных в плен $ +380 № 47-ма 155-мм"
)
_WORDS = st.sampled_from(_MIXED.split(" "))


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=25).map(" ".join), st.sampled_from(["en", "uk", "ru"]))
def test_spans_round_trip_and_bounds_are_ordered(text: str, language: str) -> None:
    last = 0
    for one in find_quantities(text, language=language):
        assert one.as_written == text[one.start : one.end]
        assert one.start >= last
        last = one.end
        points = [point for point in (one.low, one.value, one.high) if point is not None]
        assert points
        assert points == sorted(points)
    for offset in find_offsets(text, language=language):
        assert offset.start < offset.end <= offset.anchor_start < len(text)
        assert offset.low_m <= offset.distance_m


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["en", "uk", "ru"]))
def test_any_text_is_read_without_error(text: str, language: str) -> None:
    for one in find_quantities(text, language=language):
        assert one.as_written == text[one.start : one.end]


@pytest.mark.parametrize(
    "text",
    [
        "It was one of the biggest drone attacks of the war.",
        "Это была одна из крупнейших атак.",
        "Footage published on May 18 and 19 indicates gains.",
    ],
)
def test_picking_one_out_and_a_second_day_count_nothing(text: str) -> None:
    language = "ru" if "атак" in text else "en"
    assert find_quantities(text, language=language) == ()


@pytest.mark.parametrize(
    ("text", "language", "written", "value"),
    [
        ("The enemy attacked 12 times near the river.", "en", "12 times", 12),
        ("They shelled the town twice.", "en", "twice", 2),
        ("Ворог двічі атакував село.", "uk", "двічі", 2),
        ("Місто обстріляли 76 разів.", "uk", "76 разів", 76),
        ("Противник трижды пытался подойти.", "ru", "трижды", 3),
        ("Село обстреляли 12 раз.", "ru", "12 раз", 12),
    ],
)
def test_count_of_acts_is_a_quantity_in_times(text: str, language: str, written: str, value: float) -> None:
    quantity = only(text, language)

    assert (quantity.as_written, quantity.value) == (written, value)
    assert (quantity.measure, quantity.unit) == (Measure.OTHER, "times")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Losses were twice as high.", "en"),
        ("There are three times more of them.", "en"),
        ("Втрати зросли в 5 разів.", "uk"),
        ("Их стало в 3 раза больше.", "ru"),
    ],
)
def test_ratio_counts_no_acts(text: str, language: str) -> None:
    assert find_quantities(text, language=language) == ()


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        (
            "Russia sent 104 drones, of which 57 were lost.",
            "en",
            [(Measure.DRONES, 104), (Measure.DRONES, 57)],
        ),
        (
            "At least 23 people, four of them children, have been killed.",
            "en",
            [(Measure.KILLED, 23), (Measure.KILLED, 4)],
        ),
        ("Було 158 зіткнень, з них 63 — на сході.", "uk", [(Measure.OTHER, 158), (Measure.OTHER, 63)]),
        ("Бригада відбила 31 штурм, зокрема два — вночі.", "uk", [(Measure.OTHER, 31), (Measure.OTHER, 2)]),
        ("Ранены семь человек, двое из них тяжело.", "ru", [(Measure.WOUNDED, 7), (Measure.WOUNDED, 2)]),
        ("Двоє загиблих: одна у Херсоні.", "uk", [(Measure.KILLED, 2), (Measure.KILLED, 1)]),
    ],
)
def test_part_is_of_what_its_whole_counts(
    text: str, language: str, wanted: list[tuple[Measure, float]]
) -> None:
    assert [(one.measure, one.value) for one in find_quantities(text, language=language)] == wanted


def test_dash_stands_for_what_is_not_said_again() -> None:
    found = find_quantities("У травні 76 обстрілів, за червень — дев'ять.", language="uk")

    assert [(one.value, one.unit) for one in found] == [(76, "обстрілів"), (9, "обстрілів")]


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("Пошкоджено дві багатоповерхівки.", "uk", "дві багатоповерхівки"),
        ("Скинув 12 ВОГів на село.", "uk", "12 ВОГів"),
        ("Отражены пять контрударов.", "ru", "пять контрударов"),
        ("Без света остались 1200 абонентов.", "ru", "1200 абонентов"),
        ("Выбило окна в 70 подъездах.", "ru", "70 подъездах"),
    ],
)
def test_unknown_noun_counts_in_the_case_its_number_governs(text: str, language: str, written: str) -> None:
    quantity = only(text, language)

    assert (quantity.as_written, quantity.measure) == (written, Measure.OTHER)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Стаття 12 кодексу про це мовчить.", "uk"),
        ("47 окрема бригада тримає рубіж.", "uk"),
        ("Приказ 25 подписал министр.", "ru"),
    ],
)
def test_word_in_another_case_is_not_counted(text: str, language: str) -> None:
    assert find_quantities(text, language=language) == ()


def test_killed_and_wounded_without_a_noun_are_casualties() -> None:
    assert [(one.value, one.unit) for one in find_quantities("It puts losses at 94,000.")] == [
        (94_000, "casualties")
    ]
    assert only("They averaged 310 killed and wounded.").unit == "casualties"


def test_two_numbers_share_a_unit() -> None:
    found = find_quantities("The villages lie 25 and 30 kilometres from the border.")

    assert [(one.value, one.measure) for one in found] == [
        (25, Measure.BORDER_DISTANCE),
        (30, Measure.BORDER_DISTANCE),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Troops advanced a kilometre along the road.", "en"),
        ("Штурмовики просунулися на кілометр.", "uk"),
        ("Штурмовики продвинулись примерно на километр.", "ru"),
    ],
)
def test_unit_without_a_number_is_one(text: str, language: str) -> None:
    quantity = only(text, language)

    assert (quantity.measure, quantity.value, quantity.si_value) == (Measure.ADVANCE_DEPTH, 1, 1000)


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Bombs hit the ward, wounding two nurses.", "en", [("two nurses", Measure.WOUNDED)]),
        ("Two nurses were injured.", "en", [("Two nurses", Measure.WOUNDED)]),
        ("Поранено двох монахинь.", "uk", [("двох монахинь", Measure.WOUNDED)]),
        ("Двоє залізничників загинули.", "uk", [("Двоє залізничників", Measure.KILLED)]),
        ("Троє у важкому стані.", "uk", [("Троє", Measure.WOUNDED)]),
        ("Six of them, including a teenager, were hurt.", "en", [("Six of them", Measure.WOUNDED)]),
        ("Two of 19 were killed by drones.", "en", [("Two of 19", Measure.KILLED)]),
        ("Кількість полонених зросла до 430.", "uk", [("430", Measure.PRISONERS)]),
        ("На берег вийшли до трьох рот.", "uk", [("до трьох рот", Measure.OTHER)]),
        (
            "Звільнили сім сіл, ще дев'ять зачистили.",
            "uk",
            [("сім сіл", Measure.SETTLEMENTS), ("дев'ять", Measure.SETTLEMENTS)],
        ),
        (
            "Сбиты 90 дронов, из которых 32 пришлись на Крым.",
            "ru",
            [("90 дронов", Measure.DRONES), ("32", Measure.DRONES)],
        ),
    ],
)
def test_people_and_parts_without_a_known_noun(
    text: str, language: str, wanted: list[tuple[str, Measure]]
) -> None:
    assert [(one.as_written, one.measure) for one in find_quantities(text, language=language)] == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        (
            "Вбили двох у Костянтинівці та одну людину в Ярові.",
            "uk",
            [("двох", Measure.KILLED), ("одну людину", Measure.KILLED)],
        ),
        (
            "The strikes killed two in Kherson and one person in Antonivka.",
            "en",
            [("two", Measure.KILLED), ("one person", Measure.KILLED)],
        ),
        ("Загинуло 40 голів худоби.", "uk", [("40 голів", Measure.OTHER)]),
        ("Погибли 12 коров.", "ru", [("12 коров", Measure.OTHER)]),
        (
            "Ще одна жінка, 71-річна жителька Бурлука, дістала поранення.",
            "uk",
            [("одна жінка", Measure.WOUNDED)],
        ),
    ],
)
def test_fate_is_told_once_for_a_list_of_people_and_never_of_cattle(
    text: str, language: str, wanted: list[tuple[str, Measure]]
) -> None:
    assert [(one.as_written, one.measure) for one in find_quantities(text, language=language)] == wanted


def test_greenhouses_beside_the_killed_are_not_killed() -> None:
    assert summary("Two people were killed and 12 greenhouses were damaged.") == [
        ("Two people", Measure.KILLED, 2),
        ("12 greenhouses", Measure.OTHER, 12),
    ]


@pytest.mark.parametrize(
    ("text", "language", "written", "value", "measure"),
    [
        ("Наши группы потеснили метров на 800.", "ru", "метров на 800", 800, Measure.OTHER),
        ("Каменское наше процентов на семьдесят.", "ru", "процентов на семьдесят", 70, Measure.SHARE),
        ("В атаку йде чоловік двадцять.", "uk", "чоловік двадцять", 20, Measure.OTHER),
        ("Видел штук тридцать.", "ru", "штук тридцать", 30, Measure.OTHER),
    ],
)
def test_noun_before_its_number_makes_an_estimate(
    text: str, language: str, written: str, value: float, measure: Measure
) -> None:
    quantity = only(text, language)

    assert (quantity.as_written, quantity.value, quantity.measure) == (written, value, measure)
    assert quantity.comparator is Comparator.ABOUT


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Двое взяты под стражу.", "ru", 2),
        ("Рота поклала тридцять шістьох.", "uk", 36),
        ("Семеро в лікарні.", "uk", 7),
    ],
)
def test_numerals_of_people_count_them_without_a_noun(text: str, language: str, value: float) -> None:
    quantity = only(text, language)

    assert (quantity.value, quantity.measure) == (value, Measure.OTHER)


@pytest.mark.parametrize(
    ("text", "language", "written", "value"),
    [
        ("Втратили два «Раптори» і відійшли.", "uk", "два «Раптори", 2),
        ("Сбили двух «Химер».", "ru", "двух «Химер", 2),
        ("Вивезено 2 тисячі 340 людей.", "uk", "2 тисячі 340 людей", 2340),
        ("Знищено чотири Ту-95.", "uk", "чотири Ту-95", 4),
    ],
)
def test_nicknames_models_and_the_rest_of_thousands_are_counted(
    text: str, language: str, written: str, value: float
) -> None:
    quantity = only(text, language)

    assert (quantity.as_written, quantity.value) == (written, value)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They hold four villages and more than 90 square kilometers.", [4, 90]),
        ("Bombs were dropped on the town 37 times over the course of last week.", [37]),
        ("At the peak it held more (1,376 sq. km) there.", [1376]),
        ("Several OSINT accounts show five men walking.", [5]),
        ("The death toll from Tuesday's missile attack on the eastern city of Dnipro has risen to 20.", [20]),
    ],
)
def test_number_is_read_past_what_stands_around_it(text: str, values: list[float]) -> None:
    assert [one.value for one in find_quantities(text)] == values


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("заплатив за них двомастами вбитими", "uk", 200),
        ("Одинадцятеро літніх людей померли", "uk", 11),
        ("над тринадцятьма регіонами", "uk", 13),
        ("контролюють дев'ять десятих масиву", "uk", 0.9),
        ("с двумястами солдатами", "ru", 200),
        ("Число погибших при ракетном ударе по жилому дому на набережной достигло сорока", "ru", 40),
    ],
)
def test_rarer_forms_of_numerals_have_their_value(text: str, language: str, value: float) -> None:
    assert [one.value for one in find_quantities(text, language=language)] == [value]


def test_tenths_of_a_percent_are_no_tenths_of_the_whole() -> None:
    (one,) = find_quantities("три десятых процента территории", language="ru")
    assert (one.measure, one.unit) == (Measure.SHARE, "%")
    assert one.value == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A woman of 28 died.", "en"),
        ("A boy of six was injured.", "en"),
        ("It killed a policeman, 31, and his dog.", "en"),
        ("The driver, aged 25 and in good health, if one trusts the doctors, is well.", "en"),
        ("стягнула сюди 20-ту та 25-ту армії", "uk"),
    ],
)
def test_age_impersonal_one_and_ordinal_count_nothing(text: str, language: str) -> None:
    assert find_quantities(text, language=language) == ()


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("The ministry claims about ten, most of them in May 2024.", "en", ["about ten"]),
        ("Of the bombs, 61 fell on Kostiantynivka.", "en", ["61"]),
        ("Сімнадцять ми відбили.", "uk", ["Сімнадцять"]),
        ("За четыре месяца двести с лишним.", "ru", ["двести"]),
        ("In 2024 the 47th Brigade came.", "en", []),
        ("A woman of 28 died.", "en", []),
        ("12 drones were shot down.", "en", []),
    ],
)
def test_number_that_nothing_explains_is_loose(text: str, language: str, found: list[str]) -> None:
    assert [one.as_written for one in find_loose_numbers(text, language=language)] == found


@pytest.mark.parametrize(
    ("text", "language", "as_written", "value", "unit"),
    [
        ("They advanced half a kilometre.", "en", "half a kilometre", 0.5, "km"),
        ("They gained a half mile.", "en", "a half mile", 0.5, "mi"),
        ("Просунулися на пів кілометра.", "uk", "пів кілометра", 0.5, "km"),
        ("Просунулися на півкілометра.", "uk", "півкілометра", 0.5, "km"),
        ("Продвинулись на полкилометра.", "ru", "полкилометра", 0.5, "km"),
        ("Ukraine still holds more than a fifth.", "en", "more than a fifth", 0.2, "fraction"),
        ("The pocket shrank by roughly half since May.", "en", "roughly half", 0.5, "fraction"),
        ("Взято три десятых территории.", "ru", "три десятых", 0.3, "fraction"),
    ],
)
def test_half_a_unit_and_a_fraction_left_alone_are_read(
    text: str, language: str, as_written: str, value: float, unit: str
) -> None:
    quantity = only(text, language)

    assert (quantity.as_written, quantity.value, quantity.unit) == (as_written, value, unit)


def test_third_of_several_is_no_fraction() -> None:
    assert find_quantities("He took part in a third, bigger battle.") == ()


@pytest.mark.parametrize(
    ("text", "language", "as_written", "measure"),
    [
        ("Both villages are again occupied.", "en", "Both villages", Measure.SETTLEMENTS),
        ("Both drones were downed.", "en", "Both drones", Measure.DRONES),
        ("Сожжены оба танка.", "ru", "оба танка", Measure.VEHICLES),
        ("Обидва танки спалено.", "uk", "Обидва танки", Measure.VEHICLES),
        ("Обох поранено.", "uk", "Обох", Measure.WOUNDED),
    ],
)
def test_both_are_two(text: str, language: str, as_written: str, measure: Measure) -> None:
    quantity = only(text, language)

    assert (quantity.as_written, quantity.value, quantity.measure) == (as_written, 2, measure)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Both sides deny it, both reports are false, and both Kyiv and Moscow say so.", "en"),
        ("Бои идут по обе стороны реки, потери несут обе стороны.", "ru"),
        ("Бої тривають по обидва боки річки.", "uk"),
    ],
)
def test_both_of_what_is_not_counted_is_no_number(text: str, language: str) -> None:
    assert find_quantities(text, language=language) == ()
    assert find_loose_numbers(text, language=language) == ()


@pytest.mark.parametrize(
    ("text", "language", "value", "measure"),
    [
        ("Тисяч двадцять солдатів стоїть під містом.", "uk", 20_000, Measure.PERSONNEL),
        ("Сотни две бойцов вошли в город.", "ru", 200, Measure.PERSONNEL),
        ("Десятка три дронов сбито.", "ru", 30, Measure.DRONES),
    ],
)
def test_scale_before_its_number_makes_an_estimate(
    text: str, language: str, value: float, measure: Measure
) -> None:
    quantity = only(text, language)

    assert (quantity.value, quantity.measure) == (value, measure)
    assert quantity.comparator is Comparator.ABOUT


@pytest.mark.parametrize(
    ("text", "language", "as_written", "value"),
    [
        ("Знищено три Т-72.", "uk", "три Т-72", 3),
        ("Потеряны два Ми-8.", "ru", "два Ми-8", 2),
        ("They lost three Mi-8s.", "en", "three Mi-8", 3),
        ("They lost two T-72s.", "en", "two T-72", 2),
    ],
)
def test_machines_counted_by_their_model_are_vehicles(
    text: str, language: str, as_written: str, value: float
) -> None:
    quantity = only(text, language)

    assert (quantity.as_written, quantity.value) == (as_written, value)
    assert quantity.measure is Measure.VEHICLES


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Звільнено 2 н.п. за тиждень.", "uk", [("2 н.п.", Measure.SETTLEMENTS, 2)]),
        ("Противник за добу 74 рази обстріляв берег.", "uk", [("74 рази", Measure.OTHER, 74)]),
        ("Щонайменше 35-ро людей загинули.", "uk", [("Щонайменше 35-ро людей", Measure.KILLED, 35)]),
        ("Человек 20 ранено.", "ru", [("20", Measure.WOUNDED, 20)]),
        (
            "Потери приблизились к полумиллиону человек.",
            "ru",
            [("полумиллиону человек", Measure.OTHER, 500_000)],
        ),
        ("Some 120-plus attacks were repelled.", "en", [("Some 120-plus attacks", Measure.OTHER, 120)]),
        ("Twenty-odd soldiers held it.", "en", [("Twenty-odd soldiers", Measure.PERSONNEL, 20)]),
    ],
)
def test_counts_in_the_habits_of_reports(
    text: str, language: str, wanted: list[tuple[str, Measure, float]]
) -> None:
    assert summary(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Поранило жінку 49 років.", "uk"),
        ("Ранена женщина 49 лет.", "ru"),
        ("Двумя днями позже бомба разрушила школу.", "ru"),
        ("Двома тижнями раніше бомба зруйнувала школу.", "uk"),
        ("У Запоріжжі зайнялося СТО.", "uk"),
        ("Пишут со ссылкой на два источника в отрасли.", "ru"),
    ],
)
def test_ages_times_and_sources_are_no_counts(text: str, language: str) -> None:
    assert find_quantities(text, language=language) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [("They handed over 303 soldiers.", 303), ("They were destroyed over 13 regions.", 13)],
)
def test_over_that_goes_with_a_verb_or_a_place_compares_nothing(text: str, value: float) -> None:
    quantity = only(text)

    assert (quantity.value, quantity.comparator) == (value, Comparator.EXACT)


@pytest.mark.parametrize(
    ("text", "language", "values", "measure"),
    [
        ("танків – 10 996 (+11) од.", "uk", [10_996, 11], Measure.VEHICLES),
        ("особового складу — близько 982 840 (+1430) осіб", "uk", [982_840, 1430], Measure.PERSONNEL),
        ("танков - 10996 (+11)", "ru", [10_996, 11], Measure.VEHICLES),
        ("drones: 22", "en", [22], Measure.DRONES),
        ("3x Su-24 damaged, 1x Su-30SM destroyed", "en", [3, 1], Measure.VEHICLES),
        ("угруповання чисельністю 150 тисяч", "uk", [150_000], Measure.PERSONNEL),
        ("150-тысячная группировка", "ru", [150_000], Measure.PERSONNEL),
    ],
)
def test_lines_of_a_list_and_strengths_are_read(
    text: str, language: str, values: list[float], measure: Measure
) -> None:
    found = find_quantities(text, language=language)

    assert [(one.value, one.measure) for one in found] == [(value, measure) for value in values]


@pytest.mark.parametrize(
    ("language", "text", "measure"),
    [
        ("ru", "Шесть человек доставлены в больницу.", Measure.WOUNDED),
        ("ru", "У противника трое «двухсотых».", Measure.KILLED),
        ("uk", "Двох людей доправлено до лікарні.", Measure.WOUNDED),
        ("uk", "Є двоє «двохсотих».", Measure.KILLED),
        ("uk", "Маємо троє «трьохсотих».", Measure.WOUNDED),
    ],
)
def test_slang_and_hospitals_tell_dead_and_wounded(language: str, text: str, measure: Measure) -> None:
    assert [found.measure for found in find_quantities(text, language=language)] == [measure]


def test_name_of_a_launcher_counts_nothing() -> None:
    assert find_quantities("The town was shelled with multiple rocket launchers.") == ()
    (one,) = find_quantities("Two rocket launchers were hit.")
    assert one.value == 2


def test_high_rises_are_no_share() -> None:
    (one,) = find_quantities("In Kherson 4 high-rises were damaged.")
    assert (one.value, one.measure) == (4, Measure.OTHER)


def test_age_behind_a_name_is_no_count() -> None:
    text = "They left two trucks, said Serhii, 43, a mechanic in Kharkiv."
    assert [one.value for one in find_quantities(text)] == [2.0]
    assert not find_loose_numbers(text)
