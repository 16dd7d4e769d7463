"""The static map for a briefing: one picture with title, legend, scale, sources and disclaimer.

Drawn by matplotlib from the shipped basemap, so that it never misses a tile, its scale bar is true
and the same claims give the same bytes. A claim that is not an event or has no place is counted on
the face of the picture, never drawn.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

import matplotlib as mpl
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from geo import __version__
from geo.errors import ExportError
from geo.layers import count_not_shown
from geo.overlays import NO_OVERLAYS
from geo.rendering import figure_frame, figure_furniture, figure_map, figure_panel
from geo.rendering.basemap import load_basemap
from geo.rendering.figure_furniture import Furniture, place_furniture
from geo.rendering.figure_rays import find_rays
from geo.rendering.figure_text import available_fonts
from geo.rendering.sites import drawable_claims, gather_sites, lettered_articles, wide_claims
from geo.rendering.symbols import SHEET_THEMES
from geo.rendering.view import MARGIN, View, make_view

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.models import Article, Extract
    from geo.overlays import Overlays
    from geo.rendering.basemap import Basemap
    from geo.rendering.figure_rays import Ray
    from geo.rendering.sites import Site, Sourced
    from geo.rendering.symbols import Theme
    from geo.settings import Settings

PAPERS = {
    "16:9": (13.333, 7.5),
    "a4": (11.69, 8.27),
    "a3": (16.54, 11.69),
    "a4-portrait": (8.27, 11.69),
    "a3-portrait": (11.69, 16.54),
    "slide": (13.333, 6.3),
}
"""Width and height in inches, wide unless told; ``slide`` leaves the title to the slide."""

FORMATS = frozenset({".png", ".svg", ".pdf"})


AREA_SHARE = 0.1
"""An area with this share of the claims belongs on the map, however few points lie there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the map shows and what is written around it.

    ``as_of`` is an aware moment: until when the articles were read. ``handling`` is a free line or
    a TLP label. ``region`` names an oblast that fills the map; ``extent`` is west, south, east and
    north in degrees and goes before it. ``language`` is that of the names: ``en``, ``uk``, ``ru``.
    ``order`` numbers the places of these claims first; ``captions`` are the analyst's own words for
    claims, by id, told apart from what is reported.
    """

    title: str | None = None
    region: str | None = None
    as_of: dt.datetime | None = None
    producer: str | None = None
    handling: str | None = None
    paper: str = "16:9"
    theme: str = "light"
    dpi: int = 300
    language: str = "en"
    extent: tuple[float, float, float, float] | None = None
    order: tuple[str, ...] = ()
    captions: tuple[tuple[str, str], ...] = ()

    @property
    def is_titled(self) -> bool:
        """Whether the picture carries its own title."""
        return self.paper != "slide"


def is_extent(extent: tuple[float, ...] | None) -> bool:
    """Return whether ``extent`` is none or west, south, east and north of an area the map can show.

    >>> is_extent((34.0, 50.0, 37.0, 52.0)), is_extent((37.0, 50.0, 34.0, 52.0))
    (True, False)
    """
    if extent is None:
        return True
    if len(extent) != 4:
        return False
    west, south, east, north = extent
    return -180 <= west < east <= 180 and -80 <= south < north <= 80 and east - west < 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the parts of the figure draw from: the claims, the view, the basemap and the colours.

    ``sites`` and ``wide`` are those inside the view; ``outside`` counts the claims that are not.
    ``articles`` have the letters of all claims, so that tables and map agree.
    """

    extract: Extract
    sheet: Sheet
    view: View
    basemap: Basemap
    theme: Theme
    sites: tuple[Site, ...]
    wide: tuple[Sourced, ...]
    outside: int
    articles: tuple[tuple[str, Article], ...]
    furniture: Furniture
    rays: tuple[Ray, ...]
    border: str
    not_shown: dict[str, int]
    overlays: Overlays


def slide_sheet(sheet: Sheet) -> Sheet:
    """Return ``sheet`` for the picture inside a slide or a document, which write the title themselves."""
    return replace(sheet, paper="slide", dpi=min(sheet.dpi, 220))


