"""How an article is written, and by whose side: a post, a bulletin or an interview names no speaker at all.

Whoever writes "the enemy" and "our men" tells what his side tells. Whether a text is such a one is seen
best in the whole of it, so its manner is read once and weighed with every claim.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.voices.issuing import has_title
from geo.claims.voices.making import Voice
from geo.models import Attribution, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.claims.language.lexicon import ClaimLexicon
    from geo.claims.language.sentence_view import View

MANY = 3
"""Words of a list beyond which their number makes no difference."""

UNTOLD = "telling none"
"""The manner of a text in which nobody is said to tell anything."""

LONG = 12
"""Sentences from which a text is more than a post."""

LONGEST_TITLE = 70
"""Letters of a title that stands for its writer."""

_QUOTES = ("“", "«", '"', "„")
_COUNTED = ("enemy", "own", "we", "first_person", "ua_perspective", "ru_perspective", "address")
_OF_A_SIDE = ("we", "first_person", "own", "enemy", "ua_perspective", "ru_perspective", "address", "bulletin")
_SIGN = re.compile(r"[#\u2600-\u27bf\U0001f300-\U0001faff▪]")
_ASKED = re.compile(r"[—–-]?\s?[^.!?]*\?\s*\Z")
_TITLE = re.compile(r"[^,.:;(!?|]*[^\s,.:;(!?|]")


def read_manner(views: Sequence[View], lexicon: ClaimLexicon) -> tuple[str, ...]:
    """Return what tells whether a text is a paper's, or a post, a bulletin, an interview of one side."""
    body = [view for view in views if not view.is_heading]
    if not body:
        return ()
    return tuple(_manner(views[0], body, lexicon))


def _manner(title: View, body: Sequence[View], lexicon: ClaimLexicon) -> Iterator[str]:
    telling = sum(
        view.search("speech_verbs", lexicon) is not None or view.search("according", lexicon) is not None
        for view in body
    )
    yield f"telling {min(4, 8 * telling // len(body))}" if telling else UNTOLD
    yield f"long {len(body) >= LONG}"
    plain = " ".join(view.lower for view in body if not any(quote in view.text for quote in _QUOTES))
    for name in _COUNTED:
        count = len(lexicon[name].findall(plain))
        yield f"{name} {min(count, MANY)}"
    yield from _manner_of_title(
        title if title.is_heading or title.text.rstrip().endswith(":") else None, lexicon
    )
    if any(_SIGN.search(view.text) for view in (title, *body)):
        yield "signs"
    if sum(_ASKED.match(view.text) is not None for view in body) > 1:
        yield "asks"


def _manner_of_title(title: View | None, lexicon: ClaimLexicon) -> Iterator[str]:
    if title is None:
        yield "title none"
        return
    words = title.text.rstrip()
    yield f"title {'ends with colon' if words.endswith(':') else 'has colon' if ':' in words else 'plain'}"
    if title.search("bulletin", lexicon):
        yield "title of a bulletin"
    if title.search("speech_verbs", lexicon):
        yield "title tells"


def find_writer(
    views: Sequence[View], lexicon: ClaimLexicon, *, publisher: str | None = None
) -> Voice | None:
    """Return the writer of a text that says "we" or "the enemy", of the side whose enemy that is.

    He is called by the name of the ``publisher`` where one is told, else by the first-person word, else by
    the title, which no sentence of the text is; what he is, the text does not say.
    """
    title = views[0].text if has_title(views) else ""
    for name in _OF_A_SIDE:
        for view in views:
            match = view.search(name, lexicon)
            if match is not None and not _is_quoted(view):
                is_person = name in {"we", "first_person"}
                return _writer(publisher, "" if is_person else title, view, match)
    return None


def _writer(publisher: str | None, title: str, view: View, word: re.Match[str]) -> Voice:
    start, end = view.start + word.start(), view.start + word.end()
    cue = view.text[word.start() : word.end()]
    named = _TITLE.match(title)
    titled = cue if named is None or len(named.group()) > LONGEST_TITLE else named.group()
    told = Attribution(
        speaker=(publisher or titled).strip(),
        role=Role.OTHER,
        side=view.perspective,
        cue=cue,
        start=start,
        end=end,
    )
    # Its own words are empty: "the enemy" is who acts, too.
    return Voice(attribution=told, start=start, end=start)


def _is_quoted(view: View) -> bool:
    return any(quote in view.text for quote in _QUOTES)
