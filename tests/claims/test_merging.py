"""What an article says twice is one claim, unless it looks back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from geo.models import Kind

if TYPE_CHECKING:
    from tests.claims.conftest import Read


def test_look_back_is_no_restatement_of_what_has_no_time(read: Read) -> None:
    claims = read(
        "Ukrainian soldiers entered Kursk Oblast.\n\nDrones hit Sumy on 28 March 2025.\n\n"
        "In March 2024 Ukrainian soldiers entered Kursk Oblast."
    ).claims
    advances = [claim for claim in claims if claim.kind is Kind.ADVANCE]
    assert [claim.time and claim.time.start for claim in advances] == [None, dt.date(2024, 3, 1)]
