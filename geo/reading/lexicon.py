"""Word lists for reading, loaded once: lists are data, so that a reader can check and extend them."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.errors import GeoError
from geo.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@cache
def default_data_dir() -> Path:
    """Return the data folder of the default settings."""
    return Settings().data_dir


@cache
def load_lexicon(name: str, data_dir: Path) -> dict[str, Any]:
    """Return the word list ``lexicon/<name>.json`` of ``data_dir``.

    Raises
    ------
    GeoError
        If the file is missing or is no JSON object.
    """
    path = data_dir / "lexicon" / f"{name}.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = f"word list {str(path)!r} cannot be read ({error}); install the package again"
        raise GeoError(msg) from error
    if not isinstance(content, dict):
        msg = f"word list {str(path)!r} is no JSON object; install the package again"
        raise GeoError(msg)
    return content


def alternatives(words: Iterable[str]) -> str:
    r"""Return a regular expression for any of ``words``, the longest first.

    >>> alternatives(["a", "a.b"])
    '(?:a\\.b|a)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"
