"""Which words of an article name a person, so that no village is seen where a man is named.

Half of all surnames are also villages: Smirnov and Smyrnove, Kovalov and Kovalove. A first name, a
title, an initial or a verb of saying gives the person away, and then the surname alone does.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.errors import GazetteerError

if TYPE_CHECKING:
    from pathlib import Path

    from geo.toponyms.lexicon import Lexicon
    from geo.toponyms.words import Word, Words

_MALE_ENDINGS = ("", "а", "у", "ом", "ем", "ові", "еві", "і", "е", "я", "ю")
_SOFT_ENDINGS = ("й", "я", "ю", "єм", "ем", "еві", "єві", "ї", "и", "е", "є")
_A_ENDINGS = ("а", "и", "і", "у", "ою", "о", "ой", "е", "ы")
_YA_ENDINGS = ("я", "і", "ї", "ю", "ею", "єю", "и", "ей", "е")
_O_ENDINGS = ("о", "а", "у", "ом", "ові", "е", "і")
_SOFT_SIGN_ENDINGS = ("ь", "я", "ю", "ем", "ем", "еві", "і", "е", "ью", "и")

_PATRONYMIC = re.compile(r"(?:ович|евич|йович|івн|ївн|овн|евн|ічн|ичн)\w{0,3}$")
_SURNAME = re.compile(
    r"(?:енк[оау]|енком|ук|юк|чук|ий|ой|ськ(?:ий|ого|ому|им|а|ої|ій|у|ою)|ск(?:ий|ого|ому|им|ая|ой|ую)"
    r"|(?:[оеєёїя]в|ин|ін|їн)(?:а|у|ым|им|ом|е|і|ым|ой|ою|ої|ій)?|ян(?:а|у|ом)?|швіл[иі]|швили|дзе|ич(?:а|у|ем)?"
    r"|их|ых|ко|ян|ец[ья]?|ець|ак|як|ик|ник|ман|ер|штейн(?:а|у|ом)?)$"
)
_LATIN_SURNAME = re.compile(
    r"(?:enko|chuk|iuk|yuk|sky[iy]?|skiy|ski|ska|skaya|tsky[iy]?|ov|ev|yov|iov|ova|eva|in|yn|ina|ich|vych|ian|yan"
    r"|shvili|dze|ets|ak|iak|yk|nyk|man|stein|ko|er|ell|son|ton|is|ez|ini)$"
)
_RANKED_SURNAME = re.compile(r"(?:[сцз]ь?к(?:ий|ого|ому|им)|[оеё]в|ин)$")
# Letters of a surname that stay the same in every case.
_CASE_ENDING = re.compile(r"(?:ого|ому|ими?|ій|ої|ою|ий|ой|ая|ую|ым|ом|ем|єм|ові|еві|[аеиіоуыюяйь])$")
_LEAST_STEM = 4
# "Садове" is a village though Садовий is a mayor.
_NOT_OF_SURNAMES = ("е", "о", "ка", "ки", "ку", "кою", "ці")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNames:
    """The names of one language: first names in every case, surnames by their stems."""

    first_names: frozenset[str]
    surnames: frozenset[str]


@cache
def load_person_names(language: str, *, data_dir: Path) -> PersonNames:
    """Return the names of persons of ``language``; English where there are none.

    Raises
    ------
    GazetteerError
        If the file is missing or damaged.
    """
    path = data_dir / "lexicon" / "persons.json"
    try:
        lists = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = f"Word lists {path.name!r} cannot be read ({error}); install Frontline again"
        raise GazetteerError(msg) from error
    code = language if language in lists["first_names"] else "en"
    forms = (decline(name) if code != "en" else {name} for name in lists["first_names"][code])
    return PersonNames(
        first_names=frozenset().union(*forms),
        surnames=frozenset(surname_stem(name) for name in lists["surnames"][code]),
    )


def decline(name: str) -> set[str]:
    """Return the case forms of a Ukrainian or Russian first name, some of them wrong but harmless.

    >>> sorted(decline("іван"))[:3]
    ['іван', 'івана', 'іване']
    """
    endings = {
        "й": _SOFT_ENDINGS, "а": _A_ENDINGS, "я": _YA_ENDINGS, "о": _O_ENDINGS, "ь": _SOFT_SIGN_ENDINGS,
    }.get(name[-1])  # fmt: skip
    if endings is None:
        return {name + ending for ending in _MALE_ENDINGS}
    return {name} | {name[:-1] + ending for ending in endings}


def surname_stem(name: str) -> str:
    """Return the letters of a surname that stay the same in every case.

    >>> surname_stem("сирського") == surname_stem("сирський"), surname_stem("гладковим")
    (True, 'гладков')
    """
    stem = _CASE_ENDING.sub("", name.lower())
    return stem if len(stem) >= _LEAST_STEM else name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Persons:
    """What is known of the persons of an article: the words of their names, and their surnames.

    ``named`` are the surnames that the article gives with a first name, ``stems`` those in the news besides.
    """

    indices: frozenset[int]
    stems: frozenset[str]
    named: frozenset[str] = frozenset()

    def is_named(self, word: str) -> bool:
        """Tell whether the article names a person so in full."""
        return surname_stem(word) in self.named

    def is_surname(self, word: str) -> bool:
        """Tell whether a word is a surname met here or in the news, in any case."""
        return not word.endswith(_NOT_OF_SURNAMES) and surname_stem(word) in self.stems


def find_persons(words: Words, lexicon: Lexicon, names: PersonNames) -> Persons:
    """Find the persons whom a first name, an initial or a title gives away."""
    indices: set[int] = set()
    stems: set[str] = set()
    for index, word in enumerate(words.items):
        if not word.is_capital or index in indices:
            continue
        length = _name_length(index, words, lexicon, names)
        if length:
            indices.update(range(index, index + length))
            stems.add(surname_stem(words.items[index + length - 1].lower))
    named = frozenset(stems)
    return Persons(indices=frozenset(indices), stems=named | names.surnames, named=named)


def _name_length(index: int, words: Words, lexicon: Lexicon, names: PersonNames) -> int:
    """Return how many words from ``index`` name a person, 0 for none."""
    word = words.items[index]
    if index and words.items[index - 1].lower in lexicon["call_signs"] and not word.is_first:
        return 1
    if word.lower in names.first_names:
        length = 1
        while length < 3 and _continues(index + length, words, lexicon):
            length += 1
            if not _PATRONYMIC.search(words.items[index + length - 1].lower):
                break
        # A first name alone is a person only behind a title, and a saint or a village elsewhere.
        return length if length > 1 or words.before(index) in lexicon["person_titles"] else 0
    if word.end - word.start == 1 and index + 1 < len(words.items):
        follower = words.items[index + 1]
        is_surname = follower.end - follower.start > 2 and follower.gap.strip() == "."
        return 2 if follower.is_capital and is_surname and not word.is_first else 0
    return 0


def _continues(index: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether the word goes on a name: a capital right behind it, and no noun of places."""
    if index >= len(words.items):
        return False
    word = words.items[index]
    if not (word.is_capital and word.joins and not word.gap.strip(" \u00a0")) or word.is_upper:
        return False
    return not lexicon.is_in_any(word.lower, ("adm1_nouns", "adm2_nouns", "settlement_nouns"))


