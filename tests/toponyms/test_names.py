import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.toponyms.names import bounded_distance, fold, loosen, tokenise


@pytest.mark.parametrize(
    "spellings",
    [
        ("Щербаки", "Shcherbaky", "Shcherbaki", "Schtscherbaky", "Ŝerbaki", "Ščerbaky"),
        ("Київ", "Kyiv", "Kyyiv", "Kyjiv"),
        ("Киев", "Kiev", "Kiyev", "Kiew"),
        ("Запоріжжя", "Zaporizhzhia", "Zaporizhzhya", "Zaporizhia", "Zaporižžja"),
        ("Куп'янськ", "Куп’янськ", "Купʼянськ", "Купянск", "Kupiansk", "Kup'yansk", "Kupyans'k"),
        ("Мар'їнка", "Марьинка", "Marinka", "Mariinka", "Maryinka"),
        ("Нью-Йорк", "Niu-York", "Nyu York", "Niu York"),
        ("Новосёловка", "Новоселовка", "Novosyolovka", "Novoselovka"),
        ("Гуляйполе", "Huliaipole", "Hulyaypole", "Gulyaipole", "Guljajpole"),
        ("Великий Бурлук", "Velykyi Burluk", "Velykyy Burluk", "Velyky Burluk", "Velykij Burluk"),
        ("Згурівка", "Zghurivka"),
        ("Євпаторія", "Yevpatoriia", "Yevpatoriya", "Евпатория"),
        ("Вугледар", "Vuhledar", "Vugledar"),
        ("Александровка", "Aleksandrovka", "Alexandrovka"),
        ("Донецьк", "Donetsk", "Донецк"),
        ("St. Petersburg", "Saint Petersburg", "St Petersburg"),
    ],
)
def test_spellings_of_one_name_fold_alike(spellings: tuple[str, ...]) -> None:
    assert {fold(spelling) for spelling in spellings} == {fold(spellings[0])}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Покровськ", "Покровське"),
        ("Степове", "Стенове"),
        ("Миколаїв", "Миколаївка"),
        ("Хотін", "Готін"),
        ("Жовте", "Шовте"),
        ("Київ", "Киев"),
    ],
)
def test_distinct_names_stay_apart(left: str, right: str) -> None:
    assert fold(left) != fold(right)


def test_stress_marks_and_mixed_alphabets_do_not_matter() -> None:
    assert fold("Степове\u0301") == fold("Степове")
    assert fold("Киiв") == fold("Київ")


def test_a_name_without_letters_has_no_skeleton() -> None:
    assert fold("«…» — !") == ""


@given(st.text(max_size=60))
def test_folding_a_skeleton_of_any_text_is_ascii_and_trimmed(text: str) -> None:
    key = fold(text)
    assert key.isascii()
    assert key == " ".join(key.split())


@given(st.text(max_size=200))
def test_token_spans_lie_in_the_text_and_in_order(text: str) -> None:
    tokens = tokenise(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(left.end <= right.start for left, right in itertools.pairwise(tokens))


def test_possessive_is_left_out_of_the_token() -> None:
    text = "Belgorod’s and Sumy's roads"
    assert [text[t.start : t.end] for t in tokenise(text)][:3] == ["Belgorod", "and", "Sumy"]


def test_markdown_and_quotes_part_words() -> None:
    text = "**Покровськ**, [«Суджа»](x) _Sumy_"
    assert [t.key for t in tokenise(text)] == ["pokrovsk", "sudja", "ks", "sumi"]


def test_only_a_blank_or_a_hyphen_joins_words() -> None:
    joins = {t.key: t.joins_next for t in tokenise("Chasiv Yar, Niu-York. Velyka\nNovosilka\n\nSumy")}
    assert joins["qasiv"]
    assert not joins["iar"]
    assert joins["niu"]
    assert not joins["erk"]
    assert joins["velika"]
    assert not joins["novosilka"]


@pytest.mark.parametrize("form", ["Mala", "Mali", "Malyi", "Maly", "Малая", "Малые", "Мале"])
def test_endings_of_size_words_can_be_loosened(form: str) -> None:
    assert loosen(fold(f"{form} Shcherbaky")) == "mal+ wqerbaki"


@pytest.mark.parametrize(
    ("left", "right", "limit", "expected"),
    [
        ("baxmut", "baxmut", 1, 0),
        ("baxmut", "baxmtu", 1, 1),
        ("baxmut", "baxmit", 1, 1),
        ("baxmut", "baxmuta", 1, 1),
        ("baxmut", "baksmut", 1, None),
        ("baxmut", "baksmut", 2, 2),
        ("", "ab", 2, 2),
        ("", "abc", 2, None),
    ],
)
def test_distance_is_bounded(left: str, right: str, limit: int, expected: int | None) -> None:
    assert bounded_distance(left, right, limit=limit) == expected


@given(st.text("abcd", max_size=6), st.text("abcd", max_size=6))
def test_distance_is_symmetric(left: str, right: str) -> None:
    assert bounded_distance(left, right, limit=6) == bounded_distance(right, left, limit=6)
