"""Bytes to text: UTF-8, UTF-16 with its mark, and Windows-1251, which old Cyrillic files use.

A wrong guess gives nonsense that looks like text, so what fits none of them is refused.
"""

from __future__ import annotations

import codecs
import re

from geo.errors import ArticleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The judges look at so much of a file.
_SAMPLE_BYTES = 100_000
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# More control characters than this share never occur in a text.
_CONTROL_SHARE = 0.005
_ADVICE = "save it as UTF-8 text"

_CYRILLIC_WORD = re.compile("[А-Яа-яЁёІіЇїЄєҐґ]+")
_PLAUSIBLE_WORD = re.compile("[А-ЯЁІЇЄҐ]?[а-яёіїєґ]+|[А-ЯЁІЇЄҐ]+")
_LATIN_IN_CYRILLIC = re.compile("[A-Za-z][а-яёіїєґ]|[а-яёіїєґ][A-Za-z]")
# Typographic marks, which Windows-1251 and 1252 have at the same bytes, and the number sign.
_TYPOGRAPHIC = frozenset("„…‘’“”•–—«»\xa0№°")
# Names such as КрАЗ mix cases, a stray sign may occur; in another encoding far more is amiss.
_PLAUSIBLE_SHARE = 0.95
_STRAY_SHARE = 0.02


def decode(content: bytes) -> str:
    """Return the text of a file.

    Raises
    ------
    ArticleError
        If the bytes are no text, or text in no encoding that is recognised.

    >>> decode("Бої".encode("cp1251"))
    'Бої'
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode_as(content, encoding)
    sample = content[:_SAMPLE_BYTES]
    if b"\x00" in sample or len(_CONTROL.findall(sample)) > _CONTROL_SHARE * len(sample):
        msg = f"is binary, not text; give an article as text, or {_ADVICE}"
        raise ArticleError(msg)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _decode_windows(content)
        if text is None:
            msg = f"is in no known encoding (no UTF-8 at byte {error.start}); {_ADVICE}"
            raise ArticleError(msg) from error
        return text


def _decode_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        msg = f"begins as {encoding} but breaks at byte {error.start}; {_ADVICE}"
        raise ArticleError(msg) from error


def _decode_windows(content: bytes) -> str | None:
    """Return the text if its upper bytes make Russian or Ukrainian words, or are only quotes."""
    text = content.decode("cp1251", errors="replace")
    if {character for character in text if character > "\x7f"} <= _TYPOGRAPHIC:
        return text
    sample = text[:_SAMPLE_BYTES]
    words = _CYRILLIC_WORD.findall(sample)
    letters = sum(map(len, words))
    strays = sum(character > "\x7f" and character not in _TYPOGRAPHIC for character in sample) - letters
    plausible = sum(len(word) for word in words if _PLAUSIBLE_WORD.fullmatch(word))
    lower = sum(character.islower() for word in words for character in word)
    looks_right = (
        strays <= _STRAY_SHARE * letters
        and plausible >= _PLAUSIBLE_SHARE * letters
        # Text in KOI8-R comes out with its cases exchanged: vILLAGE.
        and lower > letters / 2
        and len(_LATIN_IN_CYRILLIC.findall(sample)) <= _STRAY_SHARE * letters
    )
    return text if looks_right else None
