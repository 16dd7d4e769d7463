"""Which times a claim may be of: those of its sentence, those told before, or none."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from geo.claims.deciding import Judge
from geo.claims.timing.weigh_times import AS_TOLD, UNTOLD
from geo.models import DateBasis, Published
from geo.pipeline import Frontline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.claims.kinds.triggering import Draft
    from geo.claims.weights import Option
    from geo.models import Reading, TimeSpan

DAY = Published(start=dt.date(2025, 3, 30), end=dt.date(2025, 3, 30), basis=DateBasis.GIVEN)


@pytest.fixture(scope="module")
def frontline() -> Frontline:
    return Frontline()


def last_options(text: str, frontline: Frontline) -> list[Option[TimeSpan | None]]:
    """Return what was offered for the last claim of a text."""
    offered: list[Sequence[Option[TimeSpan | None]]] = []
    plain = Judge.share_out

    def listen(
        judge: Judge, task: str, options: Sequence[Option[TimeSpan | None]], draft: Draft
    ) -> list[tuple[Option[TimeSpan | None], float]]:
        if task == "times":
            offered.append(options)
        return plain(judge, task, options, draft)

    with mock.patch.object(Judge, "share_out", listen):
        read(text, frontline)
    return list(offered[-1])


def read(text: str, frontline: Frontline) -> Reading:
    return frontline.read_text(text, source="note", published=DAY)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Russian drones struck Sumy on March 28.", [None, "March 28"]),
        ("On March 28 drones struck Sumy. Shells hit Okhtyrka on Saturday.", [None, "Saturday", "March 28"]),
        ("On March 28 drones struck Sumy. Two days later a man was killed there.", [None]),
        ("Last week shells hit Sumy.\n\nTwo people were killed in Okhtyrka.", [None, "Last week"]),
        ("On March 28 shells hit Sumy.\n\nTwo people were killed in Okhtyrka.", [None, "March 28"]),
        ("In 2024 Russian troops took Avdiivka. Shells hit Sumy.", [None]),
        ("Fighting goes on near Vovchansk.", [None, "goes on"]),
    ],
)
def test_times_offered(text: str, offered: list[str | None], frontline: Frontline) -> None:
    found = [one.value.as_written if one.value else None for one in last_options(text, frontline)]
    assert found == offered


def test_what_has_happened_is_of_no_day_to_come(frontline: Frontline) -> None:
    text = "Russian troops captured Toretsk, and talks are to begin next week."
    assert [one.value for one in last_options(text, frontline)] == [None]


def test_margins_of_none_and_of_what_goes_on(frontline: Frontline) -> None:
    strike = last_options("Russian drones struck Sumy on March 28.", frontline)
    assert [one.margin for one in strike] == [UNTOLD, 0]
    control = last_options("Yunakivka remains under the control of Ukrainian troops.", frontline)
    assert [one.margin for one in control] == [0, AS_TOLD]
    assert [one.is_ruled for one in control] == [False, True]


@pytest.mark.parametrize(
    ("text", "days", "inferences"),
    [
        ("On March 28 drones struck Sumy.\n\nTwo people were killed in Okhtyrka.", (28, 28), True),
        ("Russian drones struck Sumy on March 28.", (28, 28), False),
    ],
)
def test_time_told_before_is_an_inference(
    text: str, days: tuple[int, int], *, inferences: bool, frontline: Frontline
) -> None:
    claim = read(text, frontline).claims[-1]
    assert claim.time is not None
    assert claim.time.start == dt.date(2025, 3, days[0])
    assert claim.time.end == dt.date(2025, 3, days[1])
    assert ("time" in claim.inferences) is inferences
