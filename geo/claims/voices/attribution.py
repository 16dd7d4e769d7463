"""Who is said to say it: direct and indirect speech, "according to", and the speaker's side.

One attribution is found per sentence. A sentence with a pronoun for speaker takes the one named
before it in the paragraph. Where no words tell who speaks there is none: the article's own voice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.voices.making import is_nameless, make_voice, repeat_voice
from geo.claims.voices.referring import is_meant, may_be_whose, side_with, spoke_before
from geo.claims.voices.speaker_phrases import (
    A_NAME,
    BEFORE_COLON,
    BY_COUNT,
    EDGE,
    MAX_SPEAKER,
    RUNS_ON,
    find_speaker_before,
    find_speaker_behind,
    is_of_people,
    tells_a_deed_itself,
    trim,
    unquote,
)
from geo.claims.voices.speakers import can_speak, is_known, tell_role
from geo.models import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.claims.language.lexicon import ClaimLexicon, Speakers
    from geo.claims.language.sentence_view import View
    from geo.claims.voices.making import Voice

_JUDGED = re.compile(r"(?:to )?judg|суд", re.IGNORECASE)
_HIM = re.compile(
    r"him|her|them|него|неё|нее|них|нього|неї|(?:one|some|another) of (?:them|these)"
    r"|(?:одного|одной|некоторых) из них|(?:одного|однієї|деяких) (?:з|із) них"
)
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
_NAMED_FIRST = frozenset({Role.GENERAL_STAFF, Role.MINISTRY, Role.THINK_TANK})
_LONGEST_BODY = 5
MOST_OPENING = 9
"""Words with which a sentence may name its subject."""

_CAPITAL = re.compile(r"moscow|ky?iv|kiev|москва|киев|київ|washington|вашингтон")
# "The Tavria direction: …" is a stretch of the front, not the command of that name.
_OF_GROUND = re.compile(r"\b(?:direction|axis|sector|front)\b|напрям|направлени|фронт|відтин|участ|ділянк")
_POSSESSED = re.compile(r" (?:its|his|her|their|його|її|їхн\w+|їх|его|её|ее|их) ")
# "Both reports were denied", "first reports of": the noun is no verb.
_IS_NOUN = re.compile(
    r"(?:reports?|claims?|estimates?) (?:of|were|was|are|is|from|about|by|came|emerged|had|ha(?:ve|s) been)\b"
)
_OF_ONE = re.compile(r"(?:[вл]|ла|[еєиі]т|[аи]є|[иі]ть|же)\Z")
_THEN = re.compile(
    r"(?:потом|потім|затем|далі|далее|позже|пізніше|згодом|также|також|а|и|і|й|но|але|вчера|учора|сьогодні|сегодня)"
)
_THERE = re.compile(r"там")
# Words with which a paper passes on what it has of others.
_PASSES_ON = re.compile(r"cit(?:ing|es|ed)|with reference|посила|ссыла|со ссылк|і?з посилан")
_NAMELESS = re.compile(r"(?:first |full )?names?|прізвищ\w+|именам")
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
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\s+(?:also\s+|reportedly\s+)?\Z")


def find_body(view: View, speakers: Speakers) -> Voice | None:
    """Return the ministry, the staff or the mapping project that a sentence begins with: it may speak."""
    words = view.text.split()
    for count in range(1, min(len(words), _LONGEST_BODY) + 1):
        body = " ".join(words[:count])
        is_whole = count == len(words) or not words[count][:1].isupper()
        if is_whole and tell_role(body, speakers) in _NAMED_FIRST:
            return make_voice(view, body, body, view.start, speakers)
    return None


def find_subject(view: View, lexicon: ClaimLexicon, speakers: Speakers) -> Voice | None:
    """Return the person or paper that a sentence is about from its first words: "Governor X signed"."""
    opening = re.split(r"[:;“”\"«»(]", view.text, maxsplit=1)[0]
    named = _A_PERSON.search(opening) or A_NAME.search(opening)
    is_person = named is not None and named.re is _A_PERSON
    town = next((one for _, one in view.places if named and one.start < view.start + named.end()), None)
    if named is not None and town is not None and town.end < view.start + named.end():
        # «Мэр Таганрога Светлана Камбулова»: what he is head of is no part of his name.
        named, is_person = A_NAME.search(opening, town.end - view.start), True
    words = opening[: named.end()] if named is not None else ""
    role = tell_role(words, speakers)
    if named is None or len(words.split()) > MOST_OPENING:
        return None
    if role not in (_OF_PERSONS if is_person else _WRITING):
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
    named, meant = meant, previous or meant
    colon = voice_before_colon(view, speakers)
    if colon is not None and _tells_a_deed(view, colon, lexicon):
        colon = None
    voices = [*_by_verbs(view, lexicon, speakers, previous, meant)] or ([colon] if colon else [])
    # "The spokesman denied it: by his words …": he was named in the sentence itself.
    cue = view.search("according", lexicon)
    meant = next((one for one in reversed(voices) if cue and one.end <= view.start + cue.start()), meant)
    according = _by_according(view, lexicon, speakers, previous, meant, named=named)
    if according is not None and all(
        voice.end <= according.start or according.end <= voice.start for voice in voices
    ):
        voices.append(according)
    return sorted(voices, key=lambda voice: voice.attribution.start)


def _by_according(
    view: View,
    lexicon: ClaimLexicon,
    speakers: Speakers,
    previous: Voice | None,
    meant: Voice | None,
    *,
    named: Voice | None,
) -> Voice | None:
    match = view.search("according", lexicon)
    if match is None:
        return _by_count(view, speakers)
    rest = view.text[match.end() :]
    edge = EDGE.search(unquote(rest))
    speaker = RUNS_ON.sub("", rest[: edge.start() if edge else len(rest)].strip(" ."))
    stop = lexicon["speaker_stop"].search(speaker.lower())
    if stop is not None and stop.start() > 3:
        speaker = speaker[: stop.start()].strip()
    start = view.start + match.start()
    cue = view.text[match.start() : match.end()]
    whose = _POSSESSED.search(cue.lower())
    is_his = whose is not None
    if meant is not None and (not speaker or is_his or _HIM.fullmatch(speaker.lower())):
        # «За його словами, …»
        fitting = (one for one in (meant, named) if one is not None and may_be_whose(whose, one))
        again = next(fitting, None)
        return None if again is None else repeat_voice(again, cue, start)
    if (is_his and not is_known(speaker, speakers)) or not _may_be_cited(speaker, cue, speakers):
        return None
    found = make_voice(view, speaker, cue, start, speakers)
    return side_with(spoke_before(found, previous, meant), found, view, lexicon)


def _may_be_cited(speaker: str, cue: str, speakers: Speakers) -> bool:
    """Tell whether the words behind "according to" are somebody's: not a view, a name or nameless people."""
    if not speaker or len(speaker) > MAX_SPEAKER or _NAMELESS.fullmatch(speaker.lower()):
        return False
    if _PASSES_ON.match(cue.lower()) and is_nameless(speaker, speakers):
        return False
    # "Judging by the photographs": they tell the article's own view.
    return _JUDGED.match(cue) is None or is_known(speaker, speakers)


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
    named = meant
    for match in _verbs_of_saying(view, lexicon):
        start, cue = view.start + match.start(), view.text[match.start() : match.end()]
        if _is_without_subject(view, match, lexicon):
            # «"…" Потом признал: …», «солдаты, говорит, ушли»
            if meant is not None:
                yield repeat_voice(meant, cue, start)
            continue
        is_human = lexicon["people_say"].fullmatch(match.group()) is not None
        is_passing_on = _PASSES_ON.match(match.group()) is not None
        speaker = next(
            (
                item
                for item in _speakers_of(view, match, lexicon)
                if item
                and not (is_passing_on and is_nameless(item, speakers))
                and (_may_speak(item, lexicon, speakers) or (is_human and is_of_people(item, lexicon)))
            ),
            None,
        )
        if speaker is None:
            continue
        if lexicon["pronouns"].fullmatch(speaker.lower()) or _THERE.fullmatch(speaker.lower()):
            fitting = (one for one in (meant, named) if one is not None and is_meant(speaker.lower(), one))
            again = next(fitting, None)
            if again is not None:
                yield repeat_voice(again, cue, start)
            continue
        found = make_voice(view, speaker, cue, start, speakers)
        found = side_with(spoke_before(found, previous, meant), found, view, lexicon)
        # "Moscow denied that; it said …": who has just been named is "it".
        meant = named = found
        yield found


