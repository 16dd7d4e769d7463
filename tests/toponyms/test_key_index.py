"""Where a name may begin is told by its opening; what is no name there costs only a look."""

import pytest

from geo.pipeline import Frontline
from geo.toponyms._key_index import OPENING, KeySums, Openings, pack_openings, pack_sums
from geo.toponyms.names import fold

KEYS = ["kursk", "nova kahovka", "zaporizzia", "pokrovsk~", "mal+ serbaki"]


@pytest.mark.parametrize(
    ("word", "begins"),
    [
        ("kursk", True),
        ("kurskij", False),  # shorter than an opening: the whole word or nothing
        ("nova", True),
        ("novaja", False),
        ("kahovka", False),
        ("zaporozskij", False),
        ("zaporizkij", True),
        ("pokrovskomu", True),
        ("malij", True),
        ("", False),
    ],
)
def test_openings_of_words(word: str, *, begins: bool) -> None:
    openings = Openings(pack_openings(KEYS))
    assert openings.find(["in", word, "and"]) == ({1} if begins else set())


def test_openings_are_few_letters() -> None:
    assert max(map(len, pack_openings(KEYS).decode().split("\0"))) == OPENING + 1
    assert Openings(pack_openings([])).find(["kursk"]) == set()


def test_every_name_of_the_gazetteer_begins_with_an_opening() -> None:
    names = ["Kursk", "Нова Каховка", "Niu-York", "Щербаки", "Grafovka", "Великая Новосёлка", "Chasiv Yar"]
    words = [fold(name).split(" ")[0] for name in names]
    assert Frontline().gazetteer._openings.find(words) == set(range(len(words)))


def test_sums_hold_their_keys() -> None:
    sums = KeySums(pack_sums(KEYS))
    assert [sums.may_hold(key) for key in (*KEYS, "sudza")] == [True] * len(KEYS) + [False]
