"""Who says it, weighed: the voices in a sentence, those before it, the author named above, or nobody.

The rules name the speakers and pick one; whether he still speaks two sentences on, in the next
paragraph or through a whole post is told by many small clues: who is named above the text, what is
told, whose enemy is "the enemy".
"""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.claims.language.clues import LETTERS
from geo.claims.parties.scene import OPPOSITE
from geo.claims.weights import Option
from geo.models import Role, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.claims.kinds.triggering import Draft
    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View
    from geo.claims.voices.making import Voice
    from geo.models import Attribution

KNOWN_SIDES = (Side.UA, Side.RU, Side.OTHER)
"""Sides that any speaker may be of."""

SPEAKER, SPEAKER_AWAY, AUTHOR, AUTHOR_SURE = 180, 60, 50, 150
"""What must speak against whom the rules chose: a speaker of the clause, of the sentence, an author."""

ENEMY = 60
"""The same against who spoke before where the sentence says "the enemy": those are a party's words."""

GROUNDLESS = 500
"""What must speak against leaving open whose "the governor" is where nothing tells whose the ground is."""

ISSUING = frozenset({Role.GENERAL_STAFF, Role.MINISTRY})
"""Roles that issue bulletins: in those, all is theirs."""

MANY = 3
"""Voices beyond which their number makes no difference."""

MOST_WORDS = 6
"""Words of a speaker beyond which their number makes no difference."""

FARTHEST = 4
"""Sentences back beyond which the distance of a voice makes no difference."""

_OVER_ALL = frozenset({"above", "author"})
_IN_SENTENCE = frozenset({"here", "loose"})
_CARRIED = frozenset({"before", "behind"})
# Words that join the clause of a speaker to what is told in another.
_JOINING = re.compile(
    r"after|although|though|while|when|as|which|but|and|that|whom|until|before"
    r"|хотя|хоть|когда|как|что|а|но|и|тогда|которую|который|пока|чем"
    r"|хоча|хоч|коли|як|що|але|та|й|і|яку|який|поки|тоді|чого"
)
_NEXT = re.compile(r"(?:that|what|how|of|about|in|on|to|що|что|про|о|об|только|лише|как|як)\b|[,:;«“\"(—–]")
_LAST_WORD = re.compile(r"[\w'’-]+\Z")
_STOPS = ',;:(—–«“"'
_OPENING, _CLOSING = "“«„", "”»"


class Teller(NamedTuple):
    """A voice with the side that it may be of."""

    voice: Voice
    side: Side | None

    def as_voice(self) -> Voice:
        """Return the voice as one of that side."""
        told = self.voice.attribution
        if told.side is self.side:
            return self.voice
        return dataclasses.replace(self.voice, attribution=dataclasses.replace(told, side=self.side))


class Heard(NamedTuple):
    """A voice and where it was heard.

    ``sentence`` is the number of its sentence, ``rank`` how many others have spoken since; ``is_sure``
    marks a well-known person, whose side is no question, and ``is_named`` one whose words name a side.
    """

    voice: Voice
    where: str
    sentence: int
    paragraph: int
    rank: int = 0
    is_sure: bool = False
    is_named: bool = False


def list_voices(
    view: View,
    draft: Draft,
    heard: Sequence[Heard],
    *,
    owner: Side | None,
    manner: tuple[str, ...],
    setting: tuple[str, ...],
    lexicon: ClaimLexicon,
) -> list[Option[Teller | None]]:
    """Return every voice that may tell a claim, the article's own (``None``) first.

    Parameters
    ----------
    heard
        The voices, the rules' choice marked by ``where="ruled"`` beside its own place; a speaker
        heard at several places is one option with the clues of all.
    """
    around = [*setting, *_around(view, draft, owner, lexicon)]
    count = len({_speaker(one.voice.attribution) for one in heard})
    # Whoever is named with a verb in the sentence leaves those before it little to say.
    around.append(f"told here {any(one.where == 'here' for one in heard)}")
    nobody = frozenset((*_cross("own", [*around, f"voices {min(count, MANY)}"]), *_written("own+", manner)))
    is_ruled = any(one.where == "ruled" for one in heard)
    options: list[Option[Teller | None]] = [Option(None, nobody, is_ruled=not is_ruled)]
    has_relative = any(word.is_relative for word in view.sides)
    by_speaker: dict[str, list[Heard]] = {}
    for one in heard:
        by_speaker.setdefault(_speaker(one.voice.attribution), []).append(one)
    for turns in by_speaker.values():
        # The words nearest to what is told are the ones that a reader is led to.
        nearest = min(turns, key=lambda turn: abs(view.number - turn.sentence)).voice
        stands = {clue for turn in turns for clue in _stands(view, draft, turn)}
        places = " ".join(sorted({turn.where for turn in turns}))
        told = nearest.attribution
        crossed = (*_cross(places, around), *_written(f"{places}+", manner))
        general = frozenset(
            (*stands, *crossed, *[f"{places}/{clue}" for clue in stands], *_names(told.speaker, told.role))
        )
        is_named = any(turn.is_named for turn in turns)
        voiced = _Voiced(told.role, told.side, is_named, owner, view.perspective, has_relative)
        for side in _sides_of(told, is_sure=any(turn.is_sure for turn in turns)):
            marks = [*_marks(voiced, side), *_says(told.speaker, side)]
            if turns[0].where == "writer":
                marks += _written(f"{_standing(view, side)} ", manner)
            clues = frozenset(marks)
            is_it = "at ruled" in stands and side is told.side
            margin = _margin(view, turns, told, owner, at=draft.start, lexicon=lexicon) if is_it else 0
            options.append(Option(Teller(nearest, side), clues, general, is_ruled=is_it, margin=margin))
    return options


