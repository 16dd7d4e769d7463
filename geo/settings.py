"""One frozen Settings, built once at the edge (command line or app) and passed in.

Every threshold that decides what a user sees has its unit and its reason here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def _find_data_dir() -> Path:
    """Return the data shipped in the wheel, or the repository's when run from a checkout."""
    shipped = _PACKAGE / "_data"
    return shipped if shipped.is_dir() else _PACKAGE.parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Paths and thresholds.

    Attributes
    ----------
    data_dir
        Folder of the shipped data (gazetteer, boundaries, basemap, lexicon, articles).
    cache_dir
        Folder for what can be built again, such as the compiled gazetteer.
    gazetteer
        SQLite file to use instead of the shipped gazetteer, or ``None``.
    online_geocoder
        ``nominatim`` or ``photon`` to ask about names that stay unresolved, or ``None``: nothing
        leaves the machine unless the user switches this on.
    language_model_url
        Base address of an OpenAI-compatible endpoint that the user runs, such as
        ``http://127.0.0.1:11434/v1``, or ``None``: no model is asked unless the user switches it on.
    language_model
        Name of the model at that endpoint; servers with one model take any.
    language_model_timeout_s
        Seconds to wait for one answer: a small model on a processor needs a minute for a paragraph.
    spacy_pipeline
        Name of an installed spaCy pipeline that helps to read English, ``auto`` for the best of the known
        ones, or ``None`` for the rules alone.
    resolve_score
        Least score at which one candidate is taken as the place meant. On articles not read before, of
        candidates that scored between 0.6 and 0.75 two in five were wrong, between 0.75 and 0.8 one in four.
    resolve_margin
        Least lead in score over the runner-up; below it the mention is ambiguous. A wrong village
        costs more than an honest "ambiguous".
    near_m
        How far "near X" may be from the edge of X, in metres. Front-line prose says "near" of the next
        village or two, and villages are 2.5 km apart at the median: two of them.
    max_control_bytes
        Size at which a user's file of control of terrain is refused: daily ones have 80 kB.
    max_article_bytes
        Size at which a text is refused: no article is this long, a log or a dump is.
    """

    data_dir: Path = field(default_factory=_find_data_dir)
    cache_dir: Path = field(default_factory=lambda: Path(platformdirs.user_cache_dir("frontline")))
    gazetteer: Path | None = None
    online_geocoder: str | None = None
    language_model_url: str | None = None
    language_model: str = "default"
    language_model_timeout_s: float = 120.0
    spacy_pipeline: str | None = None
    resolve_score: float = 0.82
    resolve_margin: float = 0.15
    near_m: float = 5_000.0
    max_control_bytes: int = 100_000_000
    max_article_bytes: int = 10_000_000
