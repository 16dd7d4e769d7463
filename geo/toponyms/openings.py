"""Names that open a sentence of Ukrainian or Russian, where any word has a capital: «Родинское. Враг…».

Villages called like adjectives open bulletins as headings do, and an adjective goes before a noun. So what
follows the word tells which it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.named import Named
    from geo.toponyms.words import Words

_NEUTER = re.compile(r"(?:[сзц]ьке|[сц]кое|[нвлкмтр]е|[нвлкмтр]ое)$")
"""Endings of villages called like neuter adjectives: Родинське, Удачне, Урожайное."""

_NO_NOUN = re.compile(r"(?:[.,]|\s\((?=[^\W\d_])|\s(?:на|в|у)\s(?=[А-ЯІЇЄҐЁ]))")
"""What no adjective is followed by that qualifies a noun."""

_TAKEN = re.compile(
    r"\s(?:(?:взят|захвачен|освобожд[её]н|потерян|оккупирован|захоплен|звільнен|втрачен|окупован|зачищен)[аоы]?"
    r"|держится|удерживается|контролируется|пал[ао]?|наше|тримається|утримується|контролюється|[ву]пал[ао])\b"
)
"""What is said of villages alone: «взято», «тримається», «наше»."""


def opens_as_place(named: Named, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a name that opens a sentence is one by what follows it."""
    if lexicon.language == "en" or named.first != named.last:
        return False
    if _is_heading(named, words) or _TAKEN.match(words.text, named.end) is not None:
        return True
    word = words.items[named.first].lower
    return _NEUTER.search(word) is not None and _NO_NOUN.match(words.text, named.end) is not None


def _is_heading(named: Named, words: Words) -> bool:
    """Tell whether a name is all of a sentence that others of its paragraph follow: «Комар. Тут бої»."""
    number = words.items[named.first].sentence
    if len(words.sentence_of(named.first)) > 1 or words.text[named.end : named.end + 1] != ".":
        return False
    paragraphs = words.paragraphs
    opens = number == 0 or paragraphs[number - 1] != paragraphs[number]
    goes_on = number + 1 < len(paragraphs) and paragraphs[number + 1] == paragraphs[number]
    return opens and goes_on
