"""Find the runs of words that spell a name: of the gazetteer, of a government, of a people.

Nothing is judged here but capitals; what each name stands for is decided in recognition.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.models import Side, Use
from geo.toponyms.named import Named, NameReader
from geo.toponyms.uses import is_embedded, stands_for

if TYPE_CHECKING:
    from geo.models import Article
    from geo.toponyms.gazetteer import Gazetteer
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.words import Words

_ABBREVIATION = re.compile(
    r"(?<![\w.])(?:(?:U\.\s?S\.(?:\s?A\.)?|USA?|U\.\s?K\.|UK)|(?P<body>NATO|UN|EU|OSCE|IAEA))(?![\w])"
)


# "U.S. officials", "UK-led": the abbreviation stands for American, British.
_PEOPLE_NOUNS = re.compile(
    r"-|\s+(?:officials?|president|troops|military|forces|weapons|intelligence|aid|government|administration"
    r"|senators?|envoys?|negotiators|diplomats|army|lawmakers|citizens?)\b"
)


def spell_names(article: Article, words: Words, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Named]:
    """Return the runs that spell a name of the gazetteer and begin with a capital."""
    reader = NameReader(words, gazetteer, lexicon)
    names = [named for span in gazetteer.match(article.text, as_names=True) for named in reader.read(span)]
    fixed = _find_metonyms(words, lexicon) + _find_abbreviations(article, words, lexicon)
    free = [named for named in names if not any(o.start < named.end and named.start < o.end for o in fixed)]
    return free + fixed


def _find_metonyms(words: Words, lexicon: Lexicon) -> list[Named]:
    """Return the names of palaces and bodies that always stand for a government."""
    table = lexicon.table("metonyms")
    heads = {key.split(" ")[0] for key in table}
    found = []
    for index, word in enumerate(words.items):
        if not word.is_capital or word.lower not in heads or words.after(index) in {"of", "from"}:
            # "West of Bakhmut" is no government.
            continue
        for length in (2, 1):
            if index + length > len(words):
                continue
            key = " ".join(item.lower for item in words.items[index : index + length])
            if key in table:
                end = words.items[index + length - 1].end
                side = Side(table[key])
                found.append(Named(index, index + length - 1, word.start, end, (), use=Use.ACTOR, side=side))
                break
    return found


def _find_abbreviations(article: Article, words: Words, lexicon: Lexicon) -> list[Named]:
    """Return U.S., UK and their like, which no name list spells the way newspapers do."""
    if lexicon.language != "en":
        return []
    found = []
    for match in _ABBREVIATION.finditer(article.text):
        first, last = words.at(match.start()), words.at(match.end() - 1)
        last = min(
            max(first, last if article.text[match.end() - 1] != "." else words.at(match.end() - 2)),
            len(words) - 1,
        )
        named = Named(first, last, match.start(), match.end(), (), use=Use.ACTOR, side=Side.OTHER)
        if match["body"] or is_embedded(first, last, words, lexicon):
            named.use, named.side = Use.EMBEDDED, None
        elif article.text.startswith("-based", match.end()):
            named.use, named.side = Use.PLACE, None
        elif _PEOPLE_NOUNS.match(article.text, match.end()):
            named.use = Use.DEMONYM
        else:
            named.use = stands_for(first, last, words, lexicon, is_country=True)
            named.side = Side.OTHER if named.use is Use.ACTOR else None
        found.append(named)
    return found


def find_peoples(words: Words, lexicon: Lexicon, taken: set[int]) -> list[Named]:
    """Return the demonyms; Ukrainian and Russian write them in small letters."""
    is_english, lowercase = lexicon.language == "en", lexicon["lowercase_peoples"]
    found: list[Named] = []
    for index, word in enumerate(words.items):
        if is_english and not word.is_capital and word.lower not in lowercase:
            continue
        if index in taken or (found and found[-1].last >= index):
            continue
        side, last = lexicon.people_side(word.lower), index
        pair = f"{word.lower} {words.after(index)}" if word.lower in lexicon.people_heads else ""
        if pair in lexicon.table("demonyms"):
            side, last = lexicon.people_side(pair), index + 1
        if side:
            end = words.items[last].end
            found.append(Named(index, last, word.start, end, (), use=Use.DEMONYM, side=Side(side)))
    return found
