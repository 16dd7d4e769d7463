"""Cut a text into words, numbers and signs once, for every grammar of this stage.

Quantities, times and offsets all walk over the same tokens, and callers ask sentence by sentence, so
the result for the last few texts is kept: reading an article a second time would cost more than the
grammars themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# A number grouped by spaces is one token ("12 500"), so is "1,000.5", "06.08.2024", "14:30" and "2/3";
# what it means is for the grammars to say. A word may end in digits ("km2", "M777").
_TOKEN = re.compile(
    r"""\d{1,3}(?:[\ \u00a0\u202f\u2009]\d{3})+(?![\d])(?:[.,]\d+)?
      |\d+(?:[.,:/]\d+)*
      |[^\W\d_]\w*(?:'(?!s\b)\w+)*
      |'s\b
      |\n
      |[^\w\s]""",
    re.VERBOSE,
)
_BREAKS = frozenset(".;!?\n…")
_KEPT_TEXTS = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tokens:
    """The tokens of a text as parallel tuples; compared by identity, so that caches need not hash them.

    ``keys`` are folded (lower case, one apostrophe, е for ё) and are what word lists are asked for;
    ``starts`` and ``ends`` count characters of the unfolded text; ``numbers`` are the indexes of the
    tokens that begin with a digit.
    """

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    numbers: tuple[int, ...]

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return len(self.keys)

    def key(self, index: int) -> str:
        """Return the folded token, or an empty string outside the text."""
        return self.keys[index] if 0 <= index < len(self.keys) else ""

    def is_glued(self, index: int) -> bool:
        """Tell whether no space parts the token from the one before it."""
        return 0 < index < len(self.keys) and self.ends[index - 1] == self.starts[index]

    def is_capital(self, index: int) -> bool:
        """Tell whether the token is written with a capital first letter."""
        return 0 <= index < len(self.keys) and self.text[self.starts[index]].isupper()

    def is_break(self, index: int) -> bool:
        """Tell whether a clause surely ends at the token: a full stop, a semicolon, a line."""
        return not 0 <= index < len(self.keys) or self.keys[index] in _BREAKS


def fold_word(text: str) -> str:
    """Return ``text`` as word lists spell it, character for character.

    >>> fold_word("П’ЯТЬ сёл")
    "п'ять сел"
    """
    lower = text.lower()
    if len(lower) != len(text):
        # A few letters grow when lowered (İ); offsets must not move, so those stay as they are.
        lower = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    for written in "’ʼ`′‘":
        lower = lower.replace(written, "'")
    return lower.replace("ё", "е")


@lru_cache(maxsize=_KEPT_TEXTS)
def tokenize(text: str) -> Tokens:
    """Cut ``text`` into tokens; spaces and underscores belong to none.

    >>> tokenize("10–15 km, п’ять").keys
    ('10', '–', '15', 'km', ',', "п'ять")
    """
    folded = fold_word(text)
    spans = [match.span() for match in _TOKEN.finditer(folded)]
    keys = tuple([folded[start:end] for start, end in spans])
    return Tokens(
        text=text,
        keys=keys,
        starts=tuple([start for start, _ in spans]),
        ends=tuple([end for _, end in spans]),
        numbers=tuple([place for place, key in enumerate(keys) if key[0].isdecimal()]),
    )
