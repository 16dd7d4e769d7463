"""The skeletons under which a place is filed: its names, their other spellings and case forms."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from geo.toponyms._declension import inflect, load_endings
from geo.toponyms._spelling import contrary_keys, language_of, load_morphemes, russian_forms
from geo.toponyms.names import fold, is_cyrillic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class How(IntEnum):
    """How a skeleton follows from a spelling. Higher means farther; Cyrillic-only from ``FORM`` on."""

    SPELT = 0
    CONTRARY = 1
    TRANSLATED = 2
    FORM = 3
    TRANSLATED_FORM = 4


class KeyMaker:
    """Makes the keys of a spelling; remembers them, since half of the villages share their names."""

    def __init__(self, data_dir: Path) -> None:
        """Load the rules of declension and translation."""
        self._endings = load_endings(data_dir)
        self._morphemes = load_morphemes(data_dir)

    def keys(self, spelling: str) -> dict[str, How]:
        """Return every skeleton of one spelling with the nearest way it follows."""
        keys: dict[str, How] = {}
        for how, form in self._forms(spelling):
            key = fold(form)
            if key and how < keys.get(key, How.TRANSLATED_FORM + 1):
                keys[key] = how
        return keys

    def _forms(self, spelling: str) -> Iterator[tuple[How, str]]:
        yield How.SPELT, spelling
        if not is_cyrillic(spelling):
            return
        language = language_of(spelling)
        for key in contrary_keys(spelling):
            yield How.CONTRARY, key
        if language != "ru":
            for form in inflect(spelling, self._endings["uk"]):
                yield How.FORM, form
            for russian in russian_forms(spelling, self._morphemes):
                yield How.TRANSLATED, russian
                for form in inflect(russian, self._endings["ru"]):
                    yield How.TRANSLATED_FORM, form
        if language != "uk":
            for form in inflect(spelling, self._endings["ru"]):
                yield How.FORM, form