def _verbs_of_saying(view: View, lexicon: ClaimLexicon) -> Iterator[re.Match[str]]:
    """Yield the verbs with which somebody may say something in a sentence."""
    cue = view.search("according", lexicon)
    silence = view.search("silence", lexicon)
    for match in view.finditer("speech_verbs", lexicon):
        if any(one is not None and one.start() <= match.start() < one.end() for one in (silence, cue)):
            continue
        if _PASSIVE.search(view.lower, 0, match.start()) and not match.group().endswith("ing"):
            # "Clashes were reported": what stands before is told, it does not tell.
            continue
        if _has_no_subject(view, match) or _IS_NOUN.match(view.lower, match.start()):
            continue
        yield match


def _is_without_subject(view: View, verb: re.Match[str], lexicon: ClaimLexicon) -> bool:
    """Tell whether who says it is left out, as Ukrainian and Russian may: he spoke before."""
    if lexicon.language == "en" or not _OF_ONE.search(verb.group()):
        return False
    before, behind = view.text[: verb.start()].rstrip(), view.text[verb.end() :].lstrip()
    if before.endswith(",") and behind.startswith(","):
        return True
    return behind[:1] in {":", ","} and (not before or _THEN.fullmatch(before.lower()) is not None)


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


def _may_speak(speaker: str, lexicon: ClaimLexicon, speakers: Speakers) -> bool:
    return lexicon["pronouns"].fullmatch(speaker.lower()) is not None or can_speak(speaker, speakers)
