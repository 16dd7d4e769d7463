"""One HTML file with everything in it: scripts, tiles, claims and their sentences; no server, no request.

The sentences travel as base64 of JSON and reach the page by ``textContent`` alone, and the
page forbids itself every connection.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo import __version__
from geo.errors import ExportError
from geo.layers import count_not_shown
from geo.overlays import NO_OVERLAYS
from geo.rendering.escaping import escape_text
from geo.rendering.map_config import ASSETS, SCRIPTS, STYLES, map_config
from geo.rendering.map_items import encode_payload, make_view, map_claims
from geo.rendering.overlay_items import legend_lines, overlay_payload, swatch_css
from geo.rendering.symbols import KIND_SYMBOLS, STATUS_LABELS, THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from geo.models import Claim, Extract, Reading
    from geo.overlays import Overlays
    from geo.settings import Settings

TITLE = "Reported claims"
_SIDES = {"UA": "Ukraine", "RU": "Russia", "both": "both sides", "other": "another party"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is written around the map of a page, and how it looks.

    ``made_at`` is an aware moment written at the foot instead of now, so that a page can be made again.
    ``theme`` is ``light`` or ``dark``, ``language`` that of the names: ``en``, ``uk``, ``ru``. ``extent``
    is west, south, east, north of the first view. ``captions`` are the analyst's own words for claims, by
    id, told apart from what is reported.
    """

    title: str | None = None
    made_at: dt.datetime | None = None
    theme: str = "light"
    language: str = "en"
    extent: tuple[float, float, float, float] | None = None
    captions: tuple[tuple[str, str], ...] = ()
    handling: str = ""
    producer: str = ""


def write_html_map(
    extract: Extract,
    path: Path,
    *,
    settings: Settings,
    page: Page | None = None,
    overlays: Overlays = NO_OVERLAYS,
) -> Path:
    """Write the map of ``extract`` as one file that opens from a disk, and return its path.

    A click on a marker shows the sentence, who says so and when.

    Parameters
    ----------
    extract
        The claims; filter it first, what has no place is counted on the page.
    page
        What is written around the map, and how it looks.
    overlays
        Control of terrain and the reported front, drawn below the claims and named in the legend.

    Raises
    ------
    ExportError
        If the file cannot be written.
    """
    page = page or Page()
    view = make_view(map_claims(extract.readings, data_dir=settings.data_dir), language=page.language)
    tiles = base64.b64encode((settings.data_dir / "basemap" / "theatre.pmtiles").read_bytes())
    captions = dict(page.captions)
    content = {
        "config": map_config(
            theme=page.theme, language=page.language, tiles_base64=tiles.decode("ascii"), legend=True
        ),
        "payload": encode_payload(view.payload),
        "claims_of": view.claims_of,
        "claims": {
            claim.id: _claim_words(reading, claim, overlays, note=captions.get(claim.id, ""))
            for reading in extract.readings
            for claim in reading.claims
        },
        "overlays": encode_payload(overlay_payload(overlays)),
        "overlay_legend": legend_lines(overlays),
        "extent": page.extent,
    }
    try:
        path.write_text(_markup(extract, content, page), encoding="utf-8")
    except OSError as error:
        msg = f"Cannot write {path.name!r} ({error.strerror}); choose another folder with -o"
        raise ExportError(msg) from error
    return path


