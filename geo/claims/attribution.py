"""Who is said to say it: direct and indirect speech, "according to", and the speaker's side.

One attribution is found per sentence. A sentence with a pronoun for speaker takes the one named
before it in the paragraph. Where no words tell who speaks there is none: the article's own voice.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.models import Attribution, Role, Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.claims.lexicon import ClaimLexicon, Speakers
    from geo.claims.sentence_view import View
    from geo.models import Place

MAX_SPEAKER = 90
"""Longest speaker phrase in letters; a longer one is a clause that was misread."""

_EDGE = re.compile(r"[,;:()“”\"«»—–]")
_DAYS = (
    r"(?:(?:понед|вторн|вівтор|сред|серед|четвер|п['’]?ятниц|суббот|субот|воскрес|неділ)\w*"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_TRIM = re.compile(
    r"^(?:[A-Z]{3,}(?: \(\w+\))? [—–-]"  # KYIV (Reuters) -
    rf"|(?:(?:в|во|у|on) )?{_DAYS}"
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
    r"|\s+(?:previously|also|earlier|later|recently|separately|additionally|further|meanwhile|again"
    r"|также|також|ещё|еще"
    r"|(?:on|in|via|through) (?:(?:his|her|its|their|a|the) )?(?:\w+ )?"
    r"(?:telegram|facebook|x|twitter|statement|post|interview|update|report|message|briefing|comment)\b.*"
    rf"|(?:в|во|у|on) {_DAYS}\b.*"
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
_FULL_NAME = re.compile(r"[A-ZА-ЯІЇЄҐЁ][\w'’-]+ [A-ZА-ЯІЇЄҐЁ][\w'’-]+$")
_BODIES = frozenset(
    {Role.MINISTRY, Role.GENERAL_STAFF, Role.THINK_TANK, Role.MILITARY_OFFICIAL, Role.OSINT, Role.MEDIA}
)
_RELATIVE = re.compile(r"who|which|як|котор")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\s+(?:also\s+|reportedly\s+)?\Z")
_CAPITAL = re.compile(r"[A-ZА-ЯІЇЄҐЁ]")
_INANIMATE = re.compile(
    r"^(?:раніше|ранее|there|this|that|these|which|who|to|has|have|had|was|were|is|be|been|not"
    r"|also|a|an|the|and|so|as)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """An attribution with the span of its own words, in which no claim is sought."""

    attribution: Attribution
    start: int
    end: int
    admin1s: frozenset[str | None] = frozenset()


def find_voices(view: View, lexicon: ClaimLexicon, speakers: Speakers, previous: Voice | None) -> list[Voice]:
    """Return those who speak in the sentence of ``view``, in text order; none is the article's own voice.

    ``previous`` is who spoke last, for a pronoun.
    """
    voices = [*_by_verbs(view, lexicon, speakers, previous)]
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
    if not speaker or len(speaker) > MAX_SPEAKER:
        return None
    start = view.start + match.start()
    cue = view.text[match.start() : match.end()]
    found = _voice(view, speaker, cue, start, speakers)
    if previous is not None and _SAME.match(speaker.lower()):
        known = dataclasses.replace(
            found.attribution, role=previous.attribution.role, side=previous.attribution.side
        )
        return dataclasses.replace(found, attribution=known)
    return found


def _by_verbs(
    view: View, lexicon: ClaimLexicon, speakers: Speakers, previous: Voice | None
) -> Iterator[Voice]:
    for match in lexicon["speech_verbs"].finditer(view.lower):
        if _PASSIVE.search(view.lower, 0, match.start()):
            # "Clashes were reported": what stands before is told, it does not tell.
            continue
        told = [_speaker_before(view, match.start(), lexicon), _speaker_after(view, match.end(), lexicon)]
        if view.text[: match.start()].rstrip().endswith((",", "»", "”", "–", "—")):
            # What was said stands first: "…, написав Гладков".
            told.reverse()
        told.append(view.subjects.get(view.start + match.start()))
        speaker = next((item for item in told if item and _may_speak(item, lexicon, speakers)), None)
        if speaker is None:
            continue
        start, end = view.start + match.start(), view.start + match.end()
        if lexicon["pronouns"].fullmatch(speaker.lower()):
            if previous is not None and _is_meant(speaker.lower(), previous):
                cue = view.text[match.start() : match.end()]
                again = dataclasses.replace(previous.attribution, cue=cue, start=start, end=end)
                yield Voice(attribution=again, start=start, end=end)
            continue
        found = _voice(view, speaker, view.text[match.start() : match.end()], start, speakers)
        yield _on_the_side_of(previous, found)


def _on_the_side_of(previous: Voice | None, voice: Voice) -> Voice:
    """Give a ministry without a country the side that spoke before: "Russia said. The ministry added"."""
    told = voice.attribution
    if previous is None or told.side is not None or told.role is not Role.MINISTRY:
        return voice
    return dataclasses.replace(voice, attribution=dataclasses.replace(told, side=previous.attribution.side))


def _is_meant(pronoun: str, previous: Voice) -> bool:
    """Tell whether a pronoun can stand for who spoke last: "it" for a body, "he" and "she" for others."""
    return pronoun != "they" and (pronoun != "it" or previous.attribution.role in _BODIES)


def _speaker_before(view: View, at: int, lexicon: ClaimLexicon) -> str | None:
    """Return the noun phrase right before the verb, back to the last comma, quote or clause."""
    before = view.text[:at].rstrip()
    pieces = [match.end() for match in _EDGE.finditer(before)]
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
    speaker = _TAIL.sub("", _AUXILIARY.sub("", _TRIM.sub("", speaker)))
    if not speaker or len(speaker) > MAX_SPEAKER or _INANIMATE.match(speaker.lower()):
        return None
    return speaker


def _speaker_after(view: View, at: int, lexicon: ClaimLexicon) -> str | None:
    """Return the speaker of "…, said governor X" and «повідомив голова X»."""
    rest = view.text[at:]
    edge = _EDGE.search(rest)
    speaker = rest[: edge.start() if edge else len(rest)].strip(" .")
    stop = lexicon["speaker_stop"].search(speaker.lower())
    if stop is not None:
        speaker = speaker[: stop.start()].strip()
    speaker = _TRIM.sub("", speaker)
    words = speaker.split()
    if speaker.lower() in {"reports", "claims", "сообщения", "повідомлення"}:
        return None  # "denied reports that": what is denied speaks for nobody
    if not words or len(words) > 9 or len(speaker) > MAX_SPEAKER:
        return None
    return speaker if _CAPITAL.search(speaker) or len(words) <= 4 else None


def _may_speak(speaker: str, lexicon: ClaimLexicon, speakers: Speakers) -> bool:
    return lexicon["pronouns"].fullmatch(speaker.lower()) is not None or _can_speak(speaker, speakers)


def _can_speak(speaker: str, speakers: Speakers) -> bool:
    """Tell whether the phrase can be one who speaks: it names a role, a known person or a name."""
    lowered = speaker.lower()
    if any(pattern.search(lowered) for _, pattern in speakers.roles):
        return True
    if any(pattern.search(lowered) for _, pattern in speakers.sides):
        return True
    words = speaker.split()
    return len(words) <= 4 and all(word[:1].isupper() for word in words)


def _voice(view: View, speaker: str, cue: str, start: int, speakers: Speakers) -> Voice:
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


def tell_role(speaker: str, speakers: Speakers) -> Role:
    """Return the role that the words of ``speaker`` name, the first that fits."""
    lowered = speaker.lower()
    role = next((role for role, pattern in speakers.roles if pattern.search(lowered)), Role.OTHER)
    # "The official Ivan Petrov" has a name.
    return Role.CIVIL_OFFICIAL if role is Role.UNNAMED_OFFICIAL and _FULL_NAME.search(speaker) else role


def tell_side(view: View, speaker: str, start: int, speakers: Speakers) -> Side | None:
    """Return the side of a speaker: a demonym or a capital in his words, a known name, or his oblast."""
    end = start + len(speaker)
    inside = [word.side for word in view.sides if start <= word.start < end]
    if inside:
        return inside[-1]
    lowered = speaker.lower()
    known = next((side for side, pattern in speakers.sides if pattern.search(lowered)), None)
    if known is not None:
        return known
    role = tell_role(speaker, speakers)
    if role in {Role.THINK_TANK, Role.OSINT, Role.MEDIA}:
        return Side.OTHER
    places = [mention.place for _, mention in view.places if start <= mention.start < end]
    if role in {Role.CIVIL_OFFICIAL, Role.MILITARY_OFFICIAL}:
        others = [mention.place for _, mention in view.places]
        return next((owner_of(place) for place in (*places, *others) if owner_of(place)), None)
    return None


def owner_of(place: Place | None) -> Side | None:
    """Return the side on whose recognised territory a place lies."""
    if place is None:
        return None
    return {"UA": Side.UA, "RU": Side.RU}.get(place.country or "")
