"""Which language a Cyrillic name is in, and its other spellings.

Only what skeletons cannot settle is spelled out here: the English form for display, the systems
that contradict the English clusters (German, ISO 9), and the Russian form of a Ukrainian name.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.toponyms.names import fold

if TYPE_CHECKING:
    from pathlib import Path

# Resolution 55 of 2010 of the Cabinet of Ministers of Ukraine (KMU-2010).
_KMU = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ь": "", "ю": "iu", "я": "ia", "ы": "y", "э": "e", "ё": "io", "ъ": "",
}  # fmt: skip
_KMU_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_GERMAN = {"ж": "sch", "з": "s", "х": "ch", "ц": "z"}  # w, tsch and sch are read as in English
_TO_KMU = str.maketrans(
    _KMU
    | {letter.upper(): latin.capitalize() for letter, latin in _KMU.items()}
    | dict.fromkeys("'’ʼ‘`´″”\"", "")
)
_WORD_INITIAL = re.compile(r"(?<![^ -])[єїйюяЄЇЙЮЯ]")
_ZH = re.compile("[зЗ]г")
_APOSTROPHE = re.compile("['’ʼ‘`´″”\"]")
_UKRAINIAN = re.compile(r"[іїєґ]|[бвгдзйклмнпрст]['’ʼ]|(?:ове|еве|ине|не|ське|цьке|ий|івка|ська|цька)$")
_RUSSIAN = re.compile(r"[ыэёъ]|(?:[оеа]вка|[еио][вй]о|[иы]но|ое|ее|ая|яя|ые|кий|цк|(?<!ь)ск|ово|ье|ие)$")


@lru_cache(maxsize=100_000)
def language_of(name: str) -> str | None:
    """Return ``uk`` or ``ru`` for a Cyrillic name that shows its language, else ``None``.

    >>> language_of("Мар'їнка"), language_of("Степное"), language_of("Лиман")
    ('uk', 'ru', None)
    """
    lowered = name.lower()
    if re.search("[іїєґ]", lowered):
        return "uk"
    if _RUSSIAN.search(lowered):
        return "ru"
    return "uk" if _UKRAINIAN.search(lowered) else None


def romanise(name: str) -> str:
    """Write a Ukrainian name in Latin letters by KMU-2010; Latin letters stay.

    >>> romanise("Згурівка"), romanise("Ямпіль"), romanise("Нью-Йорк"), romanise("Куп'янськ")
    ('Zghurivka', 'Yampil', 'Niu-York', 'Kupiansk')
    """
    if _ZH.search(name):
        name = _ZH.sub(_spell_zh, name)
    return _WORD_INITIAL.sub(_spell_initial, name).translate(_TO_KMU)


def _spell_zh(match: re.Match[str]) -> str:
    return "Zgh" if match.group()[0] == "З" else "zgh"


def _spell_initial(match: re.Match[str]) -> str:
    letter = match.group()
    latin = _KMU_INITIAL[letter.lower()]
    return latin.capitalize() if letter.isupper() else latin


def contrary_keys(name: str) -> frozenset[str]:
    """Return the skeletons of a Cyrillic name in the systems that contradict the English clusters.

    German (``Tschernihiw``, ``Bachmut``, ``Isjum``), ISO 9 (``h`` for ``х``), the scholarly ``x``
    and ``ch``, and the press habit of writing ``щ`` as ``sch``.

    >>> fold("Bachmut") in contrary_keys("Бахмут"), fold("Charkiw") in contrary_keys("Харків")
    (True, True)
    """
    lowered = name.lower()
    spellings = set()
    if not _GERMAN.keys().isdisjoint(lowered):
        spellings.add("".join(_GERMAN.get(char) or _KMU.get(char, char) for char in lowered))
    if "х" in lowered:
        spellings |= {lowered.replace("х", "г"), lowered.replace("х", "кс"), lowered.replace("х", "ч")}
    if "щ" in lowered:
        spellings.add(lowered.replace("щ", "ш"))
    return frozenset(fold(spelling) for spelling in spellings) - {fold(name)}


class Translation:
    """Turns Ukrainian names into the Russian forms they are likely to have, for look-up only."""

    def __init__(self, data_dir: Path) -> None:
        """Load the groups of morphemes; each becomes one pattern that tells which morpheme it met."""
        path = data_dir / "lexicon" / "names_uk_ru.json"
        groups = json.loads(path.read_text(encoding="utf-8"))["groups"]
        self._groups = [
            (
                re.compile(group["at"] + "(?:" + "|".join(f"({old})" for old in group["pairs"]) + ")"),
                list(group["pairs"].values()),
            )
            for group in groups
        ]

    def russian(self, name: str) -> frozenset[str]:
        """Return the likely Russian forms of a Ukrainian name, in lower case.

        Several where the Ukrainian form leaves it open: Велика is Великая or Большая.
        """
        forms = {_APOSTROPHE.sub("'", name.lower())}
        for pattern, replacements in self._groups:
            forms = {new for form in forms for new in _rewrite(form, pattern, replacements)}
        return frozenset(forms)


def _rewrite(form: str, pattern: re.Pattern[str], replacements: list[list[str]]) -> set[str]:
    """Rewrite a form in as many ways as its most open morpheme has, all morphemes at once."""
    found = list(pattern.finditer(form))
    if not found:
        return {form}
    choices = [replacements[(match.lastindex or 1) - 1] for match in found]
    rewritten = set()
    for way in range(max(map(len, choices))):
        parts, at = [], 0
        for match, options in zip(found, choices, strict=True):
            parts += [form[at : match.start()], options[min(way, len(options) - 1)]]
            at = match.end()
        rewritten.add("".join(parts) + form[at:])
    return rewritten
