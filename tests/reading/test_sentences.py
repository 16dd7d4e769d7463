import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.sentences import split_sentences


def split(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    "written",
    [
        "Gen. Ivan Petrenko met Lt. Col. Bohdan Koval.|They spoke for an hour.",
        "Shelling hit No. 5 school in St. Petersburg.|Nobody was hurt.",
        "The unit took 1.5 sq. km. of land near Sumy.|Nothing else changed.",
        "The envoy of the U.S. said so.|The U.K. agreed.|A U.S. President came to D.C. on Monday.",
        "He arrived at 5 p.m. Monday.|He left at 6 a.m.|The road was closed.",
        "On Aug. 6 the army crossed.|By Sept. 3 it had stopped.",
        "Volodymyr V. Petrenko spoke.|He left.",
        "They took the hill... |Then they stopped.",
        "Maj. Gen. Anton A. Koval said Russia took Basivka, Zhuravka, etc.|Ukraine denied it.",
        "The town (pop. 5,000) fell.|The bridge stands.",
        "Nothing changed after World War II.|The border stayed.",
        "1. The first point is here.|2. The second point is here.",
        "They hit the bridge.|Ukrainian forces withdrew.",
    ],
)
def test_english_abbreviations_and_numbers(written: str) -> None:
    assert split(written.replace("|", " ")) == [part.strip() for part in written.split("|")]


@pytest.mark.parametrize(
    "written",
    [
        "У с. Щербаки та смт. Краснопілля тривають бої.|У м. Суми пролунали вибухи.",
        "Пройшли 12 км.|Потім зупинилися.|Відійшли на 500 м. на південь.",
        "У 2024 р. Росія атакувала.|Усе змінилося влітку 2024 р.|Після того все стихло.",
        "За словами ген. О. Коваля, ворог відступив.|Речник В. В. Ткач мовчить.",
        "Знищено танки, гармати тощо.|Далі було тихо.",
        "Окупанти тиснуть у р-ні с. Піски.|Є загиблі.",
        "Втрати склали 3 тис. осіб.|Збитки сягають 2 млн. грн.|Відбудова триває.",
        "Він сказав: «Противник зазнав втрат…»|Пізніше додав інше.",
    ],
)
def test_ukrainian_abbreviations(written: str) -> None:
    assert split(written.replace("|", " ")) == written.split("|")


@pytest.mark.parametrize(
    "written",
    [
        "В г. Белгород и с. Новая Деревня гремели взрывы.|В марте 2024 г. Россия наступала.",
        "По данным на 10 ч. 30 мин. потерь нет.|Погибли 5 чел.|Ранены двое.",
        "Заняли 350 кв. км.|Силы отошли.|Пожар на ул. Ленина, д. 5.|Там дым.",
        "Погиб полк. И. И. Иванов.|В н.п. Попово идут бои.",
        "Потеряли танки, орудия и т. д.|Потом стихло.",
    ],
)
def test_russian_abbreviations(written: str) -> None:
    assert split(written.replace("|", " ")) == written.split("|")


def test_quotation_goes_on_in_lower_case_or_after_a_dash() -> None:
    assert split('"We hold!" he said. "They left."') == ['"We hold!" he said.', '"They left."']
    assert split("«Ми стоїмо!» — сказав Коваль. Усе.") == ["«Ми стоїмо!» — сказав Коваль.", "Усе."]
    assert split("«Мы победим!» — Генштаб. Точка.") == ["«Мы победим!» — Генштаб.", "Точка."]


def test_domain_name_is_no_sentence_end() -> None:
    assert split("See Gazeta.Info for the map of the front.") == ["See Gazeta.Info for the map of the front."]


def test_headings_stand_on_their_own_line_without_a_full_stop() -> None:
    text = "Bridge is hit near Sumy\n\nA drone hit it.\n\nWhat comes next?\n\nNobody knows. It burns."
    found = [(text[s.start : s.end], s.is_heading, s.paragraph) for s in split_sentences(text)]
    assert found == [
        ("Bridge is hit near Sumy", True, 0),
        ("A drone hit it.", False, 1),
        ("What comes next?", True, 2),
        ("Nobody knows.", False, 3),
        ("It burns.", False, 3),
    ]


def test_lone_line_and_list_of_news_are_no_headings() -> None:
    assert not split_sentences("Drones struck Kharkiv overnight")[0].is_heading
    text = (
        "Drones hit Sumy\nShells fell on Vovchansk\nA bridge burned in Sudzha\nTwo died.\nFire in Izium\nEnd."
    )
    assert [s.is_heading for s in split_sentences(text)].count(True) == 1


def test_line_that_opens_a_list_is_no_heading() -> None:
    text = "Losses:\n\nDuring the night these objects fell on the district:\n- 2 drones;\n- 11 bombs.\nAll."
    assert [s.is_heading for s in split_sentences(text)] == [True, False, False, False, False]


def test_marked_heading_counts_even_with_a_full_stop() -> None:
    text = "It burns.\n\nA drone hit the bridge."
    assert [s.is_heading for s in split_sentences(text, headings=frozenset({0}))] == [True, False]


def test_huge_line_is_split_in_linear_time() -> None:
    text = "A drone fell near Sumy. " * 40_000
    assert len(split_sentences(text)) == 40_000


@given(st.text(alphabet="aбВЇ .!?…\n«»\"'()—19№", max_size=200))
def test_sentences_cover_all_that_is_visible_in_order(text: str) -> None:
    sentences = split_sentences(text)
    covered = "".join(text[sentence.start : sentence.end] for sentence in sentences)
    assert "".join(covered.split()) == "".join(text.split())
    ends = [position for s in sentences for position in (s.start, s.end)]
    assert ends == sorted(ends)
    assert all("\n" not in text[s.start : s.end] for s in sentences)


@pytest.mark.parametrize("number", ["4. ", "4) "])
def test_numbered_title_over_a_paragraph_is_a_heading(number: str) -> None:
    text = f"{number}Kostiantynivka\n\nBombs fell on the city. Two people died."
    assert [sentence.is_heading for sentence in split_sentences(text)] == [True, False, False]


def test_entries_of_a_numbered_list_are_no_headings() -> None:
    text = "The brigade lost:\n1. Two tanks\n2. Three guns\n3. A lorry\n\nIt left the town."
    headings = [text[s.start : s.end] for s in split_sentences(text) if s.is_heading]
    assert headings == ["The brigade lost:"]
