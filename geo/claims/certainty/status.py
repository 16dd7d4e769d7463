"""How sure the text is: the words around a trigger, and who speaks, decide a claim's status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.claims.certainty.denying import is_denied, is_negated
from geo.claims.certainty.spot import BEFORE, Spot
from geo.claims.certainty.unhappened import is_failed, is_hypothetical, is_planned, is_purpose, lies_ahead
from geo.models import Role, Side, Status

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.models import Attribution

_HEARSAY_ROLES = frozenset({Role.MILBLOGGER, Role.MEDIA, Role.UNNAMED_OFFICIAL, Role.WITNESS, Role.OTHER})


def read_status(spot: Spot, told: Attribution | None) -> tuple[Status, bool]:
    """Return the status of a claim by its trigger, and whether it is negated; ``told`` is who says it."""
    unhappened = _read_unhappened(spot, told)
    if unhappened is not None:
        return unhappened, False
    if is_denied(spot.view, spot.start, spot.lexicon):
        return Status.DENIED, True
    negated = is_negated(spot) or is_failed(spot)
    planned_behind = spot.lexicon["planned_behind"]
    is_set = planned_behind.search if spot.is_noun else planned_behind.match
    if is_set(spot.behind().split(",", maxsplit=1)[0].lstrip()):
        return Status.PLANNED, negated
    return _certainty(spot.view, spot.clause, told, spot.lexicon), negated


def _read_unhappened(spot: Spot, told: Attribution | None) -> Status | None:
    """Return planned or hypothetical where the words say so."""
    planned = spot.lexicon["planned"]
    # The loudest word of a claim may be "intends" itself.
    is_ahead = planned.search(spot.ahead(BEFORE)) and not spot.lexicon["not_planned"].search(spot.clause)
    if is_ahead or planned.fullmatch(spot.words):
        return Status.PLANNED
    if is_hypothetical(spot):
        return Status.HYPOTHETICAL
    if is_planned(spot, told):
        return Status.PLANNED
    is_event_noun = spot.is_noun and not spot.is_english
    is_to_come = lies_ahead(spot)
    if is_to_come or (not is_event_noun and is_purpose(spot)):
        # What nobody who wages the war announces is a guess.
        is_of_a_party = told is not None and told.side in {Side.UA, Side.RU}
        return Status.PLANNED if is_of_a_party or not is_to_come else Status.HYPOTHETICAL
    return None


def _certainty(view: View, clause: str, attribution: Attribution | None, lexicon: ClaimLexicon) -> Status:
    if view.search("unconfirmed", lexicon):
        return Status.UNCONFIRMED
    if lexicon["rumours"].search(clause):
        return Status.REPORTED
    if lexicon["geolocated"].search(clause) or (
        attribution is not None and attribution.role is Role.OSINT and view.search("geolocated", lexicon)
    ):
        return Status.GEOLOCATED
    if attribution is None:
        return Status.REPORTED if view.search("hearsay", lexicon) else Status.ASSERTED
    is_cued = attribution.end > view.start
    return _of_speaker(clause, attribution, lexicon, is_cued=is_cued)


def _of_speaker(clause: str, attribution: Attribution, lexicon: ClaimLexicon, *, is_cued: bool) -> Status:
    """Return how sure a claim is by who says it and with which verb; what he confirmed before is not this."""
    is_foreign_ministry = attribution.role is Role.MINISTRY and attribution.side is Side.OTHER
    if (
        is_foreign_ministry
        or attribution.role is Role.THINK_TANK
        or lexicon["assessing"].search(attribution.cue.lower())
    ):
        return Status.ASSESSED
    if lexicon["hearsay"].search(clause):
        return Status.REPORTED
    if is_cued and lexicon["confirming"].search(attribution.cue.lower()):
        return Status.CONFIRMED
    is_party = attribution.role is Role.OTHER and attribution.side in {Side.UA, Side.RU}
    if (attribution.role in _HEARSAY_ROLES and not is_party) or attribution.role is Role.OSINT:
        return Status.REPORTED
    return Status.CLAIMED if attribution.side in {Side.UA, Side.RU} else Status.REPORTED
