"""The language of a text: English, Ukrainian or Russian, told by letters before statistics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from geo.reading.lexicon import default_data_dir, load_lexicon

if TYPE_CHECKING:
    from pathlib import Path

# Enough to tell a language by; more only costs time.
_SAMPLE_CHARACTERS = 20_000
# A quotation in the other language must not decide: one side needs this many times the other's
# letters and words.
_CLEAR_LEAD = 2

_LATIN = re.compile("[A-Za-z]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class _Marks:
    letters: re.Pattern[str]
    words: frozenset[str]

    def count(self, text: str, words: list[str]) -> int:
        return len(self.letters.findall(text)) + sum(word in self.words for word in words)


@cache
def _marks(data_dir: Path) -> dict[str, _Marks]:
    lexicon = load_lexicon("languages", data_dir)
    return {
        code: _Marks(re.compile(f"[{lexicon[code]['letters']}]"), frozenset(lexicon[code]["words"]))
        for code in ("uk", "ru")
    }


def find_language(text: str, *, data_dir: Path | None = None) -> str:
    """Return ``"en"``, ``"uk"`` or ``"ru"``, whichever ``text`` is most likely written in.

    Latin letters mean English, the only Latin-script language that is read. Between Ukrainian
    and Russian the letters and words that only one of them has decide; where they do not, a
    trained model does.

    >>> find_language("Удари по Харкову тривають, повідомили військові")
    'uk'
    """
    sample = text[:_SAMPLE_CHARACTERS]
    if len(_CYRILLIC.findall(sample)) <= len(_LATIN.findall(sample)):
        return "en"
    words = [word.casefold() for word in _WORD.findall(sample)]
    counts = {
        code: marks.count(sample, words) for code, marks in _marks(data_dir or default_data_dir()).items()
    }
    for code, other in (("uk", "ru"), ("ru", "uk")):
        if counts[code] > _CLEAR_LEAD * counts[other]:
            return code
    return _classify(sample)


def _classify(text: str) -> str:
    return cast("str", _model().classify(text)[0])


@cache
def _model() -> Any:  # noqa: ANN401 - the library ships no types
    """Return the model, loaded for the first text that needs it: it costs half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["uk", "ru"])
    return identifier
