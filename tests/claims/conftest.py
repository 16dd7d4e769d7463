"""The whole chain, so that claim rules are tested on the mentions they really get."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from geo.models import DateBasis, Published, Reading
from geo.pipeline import Frontline

DAY = Published(start=dt.date(2025, 3, 30), end=dt.date(2025, 3, 30), basis=DateBasis.GIVEN)

Read = Callable[[str], Reading]


@pytest.fixture(scope="session")
def read() -> Read:
    """Return a function from a text to its reading."""
    frontline = Frontline()

    def read_text(text: str) -> Reading:
        return frontline.read_text(text, source="note", published=DAY)

    return read_text
