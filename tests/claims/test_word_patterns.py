import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.claims.language.word_patterns import compile_words

words = st.text(alphabet="ab* -", min_size=1, max_size=5).filter(lambda word: word.strip("* -") != "")


def plain(listed: list[str]) -> re.Pattern[str]:
    parts = [re.escape(word).replace(r"\*", r"[\w'’-]*") for word in listed]
    return re.compile(r"(?<!\w)(?:" + "|".join(sorted(parts, key=len, reverse=True)) + r")(?!\w)")


@given(st.lists(words, min_size=1, max_size=8), st.text(alphabet="ab -'", max_size=30))
def test_finds_what_a_plain_alternation_finds(listed: list[str], text: str) -> None:
    found = [match.span() for match in compile_words(listed).finditer(text)]
    assert found == [match.span() for match in plain(listed).finditer(text)]


@pytest.mark.parametrize(
    ("listed", "text", "found"),
    [
        (["plan", "plan to"], "they plan to go", ["plan to"]),
        (["plan*"], "planned, unplanned", ["planned"]),
        (["*losses"], "losses of men, manlosses", ["losses", "manlosses"]),
        (["штурм*", "штаб"], "штурмова група, штабу", ["штурмова"]),
        ([], "anything", []),
    ],
)
def test_words_are_found_whole(listed: list[str], text: str, found: list[str]) -> None:
    assert compile_words(listed).findall(text) == found
