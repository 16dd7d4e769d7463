"""Text made plain before anything counts its characters: offsets refer to what leaves here."""

from __future__ import annotations

import re
import unicodedata

# Line and paragraph separators, vertical tab, form feed and NEL are line breaks to a reader.
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028]")
_PARAGRAPH_SEPARATOR = "\u2029"
# Control and invisible format characters: soft hyphen, zero-width marks, direction overrides
# (which can make a text read differently from what it says), byte-order mark, noncharacters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_ODD_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile("  +")
# JSON may carry half of a pair, which no file can hold.
_SURROGATES = re.compile("[\ud800-\udfff]")


def normalise(text: str) -> str:
    r"""Return ``text`` in NFC, with ``\n`` line ends, plain single spaces and no control characters.

    Words stay as they are; only invisible characters inside them go.

    >>> normalise("1\u00a0000 km\r\nSu\u00admy")
    '1 000 km\nSumy'
    """
    text = _LINE_BREAKS.sub("\n", text).replace(_PARAGRAPH_SEPARATOR, "\n\n")
    text = _SURROGATES.sub("\ufffd", text)
    text = _INVISIBLE.sub("", text)
    text = _SPACES.sub(" ", _ODD_SPACES.sub(" ", text))
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    r"""Return ``text`` normalised and on one line, for titles and messages.

    >>> one_line(" Fighting\n near Sumy ")
    'Fighting near Sumy'
    """
    return " ".join(normalise(text).split())