def _claim_words(reading: Reading, claim: Claim, overlays: Overlays, *, note: str) -> dict[str, Any]:
    """Return what the side panel shows of a claim; the browser treats all of it as plain text."""
    text, article = reading.article.text, reading.article
    sentence = next((s for s in article.sentences if s.start <= claim.start < s.end), None)
    start = min(claim.start, sentence.start) if sentence else claim.start
    end = max(claim.end, sentence.end) if sentence else claim.end
    marks = [(m.start, m.end) for m in (reading.mentions[ref.mention] for ref in claim.places)]
    marks += [(q.start, q.end) for q in claim.quantities]
    inside = sorted((max(a, start) - start, min(b, end) - start) for a, b in marks if a < end and b > start)
    return {
        "kind": KIND_SYMBOLS[claim.kind].label,
        "status": STATUS_LABELS[claim.status],
        "actor": _SIDES.get(str(claim.actor), "party not said"),
        "text": text[start:end],
        # Offsets in the units of JavaScript's strings, which count some letters twice.
        "marks": [[_utf16(text[start : start + a]), _utf16(text[start : start + b])] for a, b in inside],
        "rows": [
            *([["Note", note]] if note else []),
            ["According to", claim.attribution.speaker if claim.attribution else "the article itself"],
            ["When", _when(claim)],
            *([["Border, computed", distance]] if (distance := _distance(claim)) else []),
            *([q.measure.value.replace("_", " "), q.as_written] for q in claim.quantities),
            ["On the map", claim.shape.method if claim.shape else ""],
            *([label, words] for label, words in overlays.positions.get(claim.id, ())),
            ["Article", article.title or article.source],
            *([["Publisher", article.publisher]] if article.publisher else []),
            ["Published", _days(article.published.start, article.published.end)],
        ],
    }


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _when(claim: Claim) -> str:
    if claim.time is None:
        return "the text does not say"
    return f"{_days(claim.time.start, claim.time.end)} (“{claim.time.as_written}”)"


def _days(start: dt.date | None, end: dt.date | None) -> str:
    if start is None and end is None:
        return "not known"
    return str(start) if start == end else f"{start or '?'} to {end or '?'}"


def _distance(claim: Claim) -> str | None:
    computed = claim.computed
    if computed is None or computed.border_distance_m is None:
        return None
    margin = (
        f" ± {claim.shape.uncertainty_m / 1000:.1f} km" if claim.shape and claim.shape.uncertainty_m else ""
    )
    side = f", inside {_SIDES[computed.border_side]}" if computed.border_side else ""
    return f"{computed.border_distance_m / 1000:.1f} km{margin}{side}"


def _markup(extract: Extract, content: dict[str, Any], page: Page) -> str:
    scripts = [(ASSETS / name).read_text(encoding="utf-8") for name in (*SCRIPTS, "page.js")]
    # Source maps are not shipped, and a browser must not look for them.
    scripts = [_inert(script).replace("//# sourceMappingURL=", "// ") for script in scripts]
    data = f'var FRONTLINE_PAGE = "{encode_payload(content)}";'
    blocks = [*scripts, data + "FrontlinePage.start(FRONTLINE_PAGE);"]
    hashes = " ".join(f"'sha256-{_digest(block)}'" for block in blocks)
    styles = "\n".join(
        (ASSETS / name).read_text(encoding="utf-8").replace("url(images/", "url(data:,")
        for name in (*STYLES, "page.css")
    ) + swatch_css(THEMES[page.theme])
    policy = f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:"
    title = escape_text(page.title or TITLE)
    handling = f'<p id="handling">{escape_text(page.handling)}</p>' if page.handling else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en" data-theme="{page.theme}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{styles}</style></head><body>"
        f'<header><h1>{title}</h1>{handling}</header><main><div id="map"></div>'
        '<aside id="pane" aria-live="polite"><p>Click a marker or a shaded area to read the sentence '
        "behind it.</p>"
        '</aside></main><div id="legend"></div>'
        f"<footer>{escape_text(_footer(extract, page))}</footer>"
        + "".join(f"<script>{block}</script>" for block in blocks)
        + "</body></html>\n"
    )


def _footer(extract: Extract, page: Page) -> str:
    missing = ", ".join(
        f"{count} {name.replace('_', ' ')}"
        for name, count in count_not_shown(extract.readings).counts().items()
        if count
    )
    moment = (page.made_at or dt.datetime.now(dt.UTC)).astimezone(dt.UTC)
    producer = f"{page.producer} · " if page.producer else ""
    return (
        f"Reported claims from published articles, not verified; no statement about who holds ground. "
        f"Not on the map or doubtful: {missing or 'nothing'}. Border: {extract.engine.border}. "
        f"{producer}Frontline {__version__}, {moment:%Y-%m-%d %H:%M} UTC."
    )


def _inert(script: str) -> str:
    """Return ``script`` without what would end the element it is put in."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _digest(block: str) -> str:
    return base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
