"""Who is said to say it: direct and indirect speech, "according to", and the speaker's side.

One attribution is found per sentence. A sentence with a pronoun for speaker takes the one named
before it in the paragraph. Where no words tell who speaks there is none: the article's own voice.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.claims.speakers import can_speak, is_known, owner_of, tell_role, tell_side
from geo.models import Attribution, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.claims.lexicon import ClaimLexicon, Speakers
    from geo.claims.sentence_view import View

MAX_SPEAKER = 90
"""Longest speaker phrase in letters; a longer one is a clause that was misread."""

_EDGE = re.compile(r"[,;:()“”\"«»—–]")
# The quotation marks of a name in a speaker's phrase: «речник угруповання «Хортиця» Віктор Трегубов»
_NAMED = re.compile(r"[«“\"](?=[A-ZА-ЯІЇЄҐЁ])([^«»“”\",.:;]{2,30})[»”\"](?=[\s,.]|$)")
# An abbreviation behind a name: the Ministry of Defense (MoD).
_SHORT = re.compile(r"\(((?=\w*[A-ZА-ЯІЇЄҐ]{2}|\w[a-z]\w)\w{2,6})\)")
_DAYS = (
    r"(?:(?:понед|вторн|вівтор|сред|серед|четвер|п['’]?ятниц|суббот|субот|воскрес|неділ)\w*"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_MONTHS = (
    r"(?:січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листоп|груд|янв|фев|март|апр|ма[яй]|июн|июл|авг"
    r"|сент|окт|нояб|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
)
_HOURS = (
    r"уночі|вночі|ночью|утром|вранці|уранці|ввечері|увечері|вечером|днём|днем|вдень|сьогодні|сегодня|вчора|учора"
    r"|вчера|today|yesterday|tonight"
)
_TRIM = re.compile(
    r"^(?:[A-Z]{3,}(?: \(\w+\))? [—–-]"  # KYIV (Reuters) -
    rf"|(?:(?:в|во|у|on) )?(?:{_DAYS}|\d{{1,2}} {_MONTHS}|{_MONTHS} \d{{1,2}},?)"
    rf"|(?:{_HOURS})(?: \d{{1,2}} {_MONTHS})?"
    r"|в|во|у|ув|and|but|however|meanwhile|also|later|earlier|while|although|as|still|on \w+"
    r"|in return|in turn"
    r"|та|і|а|але|также|однако|и|но|ранее|раніше|тим часом|водночас|до этого|до цього|перед этим|позже"
    r"|згодом|пізніше|накануне|напередодні|previously|separately|additionally|in addition|for his part)\s+",
    re.IGNORECASE,
)
# "The ministry", "his words": whoever spoke before.
_SAME = re.compile(r"^(?:ведомств\w+|відомств\w+|the ministry|the agency|him|her|them|него|нього)\b")
# "Governor X on Telegram", "the ISW previously": where and when he speaks is not who he is.
_TAIL = re.compile(
    r"(?:,? writing\b.*"
    r"|\s+(?:previously|also|still|now|again|earlier|later|recently|separately|additionally|further|meanwhile|again"
    r"|также|також|ещё|еще"
    r"|(?:on|in|via|through) (?:(?:his|her|its|their|a|the) )?(?:\w+ )?"
    r"(?:telegram|facebook|x|twitter|statement|post|interview|update|report|message|briefing|comment)\b.*"
    rf"|(?:(?:в|во|у|on) )?{_DAYS}\b.*"
    rf"|(?:{_HOURS})\b.*"
    rf"|(?:on )?(?:\d{{1,2}} {_MONTHS}|{_MONTHS} \d{{1,2}})\b.*"
    r"|(?:в|у|на) (?:(?:сво\w+|офіційн\w+|официальн\w+|ефірі|эфире) )?"
    r"(?:telegram|телеграм|тг-|фейсбук|facebook|соцмереж|соцсет|мессендж|месендж)\S*.*))$",
    re.IGNORECASE,
)
# "TASS, citing the ministry": the nearest to what is told speaks, the others pass it on.
_CITES = re.compile(
    r"\s*,?\s*(?:із посиланням на|з посиланням на|посилаючись на|со ссылкой на|ссылаясь на"
    r"|citing|with reference to|referring to|quoting)\s+(?:the (?:words|report|statement|message)s? of\s+)?",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\s+(?:has|have|had|is|was|were|did|does|do|will)(?:\s+not)?(?:\s+\w+ly)?$")
_BODIES = frozenset(
    {Role.MINISTRY, Role.GENERAL_STAFF, Role.THINK_TANK, Role.MILITARY_OFFICIAL, Role.OSINT, Role.MEDIA}
)
_LONGEST_BODY = 5
_OF_AN_ARMY = frozenset({Role.MINISTRY, Role.GENERAL_STAFF, Role.MILITARY_OFFICIAL})
_OF_A_PARTY = _OF_AN_ARMY | {Role.CIVIL_OFFICIAL}
_BEFORE_COLON = re.compile(r"((?:[\w'’.-]+\s){0,5}[\w'’.-]+):\s")
# "The head of the region" without a name: the official who spoke before.
_HEAD = re.compile(
    r"(?:глава (?:региона|области|республики|края)|губернатор|чиновник|голова (?:ова|області)"
    r"|очільник (?:ова|області)|посадовець)$"
)
_RELATIVE = re.compile(r"who|which|як|котор")
# "Declared on 26 April": what follows the verb is no speaker.
_NO_SUBJECT = re.compile(
    r"(?:on|in|at|to|by|during|from|after|before|for|with|about|of|as|late|early|over|against|it|there|\d"
    r"|про|о|об|обо|из|с|под|за|до|после|після|щодо|від|от)\b"
)
_POSSESSIVE = re.compile(r"(?:their|its|his|her|їхн\w+|його|их|его) ")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\s+(?:also\s+|reportedly\s+)?\Z")
_CAPITAL = re.compile(r"[A-ZА-ЯІЇЄҐЁ]")
_INANIMATE = re.compile(
    r"^(?:раніше|ранее|як|как|there|this|that|these|which|who|to|has|have|had|was|were|is|be|been|not"
    r"|also|a|an|the|and|so|as)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """An attribution with the span of its own words, in which no claim is sought."""

    attribution: Attribution
    start: int
    end: int
    admin1s: frozenset[str | None] = frozenset()


def find_body(view: View, speakers: Speakers) -> Voice | None:
    """Return the ministry or the staff that a sentence begins with, as one who may speak."""
    words = view.text.split()
    for count in range(1, min(len(words), _LONGEST_BODY) + 1):
        body = " ".join(words[:count])
        is_whole = count == len(words) or not words[count][:1].isupper()
        if is_whole and tell_role(body, speakers) in {Role.GENERAL_STAFF, Role.MINISTRY}:
            return make_voice(view, body, body, view.start, speakers)
    return None


def find_voices(view: View, lexicon: ClaimLexicon, speakers: Speakers, previous: Voice | None) -> list[Voice]:
    """Return those who speak in the sentence of ``view``, in text order; none is the article's own voice.

    ``previous`` is who spoke last, for a pronoun.
    """
    colon = voice_before_colon(view, speakers)
    if colon is not None and _tells_a_deed(view, colon, lexicon):
        colon = None
    voices = [*_by_verbs(view, lexicon, speakers, previous)] or ([colon] if colon else [])
    according = _by_according(view, lexicon, speakers, previous)
    if according is not None and all(
        voice.end <= according.start or according.end <= voice.start for voice in voices
    ):
        voices.append(according)
    return sorted(voices, key=lambda voice: voice.attribution.start)


def _by_according(
    view: View, lexicon: ClaimLexicon, speakers: Speakers, previous: Voice | None
) -> Voice | None:
    match = lexicon["according"].search(view.lower)
    if match is None:
        return None
    rest = view.text[match.end() :]
    edge = _EDGE.search(rest)
    speaker = rest[: edge.start() if edge else len(rest)].strip(" .")
    stop = lexicon["speaker_stop"].search(speaker.lower())
    if stop is not None and stop.start() > 3:
        speaker = speaker[: stop.start()].strip()
    start = view.start + match.start()
    cue = view.text[match.start() : match.end()]
    if not speaker and previous is not None:
        # «За його словами, …»
        return _again(previous, cue, start)
    if not speaker or len(speaker) > MAX_SPEAKER:
        return None
    found = make_voice(view, speaker, cue, start, speakers)
    if previous is not None and _SAME.match(speaker.lower()):
        known = dataclasses.replace(
            found.attribution, role=previous.attribution.role, side=previous.attribution.side
        )
        return dataclasses.replace(found, attribution=known)
    return _on_the_side_of(previous, found, view, lexicon)


def _tells_a_deed(view: View, voice: Voice, lexicon: ClaimLexicon) -> bool:
    """Tell whether the words of a speaker are what somebody does: "The army attacked the region: …"."""
    last = voice.attribution.end - view.start
    return any(
        trigger.mode == "act" and start < last for start, _, trigger in lexicon.find_triggers(view.text)
    )


def voice_before_colon(view: View, speakers: Speakers, *, is_known_to_speak: bool = False) -> Voice | None:
    """Return the speaker of "General Staff: the enemy attacked"; any name where the article is a post."""
    colon = _BEFORE_COLON.match(view.text) if ":" in view.text else None
    speaker = "" if colon is None else colon.group(1)
    # "Kyiv: drones strike a hospital" begins with where it was.
    is_capital = " " not in speaker and tell_role(speaker, speakers) is Role.CIVIL_OFFICIAL
    is_place = any(mention.start < view.start + len(speaker) for _, mention in view.places)
    is_person = is_known(speaker, speakers) or (is_known_to_speak and not is_place)
    if not speaker or not is_person or any(map(str.isdecimal, speaker)):
        return None
    if is_capital and not is_known_to_speak:
        return None
    return make_voice(view, speaker, ":", view.start + len(speaker), speakers)


def find_loose_voices(view: View, lexicon: ClaimLexicon, speakers: Speakers) -> list[Voice]:
    """Return whoever stands before or behind a word of saying, known to speak or not, for others to weigh."""
    found: list[Voice] = []
    for match in lexicon["speech_verbs"].finditer(view.lower):
        if _PASSIVE.search(view.lower, 0, match.start()):
            continue
        cue, start = view.text[match.start() : match.end()], view.start + match.start()
        told = (_speaker_before(view, match.start(), lexicon), _speaker_after(view, match.end(), lexicon))
        found += [
            make_voice(view, speaker, cue, start, speakers)
            for speaker in told
            if speaker and not _is_no_speaker(speaker.lower(), lexicon)
        ]
    return found


def _is_no_speaker(words: str, lexicon: ClaimLexicon) -> bool:
    """Tell whether what stands by a verb of saying is a pronoun, a rumour or a strike that claims lives."""
    return (
        lexicon["pronouns"].fullmatch(words) is not None
        or lexicon["rumours"].search(words) is not None
        or lexicon["of_fire"].search(words) is not None
        or words[:1].isdecimal()
    )


def _by_verbs(
    view: View, lexicon: ClaimLexicon, speakers: Speakers, previous: Voice | None
) -> Iterator[Voice]:
    cue = lexicon["according"].search(view.lower)
    silence = lexicon["silence"].search(view.lower)
    for match in lexicon["speech_verbs"].finditer(view.lower):
        if silence is not None and silence.start() <= match.start() < silence.end():
            continue
        if cue is not None and cue.start() <= match.start() < cue.end():
            # "It is said in the bulletin": the words before are what it says.
            continue
        if _PASSIVE.search(view.lower, 0, match.start()) and not match.group().endswith("ing"):
            # "Clashes were reported": what stands before is told, it does not tell.
            continue
        told = _speakers_of(view, match, lexicon)
        speaker = next((item for item in told if item and _may_speak(item, lexicon, speakers)), None)
        if speaker is None:
            continue
        start = view.start + match.start()
        if lexicon["pronouns"].fullmatch(speaker.lower()):
            if previous is not None and _is_meant(speaker.lower(), previous):
                yield _again(previous, view.text[match.start() : match.end()], start)
            continue
        found = make_voice(view, speaker, view.text[match.start() : match.end()], start, speakers)
        yield _on_the_side_of(previous, found, view, lexicon)


def _speakers_of(view: View, verb: re.Match[str], lexicon: ClaimLexicon) -> Iterator[str | None]:
    """Yield who may be the subject of a verb of saying, the likeliest first, each sought when asked for."""
    # What was said stands first: "…, написав Гладков".
    is_behind = view.text[: verb.start()].rstrip().endswith((",", "»", "”", "–", "—"))
    if is_behind:
        yield _speaker_after(view, verb.end(), lexicon)
    yield _speaker_before(view, verb.start(), lexicon)
    if not is_behind:
        yield _speaker_after(view, verb.end(), lexicon)
    yield view.subjects.get(view.start + verb.start())


def _again(previous: Voice, cue: str, start: int) -> Voice:
    """Return the voice of who spoke before, with the words that tell that he speaks again."""
    end = start + len(cue)
    told = dataclasses.replace(previous.attribution, cue=cue, start=start, end=end)
    return Voice(attribution=told, start=start, end=end, admin1s=previous.admin1s)


def _speaks_for(one: Role, two: Role) -> bool:
    """Tell whether "the military" can be the ministry or the brigade that spoke before."""
    return one is two or {one, two} <= _OF_AN_ARMY


def _on_the_side_of(previous: Voice | None, voice: Voice, view: View, lexicon: ClaimLexicon) -> Voice:
    """Give "the ministry" and "the brigade" the side of the one that spoke before.

    An official of no known side who says "the enemy" is of the article's.
    """
    told = voice.attribution
    if previous is not None and previous.attribution.role is told.role and _HEAD.match(told.speaker.lower()):
        told = dataclasses.replace(told, side=previous.attribution.side)
        return dataclasses.replace(voice, attribution=told)
    if told.side is not None or told.role not in _OF_A_PARTY:
        return voice
    side = None
    earlier = [word.side for word in view.sides if word.end <= told.start]
    if _POSSESSIVE.match(told.speaker.lower()) and earlier:
        # "Ukrainian marines held, their command said"
        side = earlier[-1]
    elif previous is not None and _speaks_for(previous.attribution.role, told.role):
        side = previous.attribution.side
    elif lexicon.language == "uk" or any(word.is_relative for word in view.sides):
        # Ukrainian papers talk to Ukrainian soldiers.
        side = view.perspective
    elif told.role is Role.MILITARY_OFFICIAL and view.places:
        owners = (owner_of(mention.place) for _, mention in view.places)
        side = view.perspective if lexicon.language == "ru" else next(filter(None, owners), None)
    return dataclasses.replace(voice, attribution=dataclasses.replace(told, side=side))


def _is_meant(pronoun: str, previous: Voice) -> bool:
    """Tell whether a pronoun can stand for who spoke last: "it" for a body, "he" and "she" for others."""
    return pronoun != "they" and (pronoun != "it" or previous.attribution.role in _BODIES)


def _speaker_before(view: View, at: int, lexicon: ClaimLexicon) -> str | None:
    """Return the noun phrase right before the verb, back to the last comma, quote or clause."""
    # "The service, SBU, was claiming": the auxiliary is of the verb.
    before = _AUXILIARY.sub("", view.text[:at].rstrip())
    pieces = [match.end() for match in _EDGE.finditer(_unquote(before))]
    trailing = before.endswith(",")
    start = pieces[-1] if pieces and not trailing else 0
    if trailing and len(pieces) > 1:
        # "Oleh Hryhorov, the head of the region, told": the name stands before the apposition.
        start = pieces[-3] if len(pieces) > 2 and len(before) - pieces[-3] < MAX_SPEAKER else 0
    speaker = before[start:].strip(" ,")
    for word in lexicon["speaker_stop"].finditer(speaker.lower()):
        if trailing and word.start() > 3 and _RELATIVE.match(word.group()):
            # "X, whom Moscow installed as governor, said": the clause between tells of X.
            speaker = speaker[: word.start()].strip(" ,")
            break
        if word.group() not in {"and", "та", "і", "и"}:
            speaker = speaker[word.end() :].strip()
            break
    speaker = _TAIL.sub("", _AUXILIARY.sub("", _trim(speaker)))
    if not speaker or len(speaker) > MAX_SPEAKER or _INANIMATE.match(speaker.lower()):
        return None
    return speaker


def _trim(speaker: str) -> str:
    """Return a speaker without the words before him that only tell when: "on Friday the ministry"."""
    while (early := _TRIM.match(speaker)) is not None:
        speaker = speaker[early.end() :]
    return speaker


def _unquote(words: str) -> str:
    """Return ``words``, as long as before, without the marks around short names and abbreviations."""
    return _SHORT.sub(r"'\1'", _NAMED.sub(r"'\1'", words))


def _speaker_after(view: View, at: int, lexicon: ClaimLexicon) -> str | None:
    """Return the speaker of "…, said governor X" and «повідомив голова X»."""
    rest = view.text[at:]
    edge = _EDGE.search(_unquote(rest))
    speaker = rest[: edge.start() if edge else len(rest)].strip(" .")
    stop = lexicon["speaker_stop"].search(speaker.lower())
    if stop is not None:
        speaker = speaker[: stop.start()].strip()
    if _NO_SUBJECT.match(speaker.lower()):
        return None
    speaker = _trim(speaker)
    words = speaker.split()
    if speaker.lower() in {"reports", "claims", "сообщения", "повідомлення"}:
        return None  # "denied reports that": what is denied speaks for nobody
    if not words or len(words) > 9 or len(speaker) > MAX_SPEAKER:
        return None
    return speaker if _CAPITAL.search(speaker) or len(words) <= 4 else None


def _may_speak(speaker: str, lexicon: ClaimLexicon, speakers: Speakers) -> bool:
    return lexicon["pronouns"].fullmatch(speaker.lower()) is not None or can_speak(speaker, speakers)


def make_voice(view: View, speaker: str, cue: str, start: int, speakers: Speakers) -> Voice:
    """Return the voice of ``speaker`` with his role and side; the cue stands at article offset ``start``."""
    end = start + len(cue)
    speaker = _TAIL.sub("", _CITES.split(speaker)[-1]).strip() or speaker
    at = view.text.find(speaker)
    first = view.start + at if at >= 0 else start
    found = Attribution(
        speaker=speaker,
        role=tell_role(speaker, speakers),
        side=tell_side(view, speaker, first, speakers),
        cue=cue,
        start=start,
        end=end,
    )
    return Voice(
        attribution=found,
        start=min(first, start),
        end=max(first + len(speaker), end),
        admin1s=frozenset(mention.place.admin1 for _, mention in view.places if mention.place),
    )
