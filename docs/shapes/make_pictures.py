# ruff: noqa: INP001 - a script, not a package
"""Draw one picture of every shape that words can make: python docs/shapes/make_pictures.py.

The sentences are ours, the places real; the pictures are made by the code that shapes claims.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import matplotlib as mpl

from geo.geography.areas import load_areas
from geo.geography.border import load_border
from geo.geography.geodesy import buffered
from geo.geography.outlines import area_square
from geo.geography.shapes import shape_claims
from geo.models import (
    Article,
    Claim,
    Comparator,
    GeometryKind,
    Kind,
    Measure,
    Mention,
    Place,
    PlaceRef,
    Quantity,
    Relation,
    Resolution,
    ResolutionStatus,
    Shape,
    Side,
    Status,
    Use,
)
from geo.settings import Settings

mpl.use("Agg")
import matplotlib.pyplot as plt

if TYPE_CHECKING:
    import shapely
    from matplotlib.axes import Axes

HERE = Path(__file__).resolve().parent
SETTINGS = Settings()
INK, SHAPE, RING = "#1f2328", "#6f3fa0", "#b26a00"


def place(name: str, position: tuple[float, float], admin1: str, radius_m: float, code: str = "PPL") -> Place:
    """Return a place for a sentence below."""
    country = "UA" if admin1 == "Donetsk" else "RU"
    return Place(
        id=f"doc:{name}",
        name=name,
        feature_code=code,
        country=country,
        admin1=admin1,
        lon=position[0],
        lat=position[1],
        uncertainty_m=radius_m,
        source="GeoNames",
    )


SUDZHA = place("Sudzha", (35.27, 51.19), "Kursk", 2500)
POKROVSK = place("Pokrovsk", (37.1772, 48.2771), "Donetsk", 5000)
UDACHNE = place("Udachne", (36.9911, 48.2408), "Donetsk", 1500)
BELGOROD = place("Belgorod Oblast", (37.4, 50.8), "Belgorod", 150_000, "ADM1")
KURSK = place("Kursk Oblast", (36.2, 51.7), "Kursk", 150_000, "ADM1")


@dataclass(frozen=True, kw_only=True)
class Example:
    """A sentence, what was read from it, and the extent to draw."""

    file: str
    text: str
    refs: tuple[tuple[Place, Relation, float | None, float | None], ...]
    measure: Measure | None = None
    value: float | None = None
    kind: Kind = Kind.CLASH
    actor: Side = Side.UA
    pad_km: float = 25


EXAMPLES = (
    Example(file="place", text="Clashes went on in Sudzha.", refs=((SUDZHA, Relation.AT, None, None),)),
    Example(file="near", text="Clashes went on near Sudzha.", refs=((SUDZHA, Relation.NEAR, None, None),)),
    Example(
        file="offset",
        text="Clashes went on 24 km east of Pokrovsk.",
        refs=((POKROVSK, Relation.OFFSET, 24_000, 90),),
    ),
    Example(
        file="between",
        text="Clashes went on between Udachne and Pokrovsk.",
        refs=((UDACHNE, Relation.BETWEEN, None, None), (POKROVSK, Relation.BETWEEN, None, None)),
        pad_km=12,
    ),
    Example(
        file="area", text="Clashes went on in Belgorod Oblast.", refs=((BELGOROD, Relation.IN, None, None),)
    ),
    Example(
        file="isodistance",
        text="Troops stand 30 km from the border in Kursk Oblast.",
        refs=((KURSK, Relation.IN, None, None),),
        measure=Measure.BORDER_DISTANCE,
        value=30,
        kind=Kind.PRESENCE,
    ),
    Example(
        file="border_stretch",
        text="Attacks came along a 150 km stretch of the border in Belgorod Oblast.",
        refs=((BELGOROD, Relation.IN, None, None),),
        measure=Measure.BORDER_LENGTH,
        value=150,
        kind=Kind.GROUND_ATTACK,
    ),
    Example(
        file="direction",
        text="Attacks went on in the Pokrovsk direction.",
        refs=((POKROVSK, Relation.TOWARD, None, None),),
        kind=Kind.GROUND_ATTACK,
        actor=Side.RU,
        pad_km=12,
    ),
)


def make_shape(example: Example) -> Shape:
    """Return the shape that the library makes of a sentence."""
    article = Article(id="doc", source="doc", text=example.text)
    mentions, refs = [], []
    for index, (named, relation, distance, bearing) in enumerate(example.refs):
        start = example.text.index(named.name)
        found = Resolution(status=ResolutionStatus.RESOLVED, place=named, score=1.0)
        mentions.append(
            Mention(
                start=start, end=start + len(named.name), text=named.name, use=Use.PLACE, resolution=found
            )
        )
        refs.append(PlaceRef(mention=index, relation=relation, distance_m=distance, bearing_deg=bearing))
    quantities = ()
    if example.measure is not None and example.value is not None:
        words = f"{example.value:g} km"
        start = example.text.index(words)
        quantities = (
            Quantity(
                start=start,
                end=start + len(words),
                as_written=words,
                measure=example.measure,
                value=example.value,
                low=example.value,
                high=example.value,
                unit="km",
                comparator=Comparator.EXACT,
            ),
        )
    claim = Claim(
        id="doc",
        article_id="doc",
        start=0,
        end=len(example.text),
        quote=example.text,
        kind=example.kind,
        actor=example.actor,
        target=None,
        status=Status.REPORTED,
        places=tuple(refs),
        quantities=quantities,
    )
    (shaped,) = shape_claims(
        article,
        mentions,
        (claim,),
        border=load_border(SETTINGS),
        areas=load_areas(SETTINGS),
        settings=SETTINGS,
    )
    if shaped.shape is None:
        message = f"no shape for {example.text!r}"
        raise ValueError(message)
    return shaped.shape


def draw(example: Example, shape: Shape) -> None:
    """Draw a shape on the offline basemap and write its picture."""
    rings = shape.geometry
    if shape.kind in {GeometryKind.PLACE, GeometryKind.OFFSET} and shape.uncertainty_m:
        rings = buffered(shape.geometry, shape.uncertainty_m)
    west, south, east, north = buffered(rings, example.pad_km * 1000).bounds
    figure, axes = plt.subplots(figsize=(7.2, 5.2), dpi=110)
    _draw_basemap(axes)
    _draw_shape(axes, shape, rings)
    middle = math.radians((south + north) / 2)
    axes.set_aspect(1 / math.cos(middle))
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_xticks([])
    axes.set_yticks([])
    for named in {ref[0].name: ref[0] for ref in example.refs}.values():
        if named.is_settlement:
            axes.plot(named.lon, named.lat, "s", color=INK, markersize=4, zorder=8)
            axes.annotate(
                named.name,
                (named.lon, named.lat),
                xytext=(6, 6),
                textcoords="offset points",
                fontsize=9,
                zorder=9,
            )
    uncertainty = "to scale only" if shape.uncertainty_m is None else f"± {shape.uncertainty_m / 1000:.3g} km"
    axes.set_ylabel("")
    axes.set_title(f"“{example.text}”", fontsize=10, loc="left")
    axes.set_xlabel(f"{shape.kind.value} · {shape.method} · {uncertainty}", fontsize=8, loc="left")
    figure.savefig(HERE / f"{example.file}.png", bbox_inches="tight", metadata={"Software": None})
    plt.close(figure)


def _draw_basemap(axes: Axes) -> None:
    data = SETTINGS.data_dir
    axes.set_facecolor("#cfe0ec")
    countries = gpd.read_file(data / "boundaries" / "countries.geojson")
    colours = {"UA": "#faf8f0", "RU": "#ebecec", "BY": "#f1f1ec"}
    countries.plot(ax=axes, color=[colours[code] for code in countries["country"]])
    gpd.read_file(data / "basemap" / "water.geojson").plot(ax=axes, color="#a9c9e2")
    gpd.read_file(data / "basemap" / "rivers.geojson").plot(ax=axes, color="#a9c9e2", linewidth=1)
    gpd.read_file(data / "basemap" / "oblast_lines.geojson").plot(
        ax=axes, color="#8a8f98", linewidth=0.8, linestyle="--"
    )
    gpd.read_file(data / "boundaries" / "border.geojson").plot(ax=axes, color=INK, linewidth=2)


def _draw_shape(axes: Axes, shape: Shape, rings: shapely.Geometry) -> None:
    layer = gpd.GeoSeries([shape.geometry])
    if shape.kind in {GeometryKind.PLACE, GeometryKind.OFFSET}:
        gpd.GeoSeries([rings]).plot(ax=axes, facecolor=RING, alpha=0.15, zorder=5)
        gpd.GeoSeries([rings]).boundary.plot(ax=axes, color=RING, linestyle="--", linewidth=1.2, zorder=6)
        layer.plot(ax=axes, color=SHAPE, markersize=70, zorder=7)
    elif shape.kind is GeometryKind.DIRECTION:
        tail, head = shape.geometry.coords
        arrow = {
            "arrowstyle": "-|>",
            "color": SHAPE,
            "linewidth": 2.4,
            "linestyle": "--",
            "mutation_scale": 18,
        }
        axes.annotate("", xy=head, xytext=tail, arrowprops=arrow, zorder=7)
    elif shape.kind is GeometryKind.ISODISTANCE:
        layer.plot(ax=axes, color=SHAPE, linestyle="--", linewidth=2.2, zorder=7)
    else:
        layer.plot(ax=axes, facecolor=SHAPE, alpha=0.14, zorder=5)
        layer.boundary.plot(ax=axes, color=SHAPE, linestyle=":", linewidth=1.6, zorder=6)


def main() -> None:
    """Write all pictures."""
    for example in EXAMPLES:
        draw(example, make_shape(example))
    text = "They say they hold 350 square kilometres around Sudzha."
    square = Example(file="square", text=text, refs=((SUDZHA, Relation.NEAR, None, None),), pad_km=15)
    made = area_square(SUDZHA, 350e6)
    draw(square, made)


if __name__ == "__main__":
    main()