def _margin(
    view: View,
    turns: Sequence[Heard],
    told: Attribution,
    owner: Side | None,
    *,
    at: int,
    lexicon: ClaimLexicon,
) -> int:
    """Return what must speak against whom the rules chose: a speaker here or right behind, an author."""
    places = {turn.where for turn in turns}
    if told.role is Role.CIVIL_OFFICIAL and told.side is None and owner is None and "here" in places:
        return GROUNDLESS
    if "author" in places:
        is_sure = told.role in ISSUING or any(turn.is_sure for turn in turns)
        return AUTHOR_SURE if is_sure else AUTHOR
    if told.role in ISSUING and all(turn.paragraph != view.paragraph for turn in turns[:-1]):
        # A body that still speaks in another paragraph issues a bulletin.
        return AUTHOR_SURE
    # Who says "we" has been named before.
    goes_on = view.search("we_say", lexicon) is not None
    if "here" in places and not goes_on:
        first, last = view.clause(at)
        return SPEAKER if first <= told.start < last else SPEAKER_AWAY
    if goes_on or told.start >= view.end:
        return SPEAKER
    is_his = told.side is not None and told.side is view.perspective
    return ENEMY if is_his and view.search("enemy", lexicon) is not None else 0


def _sides_of(told: Attribution, *, is_sure: bool) -> tuple[Side | None, ...]:
    """Return the sides that a speaker may be of; of none only if no word tells his side."""
    if is_sure:
        return (told.side,)
    return KNOWN_SIDES if told.side in KNOWN_SIDES else (*KNOWN_SIDES, told.side)


def _standing(view: View, side: Side | None) -> str:
    """Return how a side stands to the one whose enemy "the enemy" of the article is."""
    return str(side) if side not in OPPOSITE else "its" if side is view.perspective else "enemy"


def _cross(head: str, clues: Iterable[str]) -> Iterator[str]:
    yield head
    for clue in clues:
        yield f"{head}+{clue}"


def _speaker(told: Attribution) -> str:
    return told.speaker.lower()


def _stands(view: View, draft: Draft, turn: Heard) -> Iterator[str]:
    """Yield where a voice stands to a claim."""
    yield f"at {turn.where}"
    back = view.number - turn.sentence
    yield f"back {min(back, FARTHEST)}"
    yield f"paragraph {'same' if turn.paragraph == view.paragraph else 'other'} {turn.where}"
    yield f"rank {turn.rank} {turn.where}"
    told = turn.voice.attribution
    if turn.where in _CARRIED:
        stretch = "same" if turn.paragraph == view.paragraph else "other"
        yield f"carried {told.role} {turn.where} {min(abs(back), FARTHEST)} {stretch}"
        yield f"carried {told.role} {turn.where} {turn.rank} {stretch}"
    if view.places and turn.voice.admin1s:
        is_near = any(
            mention.place and mention.place.admin1 in turn.voice.admin1s for _, mention in view.places
        )
        yield f"area {'same' if is_near else 'other'} {told.role}"
    if turn.where in _OVER_ALL:
        manner = "colon" if told.cue == ":" else "name" if told.cue == told.speaker else "verb"
        yield f"above by {manner} {told.role}"
    if back == 0 and turn.where in _IN_SENTENCE:
        yield from _setting(view, draft, turn.voice)
    if back == 0:
        is_inside = view.clause(draft.start)[0] <= told.start < view.clause(draft.start)[1]
        order = "ahead" if told.start < draft.start else "behind" if told.start < view.end else "later"
        yield f"cue {order} {'clause' if is_inside else 'sentence'}"
        yield f"cue {told.cue.lower()[:LETTERS]}"