def write_figure(
    extract: Extract,
    path: Path,
    *,
    settings: Settings,
    title: str | None = None,
    region: str | None = None,
    sheet: Sheet | None = None,
    overlays: Overlays = NO_OVERLAYS,
) -> Path:
    """Draw ``extract`` and write it to ``path`` as PNG, SVG or PDF, by its suffix.

    Parameters
    ----------
    extract
        The claims to draw; filter it first, the counts on the picture are of what is given.
    title, region
        Short for a ``sheet`` with only these.
    overlays
        Control of terrain and the reported front, drawn below the claims and named in the legend.

    Raises
    ------
    ExportError
        If the format is unknown, the region is, or the file cannot be written.
    """
    sheet = sheet or Sheet(title=title, region=region)
    write_figures(extract, [path], settings=settings, sheet=sheet, overlays=overlays)
    return path


def write_figures(
    extract: Extract,
    paths: Sequence[Path],
    *,
    settings: Settings,
    sheet: Sheet,
    continuation: Sequence[Figure] = (),
    overlays: Overlays = NO_OVERLAYS,
) -> None:
    """Draw ``extract`` once and write it to each of ``paths``, as ``write_figure`` does to one.

    Parameters
    ----------
    continuation
        Further pages for a PDF, drawn in ``figure_look``.
    """
    for path in paths:
        if path.suffix.lower() not in FORMATS:
            msg = f"Cannot draw {path.name!r}; end the name in {', '.join(sorted(FORMATS))}"
            raise ExportError(msg)
    if not paths:
        return
    with figure_look():
        figure = draw_figure(extract, settings=settings, sheet=sheet, overlays=overlays)
        for path in paths:
            _save(figure, path, dpi=sheet.dpi, continuation=continuation)


def figure_look() -> AbstractContextManager[None]:
    """Return the context in which figures are drawn and saved: fonts, and the same bytes each time."""
    # Paths, not fonts, in SVG: the reader's machine may lack the font. Fonts are embedded in PDF.
    look: Any = {
        "font.family": available_fonts(),
        "svg.fonttype": "path",
        "svg.hashsalt": "frontline",
        "pdf.fonttype": 42,
        # Hinting moves letters to whole pixels of the screen, which no print has.
        "text.hinting": "none",
        # Article titles are text: a dollar sign in one starts no formula.
        "text.parse_math": False,
    }
    return mpl.rc_context(look)


def _save(figure: Figure, path: Path, *, dpi: int, continuation: Sequence[Figure]) -> None:
    suffix = path.suffix.lower()
    metadata: dict[str, Any] = {".png": {"Software": f"Frontline {__version__}"}}.get(suffix, {"Date": None})
    try:
        if suffix == ".pdf":
            with PdfPages(path, metadata={"CreationDate": None}) as pages:
                for page in (figure, *continuation):
                    pages.savefig(page, dpi=dpi, facecolor=page.get_facecolor())
        else:
            # Packed harder, a picture takes twice as long for a hundredth of its size.
            pack: Any = {"pil_kwargs": {"compress_level": 4}} if suffix == ".png" else {}
            figure.savefig(path, dpi=dpi, metadata=metadata, facecolor=figure.get_facecolor(), **pack)
    except OSError as error:
        msg = f"Cannot write {path.name!r} ({error.strerror}); choose another folder with -o"
        raise ExportError(msg) from error


class _Canvas(FigureCanvasAgg):
    """Draws when it is saved only: geopandas asks for a redraw after every layer."""

    def draw_idle(self, *args: object, **kwargs: object) -> None:
        """Do nothing; nobody watches."""


def draw_figure(
    extract: Extract, *, settings: Settings, sheet: Sheet, overlays: Overlays = NO_OVERLAYS
) -> Figure:
    """Return the matplotlib figure of ``extract``; the caller saves it."""
    with figure_look():
        content = gather_content(extract, settings=settings, sheet=sheet, overlays=overlays)
        figure = Figure(figsize=PAPERS[sheet.paper], facecolor=content.theme.halo)
        _Canvas(figure)
        layout = figure_frame.lay_out(figure, content.theme, is_titled=sheet.is_titled)
        figure_map.draw_map(layout.map, content)
        figure_furniture.draw_furniture(layout.map, content)
        figure_frame.draw_frame(layout, content)
        figure_panel.draw_panel(layout.panels, content)
    return figure


