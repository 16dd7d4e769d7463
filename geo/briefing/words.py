"""Words of articles made fit for files: no control characters, no formula, no more letters than fit.

Articles are hostile input. XML refuses control characters and lone surrogates, and a spreadsheet
would run a cell that starts like a formula.
"""

from __future__ import annotations

import re
import unicodedata

from geo.rendering.figure_text import shorten

# Everything XML 1.0 forbids, and the line separators that office programs break lines at.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)

# As OWASP lists them ("CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain(text: str) -> str:
    r"""Return ``text`` without what XML forbids and without letters that turn the writing direction.

    >>> plain("a\x00b\u202ec")
    'a b c'
    """
    return _FORBIDDEN.sub(" ", text)


def one_line(text: str, letters: int) -> str:
    """Return ``text`` on one line in at most ``letters``, cut with an ellipsis.

    >>> one_line("A  very long title", 8)
    'A very…'
    """
    return shorten(plain(text), letters)


def spreadsheet_safe(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula.

    >>> spreadsheet_safe("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def slug(text: str) -> str:
    """Return ``text`` as a part of a file name: lower case Latin letters, digits and underscores.

    >>> slug("Belgorod Oblast / Kursk")
    'belgorod_oblast_kursk'
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", ascii_text.lower()).strip("_")[:40].rstrip("_")
