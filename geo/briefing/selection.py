"""Which claims of an extract a briefing is about."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from geo.models import Use
from geo.rendering.basemap import load_basemap
from geo.rendering.figure import find_region

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from geo.models import Claim, Extract, Reading
    from geo.settings import Settings


def claims_in_region(extract: Extract, region: str, *, settings: Settings) -> Extract:
    """Return ``extract`` with only the claims that name a place in the oblast ``region``.

    A claim whose place is ambiguous stays if one candidate lies there; one that names no place at
    all is left out, since nothing ties it to the oblast. Articles without a claim left are dropped.

    Raises
    ------
    ExportError
        If no oblast is called so.
    """
    name, _ = find_region(load_basemap(settings.data_dir), region)
    return _keep(extract, lambda reading, claim: name in _oblasts(reading, claim))


def claims_of(extract: Extract, claim_ids: Collection[str]) -> Extract:
    """Return ``extract`` with only the claims of ``claim_ids``, as ticked by an analyst."""
    wanted = frozenset(claim_ids)
    return _keep(extract, lambda _, claim: claim.id in wanted)


def _keep(extract: Extract, is_wanted: Callable[[Reading, Claim], bool]) -> Extract:
    readings = (
        dataclasses.replace(
            reading, claims=tuple(claim for claim in reading.claims if is_wanted(reading, claim))
        )
        for reading in extract.readings
    )
    return dataclasses.replace(extract, readings=tuple(reading for reading in readings if reading.claims))


def _oblasts(reading: Reading, claim: Claim) -> set[str | None]:
    mentions = (reading.mentions[ref.mention] for ref in claim.places)
    resolutions = [mention.resolution for mention in mentions if mention.use is Use.PLACE]
    found: set[str | None] = set()
    for resolution in resolutions:
        if resolution is None:
            continue
        if resolution.place is not None:
            found.add(resolution.place.admin1)
        else:
            found.update(candidate.place.admin1 for candidate in resolution.candidates)
    return found