def looks_like_surname(word: Word) -> bool:
    """Tell whether a word ends as surnames do; so do many villages, so this alone proves nothing."""
    pattern = _LATIN_SURNAME if word.lower.isascii() else _SURNAME
    return pattern.search(word.lower) is not None


def is_ranked(index: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a title stands before what only a surname looks like: «сержант Луганський, Суворов»."""
    return (
        _RANKED_SURNAME.search(words.items[index].lower) is not None
        and words.before(index) in lexicon["person_titles"]
    )


def is_titled(index: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a title stands right before a Cyrillic name: «пілот Сокіл», «друг Степной»."""
    return not words.items[index].lower.isascii() and words.before(index) in lexicon["person_titles"]


def is_voice(index: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether words are said to be those of the name: «за словами Вишневого»."""
    return words.before(index) in lexicon["voice_nouns"]


def is_said_of(index: int, words: Words, lexicon: Lexicon) -> bool:
    """Tell whether a verb of saying, a title or "according to" stands by the word: «заявив Ковальов»."""
    before = words.before(index)
    if before in lexicon["place_titles"]:
        # «житель Коренева», «мэр Рыльска»
        return False
    if before in lexicon["person_titles"]:
        return True
    if before == "to" and words.before(index, 2) == "according":
        return True
    return before in lexicon["speech_verbs"] or words.after(index) in lexicon["speech_verbs"]
