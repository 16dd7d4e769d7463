"""Whether the words around a trigger say that it is not so: negations and their scope, and denials."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.certainty.spot import BEHIND, Spot
from geo.models import Kind

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View

NEAR = 26
"""Letters before a trigger in which "not" is of its verb."""

AROUND = 20
"""Letters around a denial in which it says what it is of: «це заперечило»."""

OF_GROUND = frozenset(
    {
        Kind.ADVANCE,
        Kind.BUILDUP,
        Kind.CAPTURE,
        Kind.CONTROL,
        Kind.EVACUATION,
        Kind.GROUND_ATTACK,
        Kind.PRESENCE,
        Kind.PRISONERS,
        Kind.WITHDRAWAL,
    }
)
"""Kinds whose clause is denied by its verb: a town without light has been hit, for all that."""

_MOVING = frozenset(
    {Kind.ADVANCE, Kind.CAPTURE, Kind.EVACUATION, Kind.GROUND_ATTACK, Kind.PRISONERS, Kind.WITHDRAWAL}
)
"""Kinds of which it is said that they are impossible."""

_GAINING = frozenset({Kind.ADVANCE, Kind.CAPTURE, Kind.CONTROL, Kind.PRISONERS, Kind.EVACUATION})
"""Kinds that an attempt at is not, if it fails."""

_MANAGED = _GAINING | {Kind.PRESENCE}
# "The town could not be taken so far", "they did not manage to enlarge their bridgehead"
_NOT_MANAGED = re.compile(
    r"\b(?:could not|cannot|couldn't) (?:yet )?be (?:taken|captured|seized|held|reached|kept|supplied)\b"
    r"|\b(?:did|has|have|had) not (?:yet |so far )?(?:manage|succeed)(?:ed)?\b"
    r"|\b(?:attempts?|efforts?|attacks?)\b[^.;]{0,60}\b(?:been|were|was|remain\w*) unsuccessful\b"
)
_NOT = re.compile(r"\s*(?:(?!и\s|та\s|й\s)[\w'’-]+\s){0,4}не\s(?!лише|тільки|только)")
_FINITE_CYRILLIC = re.compile(r"(?:л[аио]?|ли|в|[нт]о|ут|ют|[еі]т|ять|уть|ють|є)\Z")
_PAST = re.compile(r"(?:ed|lost|left|held|fell|withdrew|hit|took|struck|went|drove|broke|sent|shot)\Z")
_AND = re.compile(r"(?<!\w)(?:and|but|і|та|й|а|але|и|но)\s\Z")
_STOP = re.compile(r"[,;:—]")
# What somebody is without is no deed, and "almost every pit" is many.
_WITHOUT = re.compile(
    r"(?:без|without)\s(?:an?\s|any\s)?[\w'-]+(?=\s)|(?<!\w)(?:мало|чи|чуть ли|едва ли) не(?!\w)"
)
_NO_SUBJECT = re.compile(
    r"\bno (?!confirmation|sign|word|doubt|report)(?:\w+ ){1,6}"
    r"(?:has|have|had|was|were|is|are)(?: been| known to be)?\s\Z"
)
# «Пострадавших, по словам губернатора, нет», «пострадавших в Лимане, …, нет»
_NONE_OF_THEM = re.compile(
    r"(?:\s(?:в|во|у|на)\s[^,.;:]{2,40})?\s*,[^,.;:]{3,60},\s*(?:нет|немає|нема|не было|не було)(?!\w)"
)
_TRIED = re.compile(r"\b(?:attempt|effort|спроб|попытк)\w*")
_FAILED = re.compile(
    r"\b(?:fail(?:ed|s)?|unsuccessful|not (?:yet )?(?:been )?success\w*|in vain|fruitless|came to nothing"
    r"|невдал\w+|марн\w+|провал\w+|безуспіш\w+|безрезультатн\w+|безуспешн\w+|неудач\w+|тщетн\w+|напрасн\w+)"
)
# «Перекидання резервів ніхто не зафіксував»
_NOBODY = re.compile(r"(?<!\w)(?:ніхто|никто) не(?!\w)|\bby (?:nobody|no one)\b")
_UNHURT = re.compile(
    r"(?<!\w)не (?:постражда|пострада|влучи|попал|долет|зазна|пошкоджен|поврежд"
    r"|створен|виявлен|зафікс|обнаруж|зафикс|замечен|поміч|наблюда|спостеріга|видно)"
    r"|\b(?:nobody|no one) (?:from|was|had)\b"
)
_NOT_DONE = {
    "en": re.compile(
        r"\b(?:has|have|had|did|does|do|was|were|is|are|can|could)(?: not|n't| never)\b"
        r"(?! (?:only|just|let up|stop\w*|ceas\w*|slow\w*|end\w*|abat\w*))"
    ),
    "cyrillic": re.compile(
        r"(?<!\w)не\s(?!припин|прекращ|прекрат|вщух|стих|утих|зупин|останавл|остано|менш|мене|більш|боле|больше"
        r"|перевищ|превыш|слабша|ослаб)"
        r"[\w'-]+(?:в|л|ла|ло|ли|ся|сь|вся|лся|є|ет|ють|ют|ут|уть|ить|ит|ять|ят|но|то|ено|ано)(?!\w)"
    ),
}
# What is denied stands before, as in "Kyiv rejected that: its troops still hold X".
_BACK = re.compile(r" (?:that|this|it|them|(?:the|these|those|such) (?:claim|report|statement)s?)\s*[:;.,—–]")
_SAYS_MORE = re.compile(
    r" but |, (?:stating|saying|adding|noting|insisting|claiming|maintaining) "
    r"| and (?:sa(?:id|y)|stated?|claim(?:ed)?|insist(?:ed)?|add(?:ed)?|report(?:ed)?|noted?"
    r"|maintain(?:ed)?|wr[oi]te)s? "
    # "The ministry, which denies targeting civilians, said …"
    r"|, (?:sa(?:id|ys)|stated|claim(?:ed|s)|insist(?:ed|s)|report(?:ed|s)|announced|wrote) "
)
# "No confirmed advances" are none; what is "not confirmed" is left open.
_NONE_CONFIRMED = re.compile(r"no confirmed\b")
# «Командування це заперечило, у селі тривають бої»
_DENIES_THIS = re.compile(r"(?<!\w)(?:це|это|цього|этого|цю|эту|ці|эти)(?!\w)")
_COUNTERING = re.compile(
    r"(?:counter(?:ing|s)?|combat(?:ing|ting)?|against|fight(?:ing)?|(?<!\w)(?:протиді|противодейств|боротьб|борьб)\w+)"
    r"(?: (?:з|с|со|із))?[ -]\Z"
)
_GOES_ON = re.compile(r",(?!\s(?:что|що|будто|ніби|нібито|якобы)(?!\w))")


def is_negated(spot: Spot) -> bool:
    """Tell whether the words of a clause say that its trigger is not so."""
    lexicon = spot.lexicon
    return (
        _is_negated_ahead(spot)
        or _is_negated_behind(spot)
        or lexicon["negation_far"].search(spot.ahead()) is not None
        or (spot.is_english and _NO_SUBJECT.search(spot.ahead()) is not None)
        or lexicon["none_after"].search(spot.behind().split(",", maxsplit=1)[0]) is not None
        or _NONE_OF_THEM.match(spot.view.between(spot.end, spot.view.end)) is not None
        or _is_undone(spot)
        or _is_of_nobody(spot)
    )


def _is_negated_ahead(spot: Spot) -> bool:
    """Tell whether the words before deny the trigger.

    "Does not cease to attack", "without a fight", "failed to hold X and withdrew" do not.
    """
    before = spot.ahead(NEAR)
    if "not only" in spot.ahead(2 * NEAR) + spot.words:
        return False
    if _AND.search(before) and (_PAST if spot.is_english else _FINITE_CYRILLIC).search(spot.verb):
        return False
    # What stands before a comma is denied of something else.
    before = _WITHOUT.sub(" ", _STOP.split(before)[-1])
    going_on = spot.lexicon["going_on"]
    return any(
        _NONE_CONFIRMED.match(before, match.start()) or not going_on.match(before[match.end() :].lstrip())
        for match in spot.lexicon["negation"].finditer(before)
    )


def _is_negated_behind(spot: Spot) -> bool:
    """Tell whether the verb behind its object is negated: «наступальних дій не проводив»."""
    if spot.is_english or _FINITE_CYRILLIC.search(spot.words):
        return False
    found = _NOT.match(spot.behind(BEHIND))
    return found is not None and spot.lexicon["going_on"].match(spot.behind()[found.end() :]) is None


def _is_undone(spot: Spot) -> bool:
    """Tell whether the clause speaks of what proves nothing, was prevented, cannot be or came to nothing."""
    lexicon = spot.lexicon
    if lexicon["no_proof"].search(spot.view.between(spot.view.start, spot.start)):
        return True
    if spot.kind is not Kind.REPELLED_ATTACK and lexicon["preventing"].search(spot.ahead().split(",")[-1]):
        return True
    if spot.kind in _MOVING and lexicon["impossible"].search(spot.clause):
        return True
    if spot.is_english and spot.kind in _MANAGED and _NOT_MANAGED.search(spot.clause):
        return True
    return (
        spot.kind in _GAINING
        and _TRIED.search(spot.clause) is not None
        and _FAILED.search(spot.clause) is not None
    )


def _is_of_nobody(spot: Spot) -> bool:
    """Tell whether nobody did or saw it, or the verb of a clause without a trigger is negated."""
    if spot.kind is not Kind.STRIKE and _NOBODY.search(spot.behind().split(",", maxsplit=1)[0]):
        return True
    if not spot.is_weighed:
        return False
    not_done = _NOT_DONE["en" if spot.is_english else "cyrillic"]
    return _UNHURT.search(spot.clause) is not None or (
        spot.kind in OF_GROUND and not_done.search(spot.clause) is not None
    )


def is_denied(view: View, start: int, lexicon: ClaimLexicon) -> bool:
    """Tell whether the sentence denies the claim: "denied that X had been lost", "its loss was denied"."""
    is_lie = view.search("rumours", lexicon) and view.search("lies", lexicon)
    if is_lie or _is_untrue(view, lexicon):
        return True
    match = view.search("denial", lexicon)
    if match is None or view.lower[: match.start()].endswith("beyond "):
        return False
    denial, behind = view.start + match.start(), view.start + match.end()
    gap = view.between(behind, start)
    if re.search(r"[:;]", gap):
        # "The rumour is not confirmed: the village is ours": what follows is not denied.
        return False
    if lexicon.language == "en":
        return _is_governed_by(view, denial, behind, start)
    is_of_this = _DENIES_THIS.search(view.between(denial - AROUND, behind + AROUND)) is not None
    return not (behind < start and is_of_this and _GOES_ON.search(gap))


def _is_untrue(view: View, lexicon: ClaimLexicon) -> bool:
    """Tell whether a sentence calls it untrue: not by naming a centre that counters disinformation."""
    match = view.search("untrue", lexicon)
    return match is not None and _COUNTERING.search(view.lower[: match.start()]) is None


def _is_governed_by(view: View, denial: int, behind: int, start: int) -> bool:
    """Tell whether an English denial is of the trigger at ``start``: before it, or behind in its clause."""
    if denial >= start:
        return denial < view.clause(start)[1]
    span = view.between(behind, start)
    return _BACK.match(span) is None and _SAYS_MORE.search(span) is None
