"""Who is said to say it: direct and indirect speech, "according to", and the speaker's side.

One attribution is found per sentence. A sentence with a pronoun for speaker takes the one named
before it in the paragraph. Where no words tell who speaks there is none: the article's own voice.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.claims.voices.speaker_phrases import (
    A_NAME,
    BEFORE_COLON,
    BY_COUNT,
    EDGE,
    MAX_SPEAKER,
    RUNS_ON,
    TAIL,
    find_speaker_before,
    find_speaker_behind,
    is_of_people,
    tells_a_deed_itself,
    trim,
)
from geo.claims.voices.speakers import (
    can_speak,
    is_bare_office,
    is_known,
    oblast_led_by,
    owner_of,
    tell_role,
    tell_side,
)
from geo.models import Attribution, Role, Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.claims.language.lexicon import ClaimLexicon, Speakers
    from geo.claims.language.sentence_view import View

_JUDGED = re.compile(r"(?:to )?judg|суд", re.IGNORECASE)
_HIM = re.compile(r"him|her|them|него|неё|нее|них|нього|неї")
_A_PERSON = re.compile(
    r"(?!The )(?:[A-ZА-ЯІЇЄҐЁ][a-zа-яіїєґё'’-]+ ){1,2}[A-ZА-ЯІЇЄҐЁ][a-zа-яіїєґё'’-]+(?=[ ,]|$)"
)
# "Despite President Putin's vow", "Reporter X was killed": who is spoken of does not speak.
_NO_SUBJECT_OF = re.compile(
    r"(?:despite|after|before|since|because|when|if|with|without|against|under|unlike|like|between)\s",
    re.IGNORECASE,
)
_SUFFERS = re.compile(
    r"['’]s\b|,?\s(?:died|(?:was|were|has been|had been|have been)\s(?:\w+ly\s)?"
    r"(?:killed|wounded|injured|hurt|captured|detained|arrested|shot|evacuated))\b"
)
_WITH_OBJECT = frozenset({"told", "tells", "called", "show", "shows", "showed", "shown"})
"""Verbs behind which stands to whom it is told, or what is shown."""

_WRITING = frozenset({Role.MEDIA, Role.OSINT, Role.THINK_TANK, Role.UNNAMED_OFFICIAL, Role.WITNESS})
_OF_PERSONS = _WRITING | {Role.CIVIL_OFFICIAL, Role.MILITARY_OFFICIAL}
_VAGUE = frozenset({Role.UNNAMED_OFFICIAL, Role.OTHER})
# "TASS, citing the ministry": the nearest to what is told speaks, the others pass it on.
_CITES = re.compile(
    r"\s*,?\s*(?:із посиланням на|з посиланням на|посилаючись на|со ссылкой на|ссылаясь на"
    r"|citing|with reference to|referring to|quoting)\s+(?:the (?:words|report|statement|message)s? of\s+)?",
    re.IGNORECASE,
)
_BODIES = frozenset(
    {Role.MINISTRY, Role.GENERAL_STAFF, Role.THINK_TANK, Role.MILITARY_OFFICIAL, Role.OSINT, Role.MEDIA}
)
_STATES = frozenset({"Moscow", "Kyiv", "Kiev", "Russia", "Ukraine", "The Kremlin", "the Kremlin"})
_LONGEST_BODY = 5
BULLET = 3
"""Letters before the first word of a headline: a dash, a bullet."""
MOST_OPENING = 9
"""Words with which a sentence may name its subject."""

_OF_AN_ARMY = frozenset({Role.MINISTRY, Role.GENERAL_STAFF, Role.MILITARY_OFFICIAL})
_OF_A_PARTY = _OF_AN_ARMY | {Role.CIVIL_OFFICIAL}
_CAPITAL = re.compile(r"moscow|ky?iv|kiev|москва|киев|київ|washington|вашингтон")
# "The Tavria direction: …" is a stretch of the front, not the command of that name.
_OF_GROUND = re.compile(r"\b(?:direction|axis|sector|front)\b|напрям|направлени|фронт|відтин|участ|ділянк")
# "The head of the region" without a name: the official who spoke before.
_HEAD = re.compile(
    r"(?:глава (?:региона|области|республики|края)|губернатор|чиновник|голова (?:ова|області)"
    r"|очільник (?:ова|області)|посадовець)$"
)
_APPOSED = re.compile(
    r"\s*,\s+(?!and|but|who|which|that|as|while|і|та|а|но|что|що|як|кот|и\b)"
    r"((?:the |an? )?[a-zа-яіїєґё][^,.;:—()«“\"]{3,70})(?=[,.;:—]|$)"
)
# "Officials", "war bloggers", «військові», «местные каналы»
_PLURAL = re.compile(r"(?<!mp)(?<!new)s\Z|(?:men|people)\Z|^[\w-]+(?:[иі]|ы[ей]?|ие)\b")
_POSSESSED = re.compile(r" (?:its|his|her|their|його|її|їхн\w+|їх|его|её|ее|их) ")
_POSSESSIVE = re.compile(r"(?:their|its|his|her|їхн\w+|його|її|их|его|её|ее) ")
# «Говорится», «зазначається»: nobody is the subject.
_IMPERSONAL = re.compile(
    r"(?:говор|сообща|отмеча|указыва|утвержда|подч[её]ркива|повідомля|зазнача|стверджу|вказу|наголошу|уточн)\w*с[ья]"
)
# «Москва цифры не комментировала»: who says nothing tells nothing.
_NO_COMMENT = re.compile(r"(?<!\w)не (?:про)?ком+ент\w+\Z")
# "By our estimate", "only days after Putin declared": no subject of a verb of saying.
_NO_SUBJECT = re.compile(
    r"(?:by|in|only|for|from|with|at|on|after|before|per|по|за|в|у|на|из|із|з|с|до|від|от)\s"
)
# The first of two names of a person, abbreviations aside.
_CYRILLIC_NAME = re.compile(r"(?<!\w)([А-ЯІЇЄҐЁ][а-яіїєґё'’]+) (?=[А-ЯІЇЄҐЁ][а-яіїєґё'’]{2})")
_HARD = frozenset("бвгґджзйклмнпрстфхцчшщь")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\s+(?:also\s+|reportedly\s+)?\Z")


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


def find_subject(view: View, lexicon: ClaimLexicon, speakers: Speakers) -> Voice | None:
    """Return the person or paper that a sentence is about from its first words: "Governor X signed"."""
    opening = re.split(r"[:;“”\"«»(]", view.text, maxsplit=1)[0]
    named = _A_PERSON.search(opening) or A_NAME.search(opening)
    words = opening[: named.end()] if named is not None else ""
    role = tell_role(words, speakers)
    if named is None or len(words.split()) > MOST_OPENING:
        return None
    if role not in (_OF_PERSONS if named.re is _A_PERSON else _WRITING):
        return None
    first, last = view.start + named.start(), view.start + named.end()
    is_taken = any(word.start < last and first < word.end for word in view.sides) or any(
        mention.start < last and first < mention.end for _, mention in view.places
    )
    speaker = trim(words)
    is_subject = _NO_SUBJECT_OF.match(speaker) is None and not speaker.endswith(("'s", "’s", "s'", "s’"))
    if (
        is_taken
        or not is_subject
        or _SUFFERS.match(opening, named.end())
        or tells_a_deed_itself(words, lexicon)
    ):
        return None
    return make_voice(view, speaker, words, view.start, speakers)


def find_voices(
    view: View,
    lexicon: ClaimLexicon,
    speakers: Speakers,
    previous: Voice | None,
    meant: Voice | None = None,
) -> list[Voice]:
    """Return those who speak in the sentence of ``view``, in text order; none is the article's own voice.

    ``previous`` is who still has the floor, ``meant`` who was named last: "he" if nobody has it.
    """
    meant = previous or meant
    colon = voice_before_colon(view, speakers)
    if colon is not None and _tells_a_deed(view, colon, lexicon):
        colon = None
    voices = [*_by_verbs(view, lexicon, speakers, previous, meant)] or ([colon] if colon else [])
    # "The spokesman denied it: by his words …": he was named in the sentence itself.
    cue = view.search("according", lexicon)
    meant = next((one for one in reversed(voices) if cue and one.end <= view.start + cue.start()), meant)
    according = _by_according(view, lexicon, speakers, previous, meant)
    if according is not None and all(
        voice.end <= according.start or according.end <= voice.start for voice in voices
    ):
        voices.append(according)
    return sorted(voices, key=lambda voice: voice.attribution.start)


def _by_according(
    view: View, lexicon: ClaimLexicon, speakers: Speakers, previous: Voice | None, meant: Voice | None
) -> Voice | None:
    match = view.search("according", lexicon)
    if match is None:
        return _by_count(view, speakers)
    rest = view.text[match.end() :]
    edge = EDGE.search(rest)
    speaker = RUNS_ON.sub("", rest[: edge.start() if edge else len(rest)].strip(" ."))
    stop = lexicon["speaker_stop"].search(speaker.lower())
    if stop is not None and stop.start() > 3:
        speaker = speaker[: stop.start()].strip()
    start = view.start + match.start()
    cue = view.text[match.start() : match.end()]
    is_his = _POSSESSED.search(cue.lower()) is not None
    if meant is not None and (not speaker or is_his or _HIM.fullmatch(speaker.lower())):
        # «За його словами, …»
        return _again(meant, cue, start)
    if is_his and not is_known(speaker, speakers):
        return None
    if not speaker or len(speaker) > MAX_SPEAKER:
        return None
    if _JUDGED.match(cue) and not is_known(speaker, speakers):
        return None  # "judging by the photographs": they tell the article's own view
    found = make_voice(view, speaker, cue, start, speakers)
    return _on_the_side_of(_before(found, previous, meant), found, view, lexicon)


def _by_count(view: View, speakers: Speakers) -> Voice | None:
    """Return the party whose count it is: "by Kyiv's account", «по украинским данным»."""
    match = BY_COUNT.search(view.lower)
    if match is None:
        return None
    first, last = match.span("en" if match["en"] else "cyrillic")
    speaker, start = view.text[first:last], view.start + match.start()
    is_party = any(view.start + first <= word.start < view.start + last for word in view.sides)
    if not is_party and not is_known(speaker, speakers):
        return None
    return make_voice(view, speaker, view.text[match.start() : match.end()], start, speakers)


def _tells_a_deed(view: View, voice: Voice, lexicon: ClaimLexicon) -> bool:
    """Tell whether the words before a colon are what somebody does or suffers: "The army attacked X: …"."""
    last = voice.attribution.end - view.start
    if lexicon.language != "en" and lexicon["speech_verbs"].search(view.lower, 0, last):
        # «Он призвал жителей уехать: под селом ранены двое»
        return True
    return any(
        trigger.mode in {"act", "suffer"} and start < last
        for start, _, trigger in lexicon.find_triggers(view.text)
    )


def voice_before_colon(view: View, speakers: Speakers, *, is_known_to_speak: bool = False) -> Voice | None:
    """Return the speaker of "General Staff: the enemy attacked"; any name where the article is a post."""
    colon = BEFORE_COLON.match(view.text) if ":" in view.text else None
    speaker = "" if colon is None else colon.group(1)
    if colon is None or any(map(str.isdecimal, speaker)) or _OF_GROUND.search(speaker.lower()):
        return None
    # "Kyiv: drones strike a hospital" begins with where it was.
    is_capital = _CAPITAL.fullmatch(speaker.lower()) is not None
    end = view.start + colon.end(1)
    is_place = any(mention.start < end for _, mention in view.places)
    # "Chronicle: …", "The line in May: …" are titles and not names.
    is_name = " " in speaker and can_speak(speaker, speakers)
    is_person = is_known(speaker, speakers) or (is_known_to_speak and not is_place and is_name)
    if not is_person or (is_capital and not is_known_to_speak):
        return None
    return make_voice(view, speaker, ":", end, speakers)


def find_loose_voices(view: View, lexicon: ClaimLexicon, speakers: Speakers) -> list[Voice]:
    """Return whoever stands before or behind a word of saying, known to speak or not, for others to weigh."""
    found: list[Voice] = []
    for match in view.finditer("speech_verbs", lexicon):
        if _PASSIVE.search(view.lower, 0, match.start()) or _has_no_subject(view, match):
            continue
        cue, start = view.text[match.start() : match.end()], view.start + match.start()
        told = (
            find_speaker_before(view, match.start(), lexicon),
            None if match.group() in _WITH_OBJECT else find_speaker_behind(view, match.end(), lexicon),
        )
        found += [
            make_voice(view, speaker, cue, start, speakers)
            for speaker in told
            if speaker and not _is_no_speaker(speaker.lower(), lexicon)
        ]
    # "Valentyn Reznichenko: eight times in the night …": a name with a colon is no title of a section.
    named = voice_before_colon(view, speakers, is_known_to_speak=True) if not found else None
    if named is None or " " not in named.attribution.speaker or _tells_a_deed(view, named, lexicon):
        return found
    return [*found, named]


def _has_no_subject(view: View, verb: re.Match[str]) -> bool:
    return bool(_IMPERSONAL.fullmatch(verb.group()) or _NO_COMMENT.search(view.lower, 0, verb.end()))


def _is_no_speaker(words: str, lexicon: ClaimLexicon) -> bool:
    """Tell whether what stands by a verb of saying is a pronoun, a rumour or a strike that claims lives."""
    return (
        lexicon["pronouns"].fullmatch(words) is not None
        or lexicon["rumours"].search(words) is not None
        or lexicon["of_fire"].search(words) is not None
        or words[:1].isdecimal()
        or _NO_SUBJECT.match(words) is not None
    )


def _by_verbs(
    view: View, lexicon: ClaimLexicon, speakers: Speakers, previous: Voice | None, meant: Voice | None
) -> Iterator[Voice]:
    cue = view.search("according", lexicon)
    silence = view.search("silence", lexicon)
    for match in view.finditer("speech_verbs", lexicon):
        if silence is not None and silence.start() <= match.start() < silence.end():
            continue
        if cue is not None and cue.start() <= match.start() < cue.end():
            continue
        if _PASSIVE.search(view.lower, 0, match.start()) and not match.group().endswith("ing"):
            # "Clashes were reported": what stands before is told, it does not tell.
            continue
        if _has_no_subject(view, match):
            continue
        told = _speakers_of(view, match, lexicon)
        is_human = lexicon["people_say"].fullmatch(match.group()) is not None
        speaker = next(
            (
                item
                for item in told
                if item
                and (_may_speak(item, lexicon, speakers) or (is_human and is_of_people(item, lexicon)))
            ),
            None,
        )
        if speaker is None:
            continue
        start = view.start + match.start()
        if lexicon["pronouns"].fullmatch(speaker.lower()):
            if meant is not None and _is_meant(speaker.lower(), meant):
                yield _again(meant, view.text[match.start() : match.end()], start)
            continue
        found = make_voice(view, speaker, view.text[match.start() : match.end()], start, speakers)
        found = _on_the_side_of(_before(found, previous, meant), found, view, lexicon)
        # "Moscow denied that; it said …": who has just been named is "it".
        meant = found
        yield found


def _speakers_of(view: View, verb: re.Match[str], lexicon: ClaimLexicon) -> Iterator[str | None]:
    """Yield who may be the subject of a verb of saying, the likeliest first, each sought when asked for."""
    # What was said stands first: "…, написав Гладков".
    # Whom something is told does not tell it; "the missile, called Oreshnik, struck" tells nothing.
    is_told = verb.group() in _WITH_OBJECT
    is_behind = not is_told and view.text[: verb.start()].rstrip().endswith((",", "»", "”", "–", "—"))
    if is_behind:
        yield find_speaker_behind(view, verb.end(), lexicon)
    yield find_speaker_before(view, verb.start(), lexicon)
    if not is_behind and not is_told:
        yield find_speaker_behind(view, verb.end(), lexicon)
    yield view.subjects.get(view.start + verb.start())


def _again(previous: Voice, cue: str, start: int) -> Voice:
    """Return the voice of who spoke before, with the words that tell that he speaks again."""
    end = start + len(cue)
    told = dataclasses.replace(previous.attribution, cue=cue, start=start, end=end)
    return Voice(attribution=told, start=start, end=end, admin1s=previous.admin1s)


def _before(voice: Voice, previous: Voice | None, meant: Voice | None) -> Voice | None:
    """Return who spoke before a voice: "the official" goes further back than whose "the military" are."""
    return meant if is_bare_office(voice.attribution.speaker) else previous


def _speaks_for(one: Role, two: Role) -> bool:
    """Tell whether "the military" can be the ministry or the brigade that spoke before."""
    return one is two or {one, two} <= _OF_AN_ARMY


def _on_the_side_of(previous: Voice | None, voice: Voice, view: View, lexicon: ClaimLexicon) -> Voice:
    """Give "the ministry" and "the brigade" the side of the one that spoke before.

    An official of no known side who says "the enemy" is of the article's.
    """
    told = voice.attribution
    if previous is not None and told.side in {None, Side.OTHER} and is_bare_office(told.speaker):
        before = previous.attribution
        role = before.role if told.role in _VAGUE else told.role
        return dataclasses.replace(voice, attribution=dataclasses.replace(told, role=role, side=before.side))
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
    elif lexicon.language == "uk" and told.role is Role.MILITARY_OFFICIAL:
        side = view.perspective
    elif previous is not None and _speaks_for(previous.attribution.role, told.role):
        side = previous.attribution.side
    elif lexicon.language == "uk" or any(word.is_relative for word in view.sides):
        # Ukrainian papers talk to Ukrainian soldiers.
        side = view.perspective
    elif told.role is Role.MILITARY_OFFICIAL and {*earlier} == {Side.UA} and _opens_with_a_party(view):
        # "Ukraine strikes a plant in Bryansk, navy says": whose land it is does not tell whose navy.
        side = Side.UA
    elif told.role is Role.MILITARY_OFFICIAL and view.places:
        owners = (owner_of(mention.place) for _, mention in view.places)
        side = view.perspective if lexicon.language == "ru" else next(filter(None, owners), None)
    return dataclasses.replace(voice, attribution=dataclasses.replace(told, side=side))


def _opens_with_a_party(view: View) -> bool:
    return any(word.is_noun and word.start - view.start <= BULLET for word in view.sides)


def _is_meant(pronoun: str, previous: Voice) -> bool:
    """Tell whether a pronoun can stand for who spoke last: "it" for a body, "they" for several."""
    told = previous.attribution
    if pronoun in {"they", "вони", "они"}:
        return _PLURAL.search(told.speaker.lower()) is not None
    if pronoun in {"она", "вона"} and _is_a_man(told.speaker):
        return False
    is_state = told.side is not None and told.speaker in _STATES
    return pronoun != "it" or told.role in _BODIES or is_state


def _is_a_man(speaker: str) -> bool:
    """Tell whether the first name of a full one is a man's, whom «она» cannot be: Ihor Klymenko."""
    names = _CYRILLIC_NAME.findall(speaker)
    return bool(names) and names[-1][-1] in _HARD and names[-1] != "Любовь"