def _setting(view: View, draft: Draft, voice: Voice) -> Iterator[str]:
    """Yield what joins the words of saying to what is told.

    "A was hit, said X" is his; in "A was hit; X said that B was" and "A was hit, although X denies B"
    he tells only what stands behind.
    """
    is_ahead = voice.attribution.start < draft.start
    order = "ahead" if is_ahead else "behind"
    before = view.between(view.start, voice.start).rstrip()
    word = _LAST_WORD.search(before)
    if word is not None and _JOINING.fullmatch(word.group()):
        yield f"{order} led by {word.group()}"
        before = before[: word.start()].rstrip()
    yield f"{order} led by {before[-1:] if before[-1:] in _STOPS else '-'}"
    behind = view.between(voice.end, view.end).strip(' ."”»')
    follows = _NEXT.match(behind)
    if not behind:
        yield f"{order} at the end"
    else:
        yield f"{order} and then {follows.group() if follows else '-'}"
    first, last = sorted((voice.end if is_ahead else voice.start, draft.start))
    yield f"{order} over {min(MANY, sum(first < cut <= last for cut in view.breaks))}"
    if any(stop in view.between(first, last) for stop in ";:"):
        yield f"{order} over a stop"


# The clues of a name, and those of a text, are the same for all that is told: each is spelt out once.
@lru_cache(maxsize=1_000)
def _names(speaker: str, role: Role) -> tuple[str, ...]:
    """Return what a voice is called, whatever its side."""
    words = speaker.split()
    capitals = sum(word[:1].isupper() for word in words)
    length = f"words {min(len(words), MOST_WORDS)} {min(capitals, MANY)}"
    return (f"role {role}", length, *(f"says {word[:LETTERS].lower()}" for word in words))


@lru_cache(maxsize=4_000)
def _says(speaker: str, side: Side | None) -> tuple[str, ...]:
    return tuple(f"says {word[:LETTERS]} {side}" for word in speaker.lower().split())


@lru_cache(maxsize=1_000)
def _written(head: str, manner: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(head + clue for clue in manner)


class _Voiced(NamedTuple):
    """What the rules say of a voice, with the ground that is told of and the words of the sentence."""

    role: Role
    ruled: Side | None
    is_named: bool
    owner: Side | None
    perspective: Side
    has_relative: bool


@lru_cache(maxsize=20_000)
def _marks(voiced: _Voiced, side: Side | None) -> tuple[str, ...]:
    """Return who a voice is, and how a side of it fits what the rules say, the ground and the writer."""
    role, ruled = voiced.role, voiced.ruled
    sort = "party" if side in OPPOSITE else side
    fits = "as ruled" if side is ruled else "by itself" if ruled is None else "otherwise"
    marks = [
        f"role {role} {sort}",
        f"side {sort}",
        f"side {fits} {'named' if voiced.is_named else 'guessed'} {role}",
        f"side {sort} {fits}",
        f"side {sort} {fits} {role}",
    ]
    if side in OPPOSITE:
        is_its = voiced.perspective is side
        if voiced.owner is not None:
            marks.append(f"ground {'its' if voiced.owner is side else 'enemy'} {role} {fits}")
        marks.append(f"writer {'its' if is_its else 'enemy'} {fits}")
        marks.append(f"relative {voiced.has_relative} {is_its} {fits}")
    return tuple(marks)


def _around(view: View, draft: Draft, owner: Side | None, lexicon: ClaimLexicon) -> Iterator[str]:
    """Yield what of the sentence tells whether it is a voice's or the article's."""
    yield f"kind {draft.trigger.kind}"
    yield f"owner {owner}"
    if any(word.is_relative for word in view.sides):
        yield "enemy"
    for name in ("we", "hearsay", "unconfirmed", "assessing", "geolocated", "denial", "bulletin", "modals"):
        if view.search(name, lexicon):
            yield name
    ahead = view.text[: draft.start - view.start]
    if sum(map(ahead.count, _OPENING)) > sum(map(ahead.count, _CLOSING)) or ahead.count('"') % 2:
        yield "quoted"
    for word in view.lower.split()[:2]:
        yield f"opens {word[:LETTERS]}"
    if draft.quantities:
        yield "number"
