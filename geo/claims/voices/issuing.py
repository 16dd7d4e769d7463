"""Who speaks in a whole article: a governor's post, a ministry's or a General Staff's bulletin.

Such texts name their author once, in the heading or behind the first sentences, and then report
without a word of saying: all of it is his claim and none of it the paper's.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from typing import TYPE_CHECKING

from geo.claims.voices.attribution import find_voices, voice_before_colon
from geo.claims.voices.making import Voice, make_voice
from geo.claims.voices.naming import (
    body_in,
    tells_what_was_done,
    voice_by_role,
    voice_of_a_name,
    voice_of_the_known,
)
from geo.claims.voices.speakers import is_paper, owner_of, side_in, tell_role
from geo.models import Attribution, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.claims.language.lexicon import ClaimLexicon, Speakers
    from geo.claims.language.sentence_view import View
    from geo.models import Article

ISSUING = frozenset({Role.GENERAL_STAFF, Role.MINISTRY})
"""Roles whose heading with a colon opens a bulletin."""

ABOVE = ISSUING | {Role.CIVIL_OFFICIAL, Role.MILITARY_OFFICIAL, Role.MILBLOGGER}
"""Roles that a post or an interview may name above without a name."""

BODIES = ISSUING | {Role.CIVIL_OFFICIAL, Role.MILITARY_OFFICIAL}
"""Roles of a publisher that reports its own party's deeds: a staff, a ministry, an administration."""

_ASKED = re.compile(
    r"\b(?:what|why|how|whether|що|чому|як|про що|что|почему|как|о ч[её]м)\s(?:[\w'’-]+\s){0,4}$",
    re.IGNORECASE,
)

TELLING = ISSUING | {Role.MILITARY_OFFICIAL, Role.MILBLOGGER, Role.THINK_TANK}
"""Roles of who may be named above a part of a digest."""

LONGEST_LINE = 5
"""Words of a line that says who speaks below."""

LEAD = 4
"""Sentences of the body in which a bulletin names its issuer."""


def find_issuer(views: Sequence[View], lexicon: ClaimLexicon, speakers: Speakers) -> Voice | None:
    """Return who speaks in every sentence that names nobody else, if the article is one person's or body's.

    "Gladkov: seven districts under fire" over "Good morning, friends" is a post; "General Staff: …"
    and "operational information as of 08:00", whose issuer a sentence of the lead names, are bulletins.
    """
    if not views or not views[0].is_heading:
        return None
    heading, body = views[0], [view for view in views if not view.is_heading]
    is_post = any(_addresses_readers(view, lexicon) for view in body)
    named = voice_before_colon(heading, speakers, is_known_to_speak=is_post)
    is_paper_told = named is not None and named.attribution.role is Role.MEDIA
    if named is not None and (named.attribution.role in ISSUING or (is_post and not is_paper_told)):
        return _on_the_side_of_its_places(named, views)
    if heading.search("bulletin", lexicon):
        body_named = voice_by_role(heading, speakers, ISSUING)
        if body_named is not None:
            return body_named
        lead = [heading, *body[:LEAD]]
        voices = (voice for view in lead for voice in find_voices(view, lexicon, speakers, None))
        return next((voice for voice in voices if voice.attribution.role in ISSUING), None)
    return None


def find_publisher(article: Article, lexicon: ClaimLexicon, speakers: Speakers) -> Voice | None:
    """Return the publisher of an article as who speaks in it, if that is a party's own body and no paper.

    No word of the text is its cue, which therefore is empty and stands where the text begins. Where no
    publisher is told, the title of a bulletin may name it: "Report of the Ministry of Defence of Russia".
    """
    is_bulletin = article.title is not None and lexicon["bulletin"].search(article.title.lower()) is not None
    name = article.publisher or (body_in(article.title or "", speakers, ISSUING) if is_bulletin else None)
    if name is None or is_paper(name, speakers):
        return None
    role, side = tell_role(name, speakers), side_in(name, speakers)
    if role not in BODIES or side is None:
        return None
    told = Attribution(speaker=name, role=role, side=side, cue="", start=0, end=0)
    return Voice(attribution=told, start=0, end=0)


