"""A town that somebody claims: the verb of saying is all that tells of its capture."""

from typing import TYPE_CHECKING

import pytest

from geo.models import Kind, Side, Status

if TYPE_CHECKING:
    from tests.claims.conftest import Read


@pytest.mark.parametrize(
    ("text", "actor", "places"),
    [
        ("Moscow claims Siversk.", Side.RU, ["Siversk"]),
        ("Moscow claims Shcherbaky, a village near Orikhiv.", Side.RU, ["Shcherbaky"]),
        ("Russia has claimed the village of Shcherbaky near Orikhiv.", Side.RU, ["Shcherbaky"]),
        ("Ukraine has claimed control of Kupiansk.", Side.UA, ["Kupiansk"]),
    ],
)
def test_claimed_town_is_a_capture_that_is_claimed(
    read: "Read", text: str, actor: Side, places: list[str]
) -> None:
    reading = read(text)
    (claim,) = reading.claims
    assert (claim.kind, claim.actor, claim.status) == (Kind.CAPTURE, actor, Status.CLAIMED)
    assert [reading.mentions[ref.mention].text for ref in claim.places][:1] == places


@pytest.mark.parametrize(
    "text", ["Moscow claims Pokrovsk is encircled.", "The fire claimed Pokrovsk's last bakery on Monday."]
)
def test_town_of_which_something_is_claimed_is_not_captured(read: "Read", text: str) -> None:
    assert Kind.CAPTURE not in {claim.kind for claim in read(text).claims}