def _may_speak(speaker: str, lexicon: ClaimLexicon, speakers: Speakers) -> bool:
    return lexicon["pronouns"].fullmatch(speaker.lower()) is not None or can_speak(speaker, speakers)


def make_voice(view: View, speaker: str, cue: str, start: int, speakers: Speakers) -> Voice:
    """Return the voice of ``speaker`` with his role and side; the cue stands at article offset ``start``."""
    end = start + len(cue)
    speaker = TAIL.sub("", _CITES.split(speaker)[-1]).strip() or speaker
    at = view.text.find(speaker)
    first = view.start + at if at >= 0 else start
    role, side = tell_role(speaker, speakers), tell_side(view, speaker, first, speakers)
    beside = _APPOSED.match(view.text, at + len(speaker)) if at >= 0 and role is Role.OTHER else None
    if beside is not None and is_known(beside.group(1), speakers):
        # "said Serhii Horbunov, head of the military administration"
        role = tell_role(beside.group(1), speakers)
        side = side or tell_side(view, beside.group(1), view.start + beside.start(1), speakers)
    found = Attribution(
        speaker=speaker,
        role=role,
        side=side,
        cue=cue,
        start=start,
        end=end,
    )
    named = {mention.place.admin1 for _, mention in view.places if mention.place}
    led = oblast_led_by(speaker, speakers) if role is Role.CIVIL_OFFICIAL else None
    return Voice(
        attribution=found,
        start=min(first, start),
        end=max(first + len(speaker), end),
        admin1s=frozenset(named if led is None else {*named, led}),
    )