class Description(NamedTuple):
    """What a figure says in its head, and west, south, east, north of what it shows."""

    title: str
    times: str
    extent: tuple[float, float, float, float]


def describe_figure(extract: Extract, *, settings: Settings, sheet: Sheet) -> Description:
    """Return what the figure of ``extract`` says, for who writes it beside a picture."""
    content = gather_content(extract, settings=settings, sheet=sheet)
    west, south, east, north = (round(side, 4) for side in content.view.lonlat_box())
    title, times = figure_frame.default_title(content), figure_frame.describe_times(content)
    return Description(title, times, (west, south, east, north))


def gather_content(
    extract: Extract, *, settings: Settings, sheet: Sheet, overlays: Overlays = NO_OVERLAYS
) -> Content:
    """Return what the figure of ``extract`` is drawn from."""
    basemap = load_basemap(settings.data_dir)
    claims = drawable_claims(extract.readings)
    sites = gather_sites(claims, order=sheet.order, language=sheet.language)
    wide = wide_claims(claims)
    view = _view(basemap, sites, wide, sheet)
    spots = [view.project(site.lon, site.lat) for site in sites]
    is_inside = [view.box.contains(shapely.Point(spot)) for spot in spots]
    inside = tuple(compress(sites, is_inside))
    outline = view.outline
    seen = tuple(
        entry for entry in wide if entry.claim.shape and outline.intersects(entry.claim.shape.geometry)
    )
    shown = {entry.claim.id for site in inside for entry in site.entries} | {e.claim.id for e in seen}
    furniture = place_furniture(view, list(compress(spots, is_inside)))
    return Content(
        extract=extract,
        sheet=sheet,
        view=view,
        basemap=basemap,
        theme=SHEET_THEMES[sheet.theme],
        sites=inside,
        wide=seen,
        outside=len({entry.claim.id for entry in claims} - shown),
        articles=lettered_articles(sites, wide),
        furniture=furniture,
        rays=find_rays(inside, basemap=basemap, view=view, taken=furniture.boxes()),
        border=extract.engine.border,
        not_shown=count_not_shown(extract.readings).counts(),
        overlays=overlays,
    )


def _view(basemap: Basemap, sites: tuple[Site, ...], wide: tuple[Sourced, ...], sheet: Sheet) -> View:
    """Return the extent asked for, else the region, else the points with the areas most is told of."""
    aspect = map_aspect(sheet.paper)
    if sheet.extent is not None:
        return make_view([shapely.box(*sheet.extent)], aspect=aspect, margin=0.0)
    if sheet.region is not None:
        return make_view([find_region(basemap, sheet.region)[1]], aspect=aspect)
    points: list[BaseGeometry] = [shapely.Point(site.lon, site.lat) for site in sites]
    areas = [entry.claim.shape.geometry for entry in wide if entry.claim.shape]
    told = Counter(area.wkb for area in areas)
    total = len(areas) + len({entry.claim.id for site in sites for entry in site.entries})
    much = [area for area in areas if told[area.wkb] >= max(2, AREA_SHARE * total)]
    # An area needs no room for a label beside it.
    margin = MARGIN / 2 if much else MARGIN
    return make_view([*points, *much] or areas, aspect=aspect, margin=margin)


def map_aspect(paper: str) -> float:
    """Return width over height of the map on a paper."""
    width, height = PAPERS[paper]
    return figure_frame.map_aspect(width, height, is_titled=Sheet(paper=paper).is_titled)


def find_region(basemap: Basemap, region: str) -> tuple[str, BaseGeometry]:
    """Return the English name and the outline of the oblast called ``region`` in any of its languages.

    Raises
    ------
    ExportError
        If no oblast is called so.
    """
    wanted = region.casefold().removesuffix(" oblast").removesuffix(" region").strip()
    for row in basemap.oblasts.itertuples():
        if wanted in {str(name).casefold() for name in (row.name, row.name_uk, row.name_ru)}:
            return str(row.name), row.geometry
    known = ", ".join(sorted(basemap.oblasts["name"]))
    msg = f"No oblast is called {region!r}; choose one of: {known}"
    raise ExportError(msg)