def find_named_above(views: Sequence[View], lexicon: ClaimLexicon, speakers: Speakers) -> Voice | None:
    """Return who is named above a text in any way: "A loud night — Serhii Lysak", "93rd Brigade: …"."""
    if not has_title(views):
        return None
    heading = views[0]
    told = (voice for voice in find_voices(heading, lexicon, speakers, None) if not _is_asked(heading, voice))
    voice = next(told, None)
    voice = voice or voice_of_the_known(heading, speakers)
    body = voice_by_role(heading, speakers, ABOVE, set_apart=True)
    if body is not None and next(lexicon.find_triggers(body.attribution.speaker), None) is None:
        # "ZSU storm the town" tells of them, it is not signed by them.
        voice = voice or body
    voice = voice or voice_of_a_name(heading, speakers)
    return None if voice is None else _on_the_side_of_its_places(voice, views)


def find_signature(views: Sequence[View], speakers: Speakers) -> Voice | None:
    """Return who has signed a post: the name alone in its last line, without a stop."""
    last = views[-1] if len(views) > 1 else None
    if last is None or last.paragraph == views[-2].paragraph or len(last.text.split()) > LONGEST_LINE:
        return None
    if last.text.rstrip()[-1:] in '.…!?»”"' or ":" in last.text:
        return None
    voice = voice_of_the_known(last, speakers) or voice_of_a_name(last, speakers)
    return None if voice is None else _on_the_side_of_its_places(voice, views)


def find_section(view: View, speakers: Speakers) -> Voice | None:
    """Return whose words follow, where a line of a digest names no more than him: "A Russian war blogger"."""
    speaker = re.split(r"[,.:;(—–|]", view.text, maxsplit=1)[0].strip(" *_#")
    first, last = view.start + view.text.find(speaker), view.start + view.text.find(speaker) + len(speaker)
    is_place = any(mention.start < last and first < mention.end for _, mention in view.places)
    if is_place or len(speaker.split()) > LONGEST_LINE or view.text.rstrip().endswith(("?", "!")):
        return None
    is_who = tell_role(speaker, speakers) in TELLING and not tells_what_was_done(speaker)
    return make_voice(view, speaker, speaker, first, speakers) if is_who else None


def _is_asked(heading: View, voice: Voice) -> bool:
    """Tell whether a heading announces an account of what somebody says: "What the Kremlin said and why"."""
    return _ASKED.search(heading.text, 0, voice.attribution.start - heading.start) is not None


def has_title(views: Sequence[View]) -> bool:
    """Tell whether a text begins with a title: a heading, or a name with a colon over what he writes."""
    return bool(views) and (views[0].is_heading or (len(views) > 1 and views[0].text.rstrip().endswith(":")))


def _addresses_readers(view: View, lexicon: ClaimLexicon) -> bool:
    """Tell whether a sentence outside quotation marks greets, or says "we" and "our"."""
    is_quoted = any(quote in view.text for quote in '"“”«»')
    return view.search("address", lexicon) is not None or (
        not is_quoted and view.search("we", lexicon) is not None
    )


def is_of_a_bulletin(voice: Voice, view: View, lexicon: ClaimLexicon) -> bool:
    """Tell whether a sentence says that it and those before it are from a bulletin: "reads the report"."""
    told = voice.attribution
    words = view.between(told.start, told.end)
    return told.role in ISSUING and lexicon["bulletin"].search(words) is not None


def _on_the_side_of_its_places(voice: Voice, views: Sequence[View]) -> Voice:
    """Return a head of a region, whose name nobody knows, as of the party on whose ground his places lie."""
    if voice.attribution.side is not None:
        return voice
    owners = Counter(owner_of(mention.place) for view in views for _, mention in view.places)
    del owners[None]
    if not owners:
        return voice
    side = owners.most_common(1)[0][0]
    return dataclasses.replace(voice, attribution=dataclasses.replace(voice.attribution, side=side))
