import hashlib
import time

import pytest

from geo.errors import ArticleError
from geo.reading.article import Draft, build_article, make_article

BODY = "Shells fell on the village all night, the mayor said. Two houses burned."


def test_id_is_the_hash_of_the_text() -> None:
    article = make_article(f"  {BODY}\r\n", source="pasted")
    assert article.text == BODY
    assert article.id == hashlib.sha256(BODY.encode()).hexdigest()[:16]


def test_headline_is_the_title_and_stays_in_the_text() -> None:
    article = make_article(f"Village is hit\n\n{BODY}", source="pasted")
    assert article.title == "Village is hit"
    assert article.text.startswith("Village is hit\n\n")
    assert [sentence.is_heading for sentence in article.sentences] == [True, False, False]


def test_bold_headline_after_a_standfirst_is_the_title() -> None:
    article = make_article(f"The raid had several aims.\n**Village is hit**\n\n{BODY}", source="pasted")
    assert article.title == "Village is hit"


def test_given_title_wins_and_is_one_line() -> None:
    assert make_article(BODY, source="pasted", title=" A\u2028B\n<b> ").title == "A B <b>"


def test_no_headline_no_title() -> None:
    assert make_article(BODY, source="pasted").title is None


@pytest.mark.parametrize("stamp", ["Published: 2025-11-24", "Опубликовано: 24.11.2025", "24 November 2025"])
def test_date_of_publication_is_no_title(stamp: str) -> None:
    text = f"{stamp}\n\nBridge is hit\n\nA drone hit a bridge in Sudzha on Monday."
    assert make_article(text, source="pasted").title == "Bridge is hit"


def test_late_heading_is_no_title() -> None:
    text = "\n".join([BODY, "More came.", "It ended.", "The night", BODY + " Fire."])
    assert make_article(text, source="pasted").title is None


def test_notices_of_the_draft_come_first() -> None:
    article = build_article(Draft(text=f"{BODY}\nShare", source="x", notices=("Note.",)))
    assert article.notices == ("Note.", "Left out 1 line of page furniture.")


@pytest.mark.parametrize("text", ["", " \n ", "Share\nRead more", "\x00\u200b"])
def test_nothing_left_is_an_error(text: str) -> None:
    with pytest.raises(ArticleError, match="holds no text"):
        make_article(text, source="pasted")


@pytest.mark.parametrize(
    "part",
    [
        "**a ",
        "_a ",
        "[",
        "[a](",
        "(",
        '"',
        ". ",
        "<!--",
        "1",
        "30 March 2025 ",
        "т. д. ",
        "A. ",
        "> ",
        "#",
        "a\n",
        "2025",
    ],
)
def test_hostile_repetition_takes_no_longer_than_its_length_asks(part: str) -> None:
    text = "Shells fell. " + part * (60_000 // len(part))
    start = time.process_time()
    build_article(Draft(text=text, source="x", is_markdown=True))
    # A tenth of that is usual; quadratic behaviour takes minutes.
    assert time.process_time() - start < 3
