"""How sure the text is: the words around a trigger, and who speaks, decide a claim's status."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.models import Role, Side, Status

if TYPE_CHECKING:
    from geo.claims.lexicon import ClaimLexicon
    from geo.claims.sentence_view import View
    from geo.models import Attribution

BEFORE = 48
"""Letters before a trigger in which a modal or a negation still governs it."""

BEHIND = 60
"""Letters behind a trigger in which its verb may follow, where the object comes first."""

_NOT = re.compile(r"\s*(?:(?!и\s|та\s|й\s)[\w'’-]+\s){0,4}не\s(?!лише|тільки|только)")
_FINITE_CYRILLIC = re.compile(r"(?:л[аио]?|ли|в|[нт]о|ут|ют|[еі]т|ять|уть|ють|є)\Z")
_TO = re.compile(r"\bto (?:\w+ly )?(?:\w+ (?:\w+ ){0,4}(?:and|or) )?\Z")
_FINITE = re.compile(r"(?:ed|ing|[^s]s|came|took|went|made)\Z")
# «Пострадавших, по словам губернатора, нет», «пострадавших в Лимане, …, нет»
_NONE_OF_THEM = re.compile(
    r"(?:\s(?:в|во|у|на)\s[^,.;:]{2,40})?\s*,[^,.;:]{3,60},\s*(?:нет|немає|нема|не було|не было)(?!\w)"
)
# What is denied stands before, as in "Kyiv rejected that: its troops still hold X".
_BACK = re.compile(r" (?:that|this|it|them|(?:the|these|those|such) (?:claim|report|statement)s?)\s*[:;.,—–]")
_INFINITIVE = {
    "uk": re.compile(r"(?<!втра)(?:ти|тися|тись)\Z"),
    "ru": re.compile(r"(?:ть|ти|чь|ться|тись)\Z"),
}

_HEARSAY_ROLES = frozenset({Role.MILBLOGGER, Role.MEDIA, Role.UNNAMED_OFFICIAL, Role.WITNESS, Role.OTHER})


def read_status(
    view: View,
    start: int,
    end: int,
    attribution: Attribution | None,
    lexicon: ClaimLexicon,
    *,
    trigger_is_noun: bool = False,
) -> tuple[Status, bool]:
    """Return the status of a claim whose trigger stands at ``start:end``, and whether it is negated."""
    first, last = view.clause(start)
    before = view.between(max(first, start - BEFORE), start)
    clause = view.between(first, last)
    near = before + view.between(start, end)
    behind = view.between(end, last).split(",")[0]
    # The loudest word of a claim may be "intends" itself.
    is_planned_ahead = lexicon["planned"].search(before) and not view.search(
        "not_planned", lexicon, first, last
    )
    if is_planned_ahead or lexicon["planned"].fullmatch(view.between(start, end)):
        return Status.PLANNED, False
    if _is_hypothetical(view, start, end, lexicon, trigger_is_noun=trigger_is_noun):
        return Status.HYPOTHETICAL, False
    is_demanded = not trigger_is_noun and _is_demanded(view.between(start, end), attribution, lexicon)
    is_event_noun = trigger_is_noun and lexicon.language != "en"
    reach = max(first, start - 2 * BEFORE)
    lies_ahead = _lies_ahead(view, first, last, lexicon)
    if is_demanded or lies_ahead or (not is_event_noun and _is_purpose(view, reach, start, end, lexicon)):
        # What nobody who wages the war announces is a guess.
        is_of_a_party = attribution is not None and attribution.side in {Side.UA, Side.RU}
        return (Status.PLANNED if is_of_a_party or not lies_ahead else Status.HYPOTHETICAL), False
    if _is_denied(view, start, lexicon):
        return Status.DENIED, True
    negated = _is_negated_ahead(before[-26:], lexicon) and "not only" not in near
    negated = negated or _is_negated_behind(view, start, end, last, lexicon)
    negated = negated or lexicon["negation_far"].search(before) is not None
    negated = negated or lexicon["none_after"].search(behind) is not None
    negated = negated or _NONE_OF_THEM.match(view.between(end, view.end)) is not None
    is_planned = lexicon["planned_behind"].search if trigger_is_noun else lexicon["planned_behind"].match
    if is_planned(behind.lstrip()):
        return Status.PLANNED, negated
    return _certainty(view, clause, attribution, lexicon), negated


def _is_negated_ahead(before: str, lexicon: ClaimLexicon) -> bool:
    """Tell whether the words before deny the trigger; "does not cease to attack" does not."""
    return any(
        lexicon["going_on"].match(before[match.end() :].lstrip()) is None
        for match in lexicon["negation"].finditer(before)
    )


def _is_negated_behind(view: View, start: int, end: int, last: int, lexicon: ClaimLexicon) -> bool:
    """Tell whether the verb behind its object is negated: «наступальних дій не проводив»."""
    if lexicon.language == "en" or _FINITE_CYRILLIC.search(view.between(start, end)):
        return False
    found = _NOT.match(view.between(end, min(last, end + BEHIND)))
    return found is not None and lexicon["going_on"].match(view.between(end + found.end(), last)) is None


def _is_hypothetical(
    view: View, start: int, end: int, lexicon: ClaimLexicon, *, trigger_is_noun: bool
) -> bool:
    first, last = view.clause(start)
    words = view.between(start, end)
    if lexicon["modals"].fullmatch(words) or lexicon["hypothetical"].fullmatch(words):
        return True
    if view.lower.startswith(("had ", "were ", "should ")):
        # "Had the town been taken, the road would be cut."
        return True
    if view.search("hypothetical", lexicon, max(first, start - 2 * BEFORE), start):
        return True
    nearly = view.between(max(first, start - BEFORE), start).rstrip()
    if view.text.rstrip().endswith("?") or any(
        match.end() == len(nearly) for match in lexicon["nearly"].finditer(nearly)
    ):
        return True
    behind = view.between(end, min(last, end + 60))
    # "Losing it would expose the road": what the clause opens with is its subject.
    is_subject = start == first and words.endswith("ing")
    return lexicon["modals"].match(behind.lstrip()) is not None or (
        (trigger_is_noun or is_subject or lexicon.language != "en")
        and lexicon["modals"].search(behind) is not None
    )


def _is_purpose(view: View, first: int, start: int, end: int, lexicon: ClaimLexicon) -> bool:
    """Tell whether the trigger is an infinitive that nothing before it makes a deed: "the order to seize X".

    "Managed to enter" and "continue to hold" are deeds; the words that make them so are a list, those
    that do not are without end.
    """
    words = view.between(start, end)
    before = view.between(first, start)
    if lexicon.language == "en":
        governed = _TO.search(before)
        return (
            governed is not None
            and not _FINITE.search(words.split()[0])
            and lexicon["deeds_to"].search(before[: governed.start()].split(",")[-1]) is None
        )
    if not _INFINITIVE[lexicon.language].search(words.split()[0]):
        return False
    # «Перехватить удалось 71 дрон»: what makes it a deed may stand behind.
    behind = view.between(end, end + BEHIND).lstrip().removeprefix("не ")
    return lexicon["deeds_to"].search(before) is None and lexicon["deeds_to"].match(behind) is None


def _is_demanded(words: str, attribution: Attribution | None, lexicon: ClaimLexicon) -> bool:
    """Tell whether the verb is what somebody wants another to do: "insists that Ukraine pull out"."""
    if attribution is None or lexicon["demanding"].fullmatch(attribution.cue.lower()) is None:
        return False
    return _FINITE.search(words.split(maxsplit=1)[0]) is None


def _lies_ahead(view: View, first: int, last: int, lexicon: ClaimLexicon) -> bool:
    """Tell whether the clause is in the future tense: «двинутся на север», «до зими відселять».

    English says "will", which stands before what is planned.
    """
    if lexicon.language == "en":
        return False
    return view.search("future", lexicon, first, last) is not None or any(
        time.is_future and first <= time.start < last for time in view.times
    )


def _is_denied(view: View, start: int, lexicon: ClaimLexicon) -> bool:
    """Tell whether the sentence denies the claim: "denied that X had been lost", "its loss was denied"."""
    is_lie = view.search("rumours", lexicon) and view.search("lies", lexicon)
    if is_lie or view.search("untrue", lexicon):
        return True
    match = view.search("denial", lexicon)
    if match is None:
        return False
    if re.search(r"[:;]", view.between(view.start + match.end(), start)):
        # "The rumour is not confirmed: the village is ours": what follows is not denied.
        return False
    return lexicon.language != "en" or _is_governed_by(view, view.start + match.start(), match.end(), start)


def _is_governed_by(view: View, denial: int, behind: int, start: int) -> bool:
    """Tell whether an English denial is of the trigger at ``start``: before it, or behind in its clause."""
    if denial >= start:
        return denial < view.clause(start)[1]
    span = view.between(view.start + behind, start)
    return _BACK.match(span) is None and " and said" not in span and " but " not in span


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
