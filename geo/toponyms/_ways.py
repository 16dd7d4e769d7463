"""How good a match is, and its word: by what its spelling is to the place, and how the key follows."""

from __future__ import annotations

from enum import IntEnum

from geo.toponyms._keys import QUALITY, How


class Kind(IntEnum):
    """What a spelling is to a place; doubtful if only an old map knows the place."""

    NAME = 0
    ALTERNATE = 1
    FORMER = 2
    DOUBTFUL = 3


_KIND_WORDS: dict[int, str] = {
    Kind.NAME: "name",
    Kind.ALTERNATE: "alternate",
    Kind.FORMER: "former",
    Kind.DOUBTFUL: "alternate",
}
_HOW_WORDS: dict[int, str] = {
    How.FORM: "inflected",
    How.TRANSLATED_FORM: "inflected",
    How.ADJECTIVE: "adjective",
}
_KIND_QUALITY = {Kind.NAME: 1.0, Kind.ALTERNATE: 0.95, Kind.FORMER: 0.9, Kind.DOUBTFUL: 0.8}
WAYS: tuple[tuple[tuple[float, str], ...], ...] = tuple(
    tuple(
        (round(_KIND_QUALITY[kind] * QUALITY[how], 3), _HOW_WORDS.get(how) or _KIND_WORDS[kind])
        for how in sorted(How)
    )
    for kind in sorted(Kind)
)
"""Quality and word of a match by what the spelling is to the place, then by how the key follows."""
