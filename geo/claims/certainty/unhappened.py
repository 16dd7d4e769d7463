"""What is spoken of and has not happened: plans, demands, agreements, what would or could be.

Most words that say so stand right before a trigger. Some govern a whole clause: a particle that makes any
verb of it conditional, a way that a loss opens, an obligation. Where a claim was found by the clues of its
clause and not by a trigger, the verb may stand anywhere in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.certainty.spot import BEFORE, BEHIND, Spot
from geo.models import Kind

if TYPE_CHECKING:
    from geo.models import Attribution

MOST_OBJECT = 5
"""Words behind an infinitive among which the verb that governs it may stand: «форсувати річку пробують»."""

PARTICIPLE = 26
"""Letters before a verb in which its auxiliary stands."""

_TO = re.compile(r"\bto (?:\w+ly )?(?:\w+ (?:\w+ ){0,4}(?:and|or) )?\Z")
# "Is said to have taken it": only right before "to".
_REPORTED = re.compile(r"said|report\w*|claim\w*|believed|known|thought|understood|had")
_FINITE = re.compile(r"(?:ed|ing|[^s]s|came|took|went|made|held|kept|lost|fell|broke|withdrew|drove)\Z")
_ADVERB = re.compile(r"^(?:still|already|now|also|again)\s")
_PERFECT = re.compile(r"\b(?:has|have|had|was|were|is|are)\b")
_INFINITIVE = {
    "uk": re.compile(r"(?<!втра)(?<!прильо)(?:ти|тися|тись)\Z"),
    "ru": re.compile(r"(?:ть|ти|чь|ться|тись)\Z"),
}
_FAILED = re.compile(
    r"(?<!\w)не (?:змог|зміг|спром|зум|вдал|удал|вийшло|смог|сумел|получил)\w*(?:[\s.!»]*\Z|[,;])"
)
# «Если верить штабу» names who says it.
_IF_BELIEVED = re.compile(
    r"(?<!\w)(?:если|якщо) (?:верить|вірити|(?:\w+ )?не (?:помиля|ошиба)\w+)(?!\w)"
    r"|\bif [\w' ]{3,40} (?:is|are) to be (?:believed|trusted)\b"
)
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose|where|when|because|as|and)\b|,")
# «Відкрила б дорогу»; «я б сказав» and «хоча б» make nothing doubtful.
_WOULD = re.compile(r"(?<!\w)(?P<word>[\w'-]+)\s(?:б|би|бы)(?![\w'-])")
_NO_WOULD = re.compile(
    r"хоча|хотя|як|как|будто|ніби|наче|мов|де|где|хто|кто|куди|куда|коли|когда|що|что|вроде"
)
_BY_ME = re.compile(r"(?<!\w)я(?!\w)")
# «Мають виїхати», "are to leave"
_IS_TO = {
    "en": re.compile(
        r"\b(?:is|are|was|were) to (?!date\b|blame\b|be (?:believed|trusted|seen)\b)(?:be |have )?[a-z]+"
    ),
    "uk": re.compile(
        r"(?<!\w)ма(?:є|ють|в|ла|ли|ло|ємо)\s(?!змог|можлив|намір)"
        r"(?:[\w'-]+\s){0,3}?[\w'-]+(?:ти|тися|тись)(?!\w)"
        r"|(?<!\w)[\w'-]+(?:ти|тися|тись)\s(?:[\w'-]+\s){0,3}ма(?:є|ють|в|ли)(?!\w)"
    ),
}
# "To pull reserves away from X.": the answer to a question why.
_TO_DO = re.compile(r"\W*to [a-z]+ [^,;:]*\Z")
_ANY_INFINITIVE = re.compile(r"(?:ть|ти|чь|ться|тися|тись)\Z")
_ANY_FINITE = re.compile(r"(?:л[аио]?|лся|лась|лись|лося|лось|ет|ит|ут|ют|ят|є|ть)(?!\w)")
_PAST = re.compile(r"(?:л|ла|ло|ли|в)(?:ся|сь)?\Z")
_PREPARING = re.compile(
    r"(?<!\w)(?:готу(?:є|ють)|готов(?:ит|ят)|плану(?:є|ють)|планиру(?:ет|ют))(?:ся|сь)?(?!\w)"
    r"|(?<!\w)(?:пообеща|пообіця|пригроз|погрож)\w*"
)
# «Далі — рух на південний схід»
_NEXT = re.compile(r"\W*(?:далі|дальше|далее|next)\s*[—–:]")
_MAY = {
    "en": re.compile(
        r"(?<!that )(?<!which )(?<!who )\b(?:would|could|might|may|will|'ll|shall|must|should)\b"
    ),
    "cyrillic": re.compile(r"(?<!\w)(?:може|можуть|может|могут|зможе|зможуть|сможет|смогут)(?!\w)"),
}
# «Відкриває ворогу шлях на Ізюм»
_WAY = re.compile(
    r"(?<!\w)(?:відкри(?:ває|вають|є|ють)|откр(?:ывает|ывают|оет|оют))\s(?:[\w'-]+\s){0,2}(?:шлях|дорог|путь)\w?"
)
_DANGER = re.compile(
    r"(?P<why>через|із-за|из-за|ввиду|у зв'язку з|от|від)?(?:^|\s)"
    r"(?:загроз[аиуо]\w?|небезпек\w+|ризик\w*|угроз[аыуое]\w?|опасност\w+|риск\w*)\s(?:[\w'-]+\s){0,2}\Z"
)
# "Guns placed in Siversk could reach": the verb of the clause is "could".
_COULD = re.compile(r"\s(?P<gap>[^,;]{0,60}?)\b(?:could|might|would|may)\b")
# "A thrust to Tokmak, 35 km behind the line, would": what stands between commas tells of the place.
_APPOSED_MODAL = re.compile(
    r"(?![^,]* (?:has|have|had|was|were|is|killed|wounded)\b)[^,;:]{0,40}"
    r", (?!which|who|where|that|after|killing|wounding)\w[^,;:]{2,60}, (?:would|could|might|may)\b"
)
_NEW_CLAUSE = re.compile(
    r"\b(?:that|which|who|whom|what\w*|as|when|where\w*|so|and|or|but|if|it|they|he|she|we|than|because|after)\b"
)


def is_planned(spot: Spot, told: Attribution | None) -> bool:
    """Tell whether it is what somebody intends, demands, agrees to or is to do."""
    lexicon = spot.lexicon
    ahead = _widened(spot) if spot.is_loose else spot.ahead()
    return (
        lexicon["bargaining"].search(ahead) is not None
        or (spot.kind is Kind.EVACUATION and lexicon["advising"].search(ahead) is not None)
        or (spot.is_weighed and (_is_intended(spot, ahead) or _NEXT.match(ahead) is not None))
        or _is_to_be(spot)
        or (not spot.is_noun and _is_demanded(spot, told))
    )


def _widened(spot: Spot) -> str:
    """Return the clause of a trigger, with the one before it that ends with a colon or a dash.

    Two attacks "are being prepared: on A and on B", people "will be moved from villages — above all near A".
    """
    before = spot.view.between(spot.view.start, spot.first).rstrip()
    if spot.is_weighed and before.endswith((":", "—", "–")):
        return spot.view.between(spot.view.clause(spot.first - 1)[0], spot.last)
    return spot.clause


def _is_intended(spot: Spot, words: str) -> bool:
    """Tell whether a clause without a trigger has its verb in a wish or a plan."""
    if spot.is_english:
        return _TO_DO.match(words) is not None
    first = words.split(maxsplit=1)[:1]
    is_infinitive = bool(first) and _ANY_INFINITIVE.search(first[0]) is not None
    return (is_infinitive and _ANY_FINITE.search(words) is None) or _PREPARING.search(words) is not None


def _is_to_be(spot: Spot) -> bool:
    """Tell whether somebody is to do it, or was: "another 300 are to leave", «мала підірвати міст»."""
    pattern = _IS_TO.get(spot.lexicon.language)
    if pattern is None:
        return False
    if spot.is_weighed:
        return pattern.search(_widened(spot)) is not None
    match = pattern.search(spot.clause)
    return match is not None and (spot.is_noun or match.end() > spot.start - spot.first)


def _is_demanded(spot: Spot, told: Attribution | None) -> bool:
    """Tell whether the verb is what somebody wants another to do: "insists that Ukraine pull out"."""
    if told is None or not spot.view.start < told.end <= spot.start:
        return False
    if spot.lexicon["demanding"].fullmatch(told.cue.lower()) is None:
        return False
    verb = _ADVERB.sub("", spot.words).split(maxsplit=1)[:1]
    return (
        _FINITE.search("".join(verb)) is None and _PERFECT.search(spot.ahead(PARTICIPLE) + spot.words) is None
    )


def is_purpose(spot: Spot) -> bool:
    """Tell whether the trigger is an infinitive that nothing before it makes a deed: "the order to seize X".

    "Managed to enter" and "continue to hold" are deeds; the words that make them so are a list, those
    that do not are without end.
    """
    before, deeds = spot.ahead(2 * BEFORE), spot.lexicon["deeds_to"]
    if spot.is_english:
        governed = None if spot.is_weighed else _TO.search(before)
        return (
            governed is not None
            and not _FINITE.search(spot.verb)
            and not _makes_a_deed(deeds, before[: governed.start()].split(",")[-1])
        )
    if not _INFINITIVE[spot.lexicon.language].search(spot.verb):
        return False
    if spot.is_weighed and _ANY_FINITE.search(spot.clause):
        # Any word may be the loudest: «мости» only looks like an infinitive.
        return False
    if is_failed(spot):
        return False
    # «Перехватить удалось 71 дрон»: what makes it a deed may stand behind.
    behind = spot.view.between(spot.end, spot.end + BEHIND).split(",", maxsplit=1)[0].split()
    return deeds.search(before) is None and not any(deeds.match(word) for word in behind[:MOST_OBJECT])


def _makes_a_deed(deeds: re.Pattern[str], before: str) -> bool:
    """Tell whether what stands before "to" makes it done: "managed to", but not "said an operation to"."""
    return any(
        _REPORTED.fullmatch(match.group()) is None or not before[match.end() :].strip()
        for match in deeds.finditer(before)
    )


def is_failed(spot: Spot) -> bool:
    """Tell whether who was to do it could not: «просунутися до міста бригада так і не змогла»."""
    if spot.is_english or not _INFINITIVE[spot.lexicon.language].search(spot.verb):
        return False
    return _FAILED.search(spot.behind()) is not None


def lies_ahead(spot: Spot) -> bool:
    """Tell whether the clause is in the future tense: «двинутся на север», «до зими відселять».

    English says "will", which stands before what is planned.
    """
    if spot.is_english or _PAST.search(spot.verb):
        return False
    return spot.lexicon["future"].search(_widened(spot)) is not None or any(
        time.is_future and spot.first <= time.start < spot.last for time in spot.view.times
    )


def is_hypothetical(spot: Spot) -> bool:
    """Tell whether it is what could or would be, is asked, feared or nearly so."""
    lexicon, view = spot.lexicon, spot.view
    is_doubt = lexicon["hypothetical"].fullmatch(spot.words) is not None
    if lexicon["modals"].fullmatch(spot.words) or (
        is_doubt and not _IF_BELIEVED.match(view.between(spot.start, spot.last))
    ):
        return True
    if view.lower.startswith(("had ", "were ", "should ")) or view.text.rstrip().endswith("?"):
        # "Had the town been taken, the road would be cut."
        return True
    if lexicon["hypothetical"].search(_IF_BELIEVED.sub(" ", spot.ahead(2 * BEFORE))):
        return True
    nearly = spot.ahead(BEFORE).rstrip()
    if spot.is_english and spot.is_noun and _APPOSED_MODAL.match(view.between(spot.end, view.end)):
        return True
    is_near = any(match.end() == len(nearly) for match in lexicon["nearly"].finditer(nearly))
    return is_near or _has_modal_behind(spot) or _is_in_prospect(spot)


def _has_modal_behind(spot: Spot) -> bool:
    """Tell whether the verb behind a trigger is a modal: "its loss, he said, could", «штурм может»."""
    modals, behind = spot.lexicon["modals"], spot.behind(BEHIND)
    if modals.match(behind.lstrip()) is not None:
        return True
    # "Losing it would expose the road": what the clause opens with is its subject.
    is_subject = spot.start == spot.first and spot.words.endswith("ing")
    if spot.is_english and not (spot.is_noun or is_subject):
        return False
    modal = modals.search(behind if spot.is_noun else behind.split(",", maxsplit=1)[0])
    # "Were killed, a number that could not be checked": another clause has the modal.
    is_of_another = spot.is_english and modal and _RELATIVE.search(behind[: modal.start()])
    return modal is not None and not is_of_another


def _is_in_prospect(spot: Spot) -> bool:
    """Tell whether the clause is conditional, or speaks of a danger or of a way that lies open."""
    return (
        _would_be(spot)
        or spot.lexicon["in_prospect"].search(spot.clause) is not None
        or _WAY.search(spot.clause) is not None
        or (spot.is_loose and spot.kind is not Kind.WITHDRAWAL and _is_danger(spot.ahead()))
        or (spot.is_weighed and _MAY["en" if spot.is_english else "cyrillic"].search(spot.clause) is not None)
        or (spot.is_english and _is_governed_by_could(spot))
    )


def _would_be(spot: Spot) -> bool:
    """Tell whether a particle makes the clause conditional: «відкрила б», «пришлось бы»."""
    if spot.is_english or _BY_ME.search(spot.clause):
        return False
    return any(_NO_WOULD.fullmatch(match["word"]) is None for match in _WOULD.finditer(spot.clause))


def _is_danger(before: str) -> bool:
    """Tell whether a danger or a risk of it is spoken of, but for one that somebody gives way to."""
    match = _DANGER.search(before)
    return match is not None and match["why"] is None


def _is_governed_by_could(spot: Spot) -> bool:
    """Tell whether a participle is of the subject of another verb: "guns placed there could reach"."""
    if not spot.words.endswith("ed"):
        return False
    match = _COULD.match(spot.behind())
    return match is not None and _NEW_CLAUSE.search(match["gap"]) is None
