"""Whose enemy "the enemy" is: where no word of a text tells it, who is named first in its title does.

A governor's post says "the enemy" and "ours" without a word that only one side uses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.claims.language.sentence_view import make_views, perspective_of
from geo.claims.parties.scene import OPPOSITE
from geo.claims.voices.issuing import find_named_above
from geo.claims.voices.speakers import is_known, owner_of
from geo.models import Side

if TYPE_CHECKING:
    from geo.claims.language.lexicon import ClaimLexicon, Speakers
    from geo.claims.language.sentence_view import View
    from geo.claims.voices.making import Voice
    from geo.models import Article, Mention, Parse

# In Russian, both sides speak of the foe, of what has been freed and of the other's ministry.
_SAID_BY_BOTH = re.compile(r"противник|освобо|минист|минобор|вс рф|группировк")

LEAST_PLACES = 3
"""Places that a text must name for all of them to tell whose ground it is about."""


def read_views(
    article: Article,
    mentions: tuple[Mention, ...],
    lexicon: ClaimLexicon,
    speakers: Speakers,
    parse: Parse | None = None,
    *,
    publisher: Voice | None = None,
) -> list[View]:
    """Return a view of each sentence of an article, on the side of its publisher or who is named above."""
    views = make_views(article, mentions, lexicon, parse)
    is_relative = any(word.is_relative for view in views for word in view.sides)
    # Ukrainian texts are of one side, whomever they quote.
    if not is_relative or lexicon.language == "uk" or _is_told(article, lexicon):
        return views
    side = publisher.attribution.side if publisher else _side_above(views, lexicon, speakers)
    side = side or _side_of_the_ground(views) or _side_against_russia(views, lexicon)
    if side is None or side is views[0].perspective:
        return views
    return make_views(article, mentions, lexicon, parse, perspective=side)


def _is_told(article: Article, lexicon: ClaimLexicon) -> bool:
    """Tell whether the words of a text tell its side; in Russian, both sides speak of "the foe"."""
    side = perspective_of(article.text, lexicon)
    if side is None or lexicon.language != "ru":
        return side is not None
    if side is Side.RU:
        told = lexicon["ru_perspective"].finditer(article.text.lower())
        return any(_SAID_BY_BOTH.match(match.group()) is None for match in told)
    words = {match.group() for match in lexicon["ua_perspective"].finditer(article.text.lower())}
    return any(
        lexicon["invaders"].fullmatch(word)
        or not (lexicon["enemy"].fullmatch(word) or lexicon["own"].fullmatch(word))
        for word in words
    )


def _side_of_the_ground(views: list[View]) -> Side | None:
    """Return Russia's side where a text that names "the enemy" tells of Russia's ground alone.

    Ukrainian bulletins of Russia's ground, too, have a sector of their own beside it.
    """
    owners = [owner_of(mention.place) for view in views for _, mention in view.places]
    known = [owner for owner in owners if owner is not None]
    is_all = len(known) >= LEAST_PLACES and set(known) == {Side.RU}
    return Side.RU if is_all else None


def _side_against_russia(views: list[View], lexicon: ClaimLexicon) -> Side | None:
    """Return Ukraine's side where a Russian text names no party but Russia: «держим шахту, россияне лезут».

    The other way round tells nothing: Ukraine's own people say «ВСУ», too.
    """
    if lexicon.language != "ru":
        return None
    named = {word.side for view in views for word in view.sides if not word.is_relative}
    return Side.UA if named & set(OPPOSITE) == {Side.RU} else None


def _side_above(views: list[View], lexicon: ClaimLexicon, speakers: Speakers) -> Side | None:
    """Return the side of who speaks in a title: "Gladkov: …", "The FSB reported …"."""
    named = find_named_above(views, lexicon, speakers)
    if named is None or named.attribution.side not in OPPOSITE:
        return None
    told = named.attribution
    # A title that only names somebody, as "Fleeing Surovikin's line" does, is not told by him.
    return told.side if told.cue != told.speaker and is_known(told.speaker, speakers) else None
