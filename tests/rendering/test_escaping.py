"""What a hostile article says is shown, never run."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.rendering.escaping import Highlight, Mark, escape_text, highlight_text

HOSTILE = "</script><img src=x onerror=alert(1)>{{7*7}}${x}`'\"\\\u2028end"

marks = st.builds(
    Mark, start=st.integers(0, 60), end=st.integers(0, 60), highlight=st.sampled_from(list(Highlight))
)


def test_hostile_text_keeps_its_characters_and_loses_its_force() -> None:
    escaped = escape_text(HOSTILE)
    assert html.unescape(escaped) == HOSTILE
    assert not re.search(r"[<>`$\{\}\"'\\\u2028]", escaped)


def test_overlapping_marks_make_flat_pieces() -> None:
    made = highlight_text(
        "abcdef",
        [
            Mark(start=0, end=4, highlight=Highlight.CLAIM),
            Mark(start=2, end=6, highlight=Highlight.NUMBER),
        ],
    )
    assert made == (
        '<mark class="fl-claim">ab</mark><mark class="fl-claim fl-number">cd</mark>'
        '<mark class="fl-number">ef</mark>'
    )


def test_stretch_is_cut_and_marks_are_clipped_to_it() -> None:
    made = highlight_text("0123456789", [Mark(start=0, end=5, highlight=Highlight.PLACE)], start=3, end=7)
    assert made == '<mark class="fl-place">34</mark>56'


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3)])
def test_empty_marks_are_left_out(start: int, end: int) -> None:
    made = highlight_text("0123456789", [Mark(start=start, end=end, highlight=Highlight.PLACE)])
    assert made == "0123456789"


@given(text=st.text(max_size=60), spans=st.lists(marks, max_size=6))
def test_text_survives_any_marks(text: str, spans: list[Mark]) -> None:
    made = highlight_text(text, spans)
    bare = re.sub(r'</mark>|<mark class="[a-z -]+">', "", made)
    assert "<" not in bare
    assert html.unescape(bare) == html.unescape(escape_text(text))
