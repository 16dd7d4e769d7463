"""Triggers that their own object or subject makes another deed, and clauses that tell of none.

"Lost a battalion" is no ground lost, "killed six and captured two" takes no town, and what a place is
called, "which Russia calls Krasnoarmeysk", has not been done to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.models import Kind

if TYPE_CHECKING:
    from geo.claims.language.sentence_view import View

REACH = 48
"""Letters around a trigger in which its subject and its object stand."""

_ATTEMPTS = frozenset({Kind.GROUND_ATTACK, Kind.ADVANCE})
_LOST = re.compile(r"\blost\b")
_ABOUT = (
    r"(?:up to |nearly |almost |about |around |at least |more than |over |some |an? |the "
    r"|one |two |three |four |several |entire |whole |\d+ )*"
)
_A_UNIT = re.compile(rf"\s?{_ABOUT}(?:platoon|compan(?:y|ies)|squad|battalion|regiment|brigade|division)s?\b")
_NO_UNIT = re.compile(r"\s?(?:headquarters|command|base|position|stronghold)")
_CAPACITY = re.compile(
    rf"\s?{_ABOUT}(?:[\d.,]+|half|third)\s?(?:%|per ?cent)?\s?of (?:its|their|the|all)\s(?:[\w-]+\s){{0,2}}"
    r"(?:capacity|generation|power|electricity|output|energy)\b"
)
_CURRENT = re.compile(
    r"\b(?:electricity|power|light|heating|water|water supply|power supply|electricity supply)\s"
    r"(?:(?:has|have|had|was|were|is)\s?)?\Z"
)
_CAPTURED = re.compile(r"captur(?:ed|es|ing)")
# "Killed six and captured two", "captured two more"
_SOME_MEN = re.compile(
    r"\s?(?:one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty|a dozen|\d+)"
    r"(?: more| others| of (?:them|the \w+)| alive)*\s*(?:[.,;]|\Z|and\b)"
)
_KILLING = re.compile(r"\b(?:killed|killing|wounded|wounding|eliminated)\b")

_CALLED = re.compile(
    r"\b(?:which|that|whom|as)\s(?:[\w'-]+\s){1,4}?(?:call(?:s|ed)?|nam(?:es|ed)|renamed|refers? to as)\b"
    r"|(?<!\w)(?:котор\w+|як\w+|що)\s(?:[\w'-]+\s){1,4}?(?:называ(?:ет|ют)|назива(?:є|ють)|імену(?:є|ють))(?!\w)"
)
# "Traffic on the bridge was halted", "pumping stations stopped after a strike": no attack was.
_WORK = (
    r"(?:traffic|trains?|trams?|buses|flights?|airports?|production|works?|exports?|imports?|pumping|stations?"
    r"|transit|navigation|ferr(?:y|ies)|suppl(?:y|ies)|deliver(?:y|ies)|talks|negotiations|trade|trading"
    r"|operations at|plants?|refiner(?:y|ies)|shipping|shipments?|movement|services?|loading"
    r"|reactors?|units?)"
)
_STOPPED_WORK = re.compile(
    rf"\b{_WORK}\b[^,;:]{{0,60}}?\b(?:halt(?:ed)?|stopped|stopping|suspended|interrupted|blocked|disrupted)\b"
    r"|\b(?:clos(?:ed|ing)|shut|suspend(?:ed|ing)|halt(?:ed|ing)) (?:\w+ ){0,3}"
    r"(?:airports?|airspace|schools|beaches)\b"
)
_STOPPED_FORCE = re.compile(
    r"\b(?:assaults?|attempts?|advances?|offensives?|enem(?:y|ies)|troops|soldiers|infantry|columns?"
    r"|invaders?|occupiers?|(?<!drone )(?<!missile )(?<!air )(?<!rocket )attacks?)\b"
)
_BY_FORCE = re.compile(
    r"\b(?:attack\w*|strikes?|struck|hit|shell\w+|drones?|missiles?|bomb\w*|debris|fire|blast\w*|explo\w+|damag\w+"
    r"|troops|forces|soldiers|enemy|destroy\w+|by the (?:russians?|ukrainians?)|russia|ukraine|fighting)\b"
)
_CLEARING = re.compile(
    r"\b(?:de-?min(?:ed|ing|ers?)|sappers?|bomb disposal|ordnance disposal|pyrotechnic\w*|bomb squads?"
    r"|defus(?:ed|ing)|(?:explosives?|ordnance|mine clearance) (?:experts?|technicians?|teams?))\b"
)
_BY_SAPPERS = re.compile(r"\b(?:blew up|blown up|mined|laid|came under|hit by|attacked|struck)\b")
_ANIMALS = (
    r"(?:cows?|pigs?|piglets?|sheep|goats?|horses?|calves|chickens?|hens|poultry|cattle|livestock|animals?|dogs?"
    r"|cats?|rabbits?|birds)"
)
_ANIMALS_AHEAD = re.compile(
    rf"\b{_ANIMALS}(?: and (?:\w+ )?{_ANIMALS})?(?: (?:were|was|have been|had been|have|had))?\s?\Z"
)
_ANIMALS_BEHIND = re.compile(
    rf"\s?(?:(?:about|around|some|over|more than|at least|[\d,]+|\w+) ){{0,3}}{_ANIMALS}\b"
)
# "The incursion took Moscow by surprise": nothing was taken.
_SURPRISED = re.compile(
    r"\b(?:took|taken|takes|taking|caught) [^.;:]{1,60}? (?:by surprise|off guard|unawares)\b"
)
# "The strike left Odesa without electricity", "drones left the plant in flames": nobody went away.
_LEFT = re.compile(r"(?:left|leaving|leaves?)\b")
_LEFT_IN = re.compile(
    r"[^.;:]{0,70}?\b(?:without|in (?:the )?(?:dark\w*|flames|ruins|rubble|gr[ae]y|tatters|shock)|on fire"
    r"|cut off|burning|damaged|destroyed|homeless|dead|injured|wounded|exposed|vulnerable|paraly[sz]ed)\b"
)
# "Knocked out four vehicles before they reached the village": they did not.
_BEFORE_THEY = re.compile(
    r"\bbefore (?:they|it|any|(?:the|its|their) [\w-]+)(?: (?:could|even|had|ever))?\s?\Z"
)
# "Has lost half of its 46,000 residents": nobody took it.
_RESIDENTS = re.compile(
    r"[^.;:]{0,40}?\b(?:residents|inhabitants|population|people|workers|jobs|customers|patients|homes|limbs?|legs?|arms?"
    r"|hands?|fingers|eyes?|sight|hearing)\b"
)
# "The town, which lies two kilometres from the border": where it is, not what went there.
_LIES_FAR = re.compile(r"(?:is|are|was|were|stands?|stood|lies?|lay|remains?)\b")
_MEASURED = re.compile(r"\b(?:met(?:er|re)s?|km|kilomet(?:er|re)s?|miles?|yards?)\b")
_A_PLACE = re.compile(
    r"(?:\A|[\s,])(?:city|town|village|settlement|hamlet|capital|river|plant|station|bridge|port)"
    r"(?: (?:itself|proper))?\s\Z"
)
_BY_NOBODY = re.compile(r"\bby (?:neither|nobody|no one)\b|\bneither side (?:controls|holds)\b")
_OF_LEAVING = frozenset({Kind.WITHDRAWAL, Kind.EVACUATION})
_BY_FIRE = re.compile(
    r"\b(?:attacks?|strikes?|shelling|bombing|bombardment|drones?|missiles?|raids?|barrage|explosions?|blasts?|debris)"
    r"(?: on [\w' -]{2,30})?(?: (?:has|have|had))?\s?\Z"
)
# "Gas was cut off in Kostiantynivka": by no advance.
_CUT_OFF = re.compile(r"\bcut off\b")
_CURRENTS = re.compile(r"\b(?:gas|water|electricity|power|heating|light|internet|phones?|supply of)\b")
_OF_SAPPERS = frozenset({Kind.STRIKE, Kind.CAPTURE, Kind.CONTROL, Kind.EQUIPMENT_LOSS, Kind.ADVANCE})

_PROGRESS = re.compile(
    r"\bprogress (?:has been|had been|was|is|remains|remained) (?:\w+ ){0,2}"
    r"(?:slow|slower|limited|modest|minimal|little|harder|uneven|negligible)\b"
)
# "While 31 did not reach their targets": more of those shot down.
_MISSED = re.compile(r"\bdid not reach (?:their|its|the) (?:targets?|goals?|destinations?)\b")
# «Лишилося 700 людей», «займання складу»: who stays where he lives, and a fire, are no deeds of an army.
_REMAINING = re.compile(
    r"(?<!\w)(?:за)?(?:лиша|лиши|остал|оста[юё]т)\w*\s(?:(?!без\s)[\w'’-]+,?\s){0,5}?"
    r"(?:людей|люди|осіб|жител|мешкан|мирн|цивільн|родин|дітей|человек|жителей|гражданск|детей|семей)"
)
_FIRE = re.compile(r"(?<!\w)(?:сталося|виникло|зайнялося|ліквідовано) займання")
# "Kauchuk lies 45 km from the plant", "the town is 20 kilometers north of the other one"
_LIES_FAR_IN_ALL = re.compile(
    r"\A[\s\"“—–-]*(?:which |that )?(?:[\w'’-]+,? ){0,4}?"
    r"(?:is|are|was|were|stands?|lies?|lay)(?: located| situated)? "
    r"(?:now |only |just |about |some |around |roughly |less than |more than |nearly |barely )*"
    r"(?:\d[\d.,]*|a|one|two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|[a-z]+ty)[ -]"
    r"(?:km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?)\b[^,;:]{0,70}\Z"
)
_OF_MEN = re.compile(
    r"\b(?:troops?|forces?|soldiers?|units?|positions?|trench\w*|outposts?|enem\w+|front\w*|russians?|ukrainians?"
    r"|they|infantry|drones?|assault\w*|invaders|occupiers|brigades?|line)\b"
)
# «До міста звідти близько 30 км»: a clause without a verb that only measures.
_FAR = re.compile(
    r"\A[\s«—–-]*(?:а |і |та |и )?(?:до|від|от) (?:[\w'’-]+ ){1,5}?"
    r"(?:від [\w'’-]+ до )?(?:якихось |всього |лише |близько |понад |менш як "
    r"|около |более |всего |лишь |— |– )*(?:\d[\d.,]*|[а-яіїєґ'’]+) (?:км|кілометр\w*|километр\w*)"
    r"(?: [\w'’-]+){0,2}[\s.!»]*\Z"
)
_ARMED = re.compile(
    r"військ|солдат|бійц|окупант|загарбник|противник|ворог|ворож|боец|бойц|воен|враг|поранен|ранен"
)
# Staffs of both armies tell so of attacks that they beat off; English assessments only of attacks.
_IN_VAIN = re.compile(
    r"(?<!\w)(?:безуспіш|безуспеш|безрезульт|невдал|неудачн|марно|без успіху|без успеха|без результат)"
)
# «Под Липцами без существенных изменений», «в Макеевке тихо»
_NOTHING_NEW = re.compile(
    r"(?<!\w)(?:без (?:[а-яёіїєґ]+ )?(?:изменени|перемен|змін)"
    r"|(?:обстановка|ситуация|ситуація) (?:[а-яёіїєґ]+ )?"
    r"(?:спокойн|стабильн|спокійн|стабільн|не (?:измен|змін)))"
)
# «Аэропорты закрыты из-за атаки», «затримано 49 рейсів, літаки пішли на запасні аеродроми»: nothing was hit.
_FLIGHTS = re.compile(
    r"(?<!\w)(?:аэропорт|аеропорт|летовищ|рейс(?:ы|ов|ам|ами|и|ів)?(?!\w)"
    r"|запасн\w+ (?:аэродром|аеродром|площадк|майданчик)|росавиаци|пол[её]ты?(?!\w)|польоти?(?!\w)|небо\b)"
)
_GROUNDED = re.compile(
    r"(?<!\w)(?:закры|закри|зачин|не (?:принима|прийма|работа|працю)|задерж|затрим|отмен|скасов|огранич"
    r"|обмеж|приостан|призупин|на запасн|відновил|возобновил|откр[оы]|снят|знят)"
)
_BECAUSE_OF = re.compile(
    r"(?<!\w)(?:из-за|через|в связи с|у зв'язку з|после|після)\s(?:[\w-]+\s){0,2}?"
    r"(?:атак|удар|угроз|загроз|нал[её]т|нальот|обстр|прил[её]т|дрон|бпла|беспилот|безпілот)\w*"
)
_HIT = re.compile(
    r"(?<!\w)(?:атак|удар|вдар|обстр|попад|попал|влуч|сби[лт]|зби[влт]|поврежд|пошкодж|уничтож|знищ|взрыв|вибух|обломк"
    r"|уламк|разруш|зруйн|погиб|загин|ранен|поранен|загор|горел|горі|прилет|приліт)"
)
_AGAINST = re.compile(r"\b(?:seiz|captur|took|taken|retak|occup|liberat|storm|attack|shell|struck|hit|kill)")


def retell(view: View, start: int, end: int, kind: Kind) -> Kind:
    """Return the kind that the object or the subject of a trigger makes it, else its own."""
    first, last = view.clause(start)
    if kind in _ATTEMPTS and _IN_VAIN.search(view.between(first, last)):
        return Kind.REPELLED_ATTACK
    if kind is not Kind.CAPTURE:
        return kind
    words = view.between(start, end)
    behind = view.between(end, min(view.end, end + REACH))
    if _LOST.search(words):
        unit = _A_UNIT.match(behind)
        if unit is not None and _NO_UNIT.match(behind[unit.end() :]) is None:
            return Kind.CASUALTIES
        subject = view.between(max(first, start - REACH), start)
        if _CURRENT.search(subject) or _CAPACITY.match(view.between(end, last)):
            return Kind.STRIKE
    is_of_men = _CAPTURED.fullmatch(words.strip()) and _SOME_MEN.match(behind)
    if is_of_men and _KILLING.search(view.between(view.start, start)):
        return Kind.PRISONERS
    return kind


def _is_of_flights(clause: str) -> bool:
    """Tell whether a clause only says that flights were held up, by whatever danger."""
    if _FLIGHTS.search(clause) is None or _GROUNDED.search(clause) is None:
        return False
    return _HIT.search(_BECAUSE_OF.sub(" ", clause)) is None


def is_of_no_war(view: View, start: int, end: int, kind: Kind) -> bool:
    """Tell whether a trigger is of work that stopped, of mines that are cleared, or of animals that died."""
    first, last = view.clause(start)
    clause = view.between(first, last)
    words = view.between(start, end)
    ahead, behind = view.between(max(first, start - REACH), start), view.between(end, last)
    if kind is Kind.REPELLED_ATTACK:
        return _is_without_force(_STOPPED_WORK, clause)
    if kind in _OF_LEAVING:
        is_left = _LEFT.match(words) is not None
        return is_left and (_LEFT_IN.match(behind) is not None or _BY_FIRE.search(ahead) is not None)
    if kind is Kind.CASUALTIES:
        is_active = words.endswith("ing") or words.startswith("killed")
        return _ANIMALS_AHEAD.search(ahead) is not None or (
            is_active and _ANIMALS_BEHIND.match(behind) is not None
        )
    if kind is Kind.CONTROL and _BY_NOBODY.search(clause):
        return True
    if kind is Kind.ADVANCE and (_BEFORE_THEY.search(ahead) or _tells_where_it_lies(view, start, words)):
        return True
    is_cut = kind is Kind.ADVANCE and _CUT_OFF.search(clause) and _is_without_force(_CURRENTS, clause)
    is_surprise = kind is Kind.CAPTURE and (
        _SURPRISED.search(clause) is not None or (_LOST.search(words) and _RESIDENTS.match(behind))
    )
    is_cleared = kind in _OF_SAPPERS and _CLEARING.search(clause) and not _BY_SAPPERS.search(clause)
    return bool(is_cut or is_surprise or is_cleared or _is_of_flights(clause))


def _tells_where_it_lies(view: View, start: int, words: str) -> bool:
    """Tell whether a distance is that of a place: "X lies 45 km from the plant", "X, which is 5 km from"."""
    if _LIES_FAR.match(words) is None or _MEASURED.search(words) is None:
        return False
    before = view.between(max(view.start, start - REACH), start)
    named = next((mention for _, mention in reversed(view.places) if mention.end <= start), None)
    if named is not None and view.between(named.end, start).strip() in {
        "",
        ",",
        ", which",
        ", that",
        "itself",
    }:
        return True
    return _A_PLACE.search(before) is not None


def _is_without_force(cue: re.Pattern[str], clause: str) -> bool:
    return cue.search(clause) is not None and _STOPPED_FORCE.search(clause) is None


def tells_of_no_deed(view: View, start: int, end: int) -> bool:
    """Tell whether a clause without a trigger only tells a name, who still lives there, or little gain."""
    clause = view.between(start, end)
    if any(cue.search(clause) for cue in (_PROGRESS, _MISSED, _FIRE, _FAR, _NOTHING_NEW)):
        return True
    if _LIES_FAR_IN_ALL.search(clause) and _OF_MEN.search(clause) is None:
        return True
    if _FLIGHTS.search(view.lower) and (_is_of_flights(clause) or _is_of_flights(view.lower)):
        return True
    if _REMAINING.search(clause) and _ARMED.search(clause) is None:
        return True
    if _STOPPED_WORK.search(clause) and not _BY_FORCE.search(clause):
        return True
    called = _CALLED.search(clause)
    return called is not None and _AGAINST.search(clause) is None
