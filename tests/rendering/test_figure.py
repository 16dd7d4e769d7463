"""The static map by geometry, not by pixels: nothing overlaps, nothing is clipped, the scale is true."""

import dataclasses
import datetime as dt
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import shapely
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.text import Text
from samples import make_extract, make_place, make_reading, scattered

from geo.errors import ExportError
from geo.geography.areas import load_areas
from geo.geography.reported_front import report_front
from geo.models import Computed, Extract, GeometryKind, Status
from geo.overlays import Overlays, Terrain, TerrainKind
from geo.rendering.figure import PAPERS, Sheet, draw_figure, figure_look, gather_content, write_figure
from geo.rendering.figure_frame import default_title
from geo.rendering.figure_furniture import bar_length_m
from geo.rendering.figure_text import available_fonts, shorten
from geo.rendering.map_config import ASSETS
from geo.rendering.view import make_view
from geo.settings import Settings

SETTINGS = Settings()
DAY = dt.date(2025, 3, 31)
LONG_NAME = "Verkhnobilohoriivskokamianske-Novotroitske"


def _figure(extract: Extract, **sheet: Any) -> Figure:
    return draw_figure(extract, settings=SETTINGS, sheet=Sheet(**sheet))


@cache
def _scattered(count: int, **sheet: Any) -> Figure:
    return _figure(scattered(count, name=LONG_NAME if count == 16 else "Vyhadane"), **sheet)


def _box(text: Text) -> shapely.Polygon:
    # A touch is no overlap: shrink by a pixel.
    return shapely.box(*text.get_window_extent().extents).buffer(-1)


def _clipped(figure: Figure) -> list[str]:
    """Return the texts that leave the page, the map or the panel that they stand in."""
    page = shapely.box(0, 0, *(figure.get_size_inches() * figure.dpi))
    frames = [page, *(shapely.box(*axes.get_window_extent().extents) for axes in figure.axes[1:])]
    return [
        text.get_text()
        for axes, frame in zip(figure.axes, frames, strict=True)
        for text in axes.texts
        # The degrees stand under the map.
        if "°" not in text.get_text() and not frame.buffer(1).contains(_box(text))
    ]


def _map_labels(figure: Figure) -> list[Text]:
    """Return the labels of claims, which start with their number."""
    return [
        text for text in figure.axes[1].texts if text.get_text()[:1].isdigit() and text.get_zorder() == 25
    ]


def _panel(figure: Figure) -> str:
    return " ".join(text.get_text() for text in figure.axes[2].texts)


def _markers(figure: Figure) -> list[shapely.Point]:
    axes = figure.axes[1]
    offsets = [at for artist in axes.collections if artist.get_zorder() == 20 for at in artist.get_offsets()]
    return [shapely.Point(axes.transData.transform(at)) for at in offsets]


@pytest.mark.parametrize("count", [15, 30, 60])
def test_nothing_written_on_the_map_overlaps_anything_else(count: int) -> None:
    figure = _scattered(count)
    words = [text for text in figure.axes[1].texts if text.get_text().strip()]
    boxes = [_box(text) for text in words]
    assert not [1 for first, second in combinations(boxes, 2) if first.intersects(second)]
    assert len(_markers(figure)) == count
    radius = 3.0 / 72 * figure.dpi
    assert not [1 for box in boxes for marker in _markers(figure) if box.distance(marker) < radius]
    assert len(_map_labels(figure)) >= 0.9 * count


@pytest.mark.parametrize("count", [15, 30])
def test_names_of_claims_keep_off_the_international_border(count: int) -> None:
    axes = _scattered(count).axes[1]
    content = gather_content(scattered(count), settings=SETTINGS, sheet=Sheet())
    border = content.basemap.border.to_crs(content.view.crs).union_all().simplify(1000)
    inverse = axes.transData.inverted()
    boxes = [
        shapely.box(*text.get_window_extent().transformed(inverse).extents)
        for text in _map_labels(_scattered(count))
    ]
    assert border.intersects(content.view.box)
    assert not [1 for box in boxes if box.intersects(border)]


@pytest.mark.parametrize(
    "title",
    [
        "A long title about many villages " * 8,
        "عنوان عن القرى",
        "Report \U0001f680 of the day",
        "Cost $5 $6 {x}",
        "\U0001f680",
    ],
)
def test_titles_stay_on_the_page(title: str) -> None:
    figure = _figure(scattered(1), title=title, handling="TLP:AMBER " * 9, producer="P" * 90)
    assert _clipped(figure) == []
    assert "\U0001f680" not in " ".join(text.get_text() for text in figure.axes[0].texts)


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_forty_letter_names_are_cut_by_no_frame(paper: str) -> None:
    assert _clipped(_scattered(16, paper=paper)) == []


@pytest.mark.parametrize("count", [0, 1, 60])
def test_few_and_many_claims_are_cut_by_no_frame(count: int) -> None:
    assert _clipped(_scattered(count)) == []
    assert _clipped(_scattered(count, paper="a4-portrait")) == []


@pytest.mark.parametrize("paper", ["16:9", "a4-portrait"])
def test_panel_holds_a_long_legend_of_overlays(paper: str) -> None:
    extract = scattered(16)
    controls = [
        Terrain(kind=TerrainKind.CONTROL, geometry=shapely.box(34, 50.5, 35, 51), source=source, date=DAY)
        for source in ("a unit with a long name that takes two lines of the legend", "another", "a third")
    ]
    front = report_front(extract.readings, on=DAY, areas=load_areas(SETTINGS))
    overlays = Overlays(terrain=tuple(controls), front=front)
    figure = draw_figure(extract, settings=SETTINGS, sheet=Sheet(paper=paper), overlays=overlays)
    assert _clipped(figure) == []
    said = " ".join(text.get_text() for axes in figure.axes[2:] for text in axes.texts)
    assert said.count("not Frontline’s") == 3
    assert "Reported front" in said


def test_long_title_takes_a_second_line_above_the_dates() -> None:
    words = "A long title about many villages along the border, " * 4
    page = _figure(scattered(1), title=words, as_of=dt.datetime(2025, 4, 1, tzinfo=dt.UTC)).axes[0]
    title, times = (
        next(text for text in page.texts if text.get_text().startswith(start))
        for start in ("A long", "As of")
    )
    assert title.get_text().count("\n") == 1
    assert not _box(title).intersects(_box(times))


def test_towns_stand_beside_their_squares_without_lines() -> None:
    axes = _scattered(15).axes[1]
    squares = [artist for artist in axes.collections if artist.get_zorder() == 19]
    names = [text for text in axes.texts if text.get_zorder() == 25 and not text.get_text()[0].isdigit()]
    assert len(squares) == len(names) > 5
    for square, name in zip(squares, names, strict=True):
        spot = shapely.Point(axes.transData.transform(square.get_offsets()[0]))
        assert _box(name).distance(spot) < 10 / 72 * axes.get_figure().dpi


def test_area_that_much_is_told_of_is_on_the_map_and_in_its_title() -> None:
    extract = scattered(4)
    area = shapely.box(38.0, 50.0, 40.0, 51.0)
    shape = dataclasses.replace(extract.readings[0].claims[0].shape, geometry=area, kind=GeometryKind.AREA)
    place = make_place("Oblast", 39.0, 50.5)
    told = []
    for number in (90, 91, 92):
        reading = make_reading(dataclasses.replace(place, admin1="Voronezh"), number=number)
        claim = dataclasses.replace(reading.claims[0], shape=shape, status=Status.REPORTED)
        told.append(dataclasses.replace(reading, claims=(claim,)))
    content = gather_content(
        make_extract([*extract.readings, *told]), settings=SETTINGS, sheet=Sheet(paper="a4")
    )
    assert content.view.outline.contains(area)
    assert default_title(content) == "Sumy, Voronezh: what is reported"
    few = gather_content(make_extract([*extract.readings, told[0]]), settings=SETTINGS, sheet=Sheet())
    assert not few.view.outline.contains(area)


def test_letters_are_those_that_are_shipped() -> None:
    with figure_look():
        for weight in ("normal", "bold"):
            found = Path(findfont(FontProperties(family=available_fonts(), weight=weight)))
            assert found.parent == ASSETS / "fonts"


def test_furniture_makes_way_for_claims_in_every_corner() -> None:
    corners = [(33.05, 50.05), (33.05, 51.9), (36.9, 50.05), (36.9, 51.9)]
    places = [make_place(f"Kut {number}", *corner) for number, corner in enumerate(corners)]
    extract = make_extract([make_reading(place, number=number) for number, place in enumerate(places)])
    content = gather_content(extract, settings=SETTINGS, sheet=Sheet(extent=(33.0, 50.0, 37.0, 52.0)))
    spots = [shapely.Point(content.view.project(*corner)) for corner in corners]
    assert not [1 for box in content.furniture.boxes() for spot in spots if box.contains(spot)]
    assert not [1 for one, other in combinations(content.furniture.boxes(), 2) if one.intersects(other)]


def test_what_few_places_leave_free_in_the_panel_goes_to_the_sources() -> None:
    place = make_place("Vyhadane", 35.0, 51.0)
    figure = _figure(make_extract([make_reading(place, number=number) for number in range(100)]))
    marks = [text.get_text() for text in figure.axes[2].texts if text.get_text().startswith("[")]
    assert len(marks) > 12
    assert f"… and {100 - len(marks)} more, see the table" in _panel(figure)
    assert _clipped(figure) == []


def test_extent_is_shown_and_what_lies_outside_is_counted() -> None:
    places = [make_place("Blyzhnie", 35.0, 51.0), make_place("Dalnie", 30.0, 49.0)]
    extract = make_extract([make_reading(place, number=number) for number, place in enumerate(places)])
    figure = _figure(extract, extent=(34.0, 50.5, 36.0, 51.5))
    # The far one lies south and would be the second: its number is not given to another.
    assert [text.get_text() for text in _map_labels(figure)] == ["1 Blyzhnie"]
    assert "1 claim outside this view" in _panel(figure)
    west, south, east, north = gather_content(
        extract, settings=SETTINGS, sheet=Sheet(extent=(34.0, 50.5, 36.0, 51.5))
    ).view.lonlat_box()
    assert shapely.box(west, south, east, north).contains(shapely.box(34.0, 50.51, 36.0, 51.49))


def test_order_numbers_the_chosen_claims_first() -> None:
    figure = _figure(scattered(4), order=("claim3", "claim0"))
    labels = {text.get_text() for text in _map_labels(figure)}
    assert {"1 Vyhadane 3", "2 Vyhadane 0"} <= labels


def test_caption_is_told_apart_from_what_is_reported() -> None:
    figure = _figure(scattered(1), captions=(("claim0", "seen on two channels"),))
    assert "advance; note: seen on two channels [A]" in _panel(figure)


def test_names_are_written_in_the_language_asked_for_and_in_the_other_script() -> None:
    figure = _figure(scattered(1), language="uk")
    assert [text.get_text() for text in _map_labels(figure)] == ["1 Вигадане"]
    assert "Вигадане (Vyhadane 0)" in _panel(figure)
    assert any("УКРАЇНА" in text.get_text() for text in figure.axes[1].texts)


def test_source_names_its_date_and_its_places() -> None:
    assert "A note, 1 Mar 2025 – 1" in _panel(_figure(scattered(1)))


@pytest.mark.parametrize("spread", [0.02, 1.0, 10.0])
def test_scale_bar_is_true_within_one_percent(spread: float) -> None:
    view = make_view([shapely.box(35 - spread, 49, 35 + spread, 49 + spread / 2)], aspect=1.5)
    assert abs(view.scale_error(bar_length_m(view))) < 0.01


def test_claims_at_one_village_make_one_site() -> None:
    place = make_place("Vyhadane", 35.0, 51.0)
    figure = _figure(make_extract([make_reading(place, number=number) for number in range(100)]))
    assert [text.get_text() for text in _map_labels(figure)] == ["1 Vyhadane ×100"]


@pytest.mark.parametrize("status", [Status.PLANNED, Status.HYPOTHETICAL])
def test_what_is_no_event_is_counted_and_not_drawn(status: Status) -> None:
    figure = _figure(make_extract([make_reading(make_place("Vyhadane", 35.0, 51.0), status=status)]))
    assert _map_labels(figure) == []
    assert any("1 claim planned, hypothetical" in text.get_text() for text in figure.axes[2].texts)


def test_no_claims_at_all_still_give_a_map() -> None:
    figure = _figure(make_extract([]))
    assert _map_labels(figure) == []
    assert any(text.get_text() == "What is reported" for text in figure.axes[0].texts)


def test_legend_names_only_what_is_drawn() -> None:
    texts = {text.get_text() for text in _figure(scattered(1)).axes[2].texts}
    assert "Advance" in texts
    assert not {"Strike", "Oblast boundary", "International border (recognised)"} & texts
    texts = {text.get_text() for text in _figure(scattered(1), region="Sumy").axes[2].texts}
    assert {"Oblast boundary", "International border (recognised)"} <= texts


def test_degrees_stand_below_and_left_of_the_map() -> None:
    figure = _scattered(15)
    frame = figure.axes[1].get_window_extent()
    degrees = [text for text in figure.axes[1].texts if "°" in text.get_text()]
    below = [text for text in degrees if text.get_window_extent().y1 <= frame.y0]
    left = [text for text in degrees if text.get_window_extent().x1 <= frame.x0]
    assert {text.get_text()[-1] for text in below} == {"E"}
    assert {text.get_text()[-1] for text in left} == {"N"}
    assert len(below) + len(left) == len(degrees)
    assert all(text.get_window_extent().x0 > 0 for text in left)


def test_as_of_is_written_in_utc_and_as_a_date_time_group() -> None:
    moment = dt.datetime(2025, 3, 31, 21, 0, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    texts = [text.get_text() for text in _figure(scattered(2), as_of=moment).axes[0].texts]
    assert any("31 Mar 2025 18:00 UTC (311800ZMAR25)" in text for text in texts)


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_same_claims_give_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    extract = scattered(3)
    sheet = Sheet(dpi=60)
    first = write_figure(extract, tmp_path / f"a{suffix}", settings=SETTINGS, sheet=sheet).read_bytes()
    second = write_figure(extract, tmp_path / f"b{suffix}", settings=SETTINGS, sheet=sheet).read_bytes()
    assert first == second
    assert len(first) > 10_000


def test_region_fills_the_map() -> None:
    figure = _figure(scattered(2), region="Belgorod Oblast")
    assert any("Belgorod Oblast: what is reported" in text.get_text() for text in figure.axes[0].texts)


def test_unknown_region_and_format_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="choose one of"):
        _figure(scattered(1), region="Atlantis")
    with pytest.raises(ExportError, match=r"\.png"):
        write_figure(scattered(1), tmp_path / "map.bmp", settings=SETTINGS)


def test_hostile_title_is_drawn_as_text() -> None:
    reading = make_reading(make_place("Vyhadane", 35.0, 51.0), title="</script>{{7*7}} $x$ \u2028 <b>")
    reading = dataclasses.replace(reading)
    texts = [text.get_text() for text in _figure(make_extract([reading])).axes[2].texts]
    assert any("</script>{{7*7}} $x$" in text for text in texts)


def test_shorten_keeps_short_text() -> None:
    assert shorten("as  it\nis", 20) == "as it is"


def _at(distance_m: float | None, *, uncertainty_m: float = 1500.0) -> Extract:
    place = make_place("Vyhadane", 34.2, 50.9, uncertainty_m=uncertainty_m)
    reading = make_reading(place)
    claim = dataclasses.replace(reading.claims[0], computed=Computed(border_distance_m=distance_m))
    return make_extract([dataclasses.replace(reading, claims=(claim,))])


@pytest.mark.parametrize(
    ("distance_m", "uncertainty_m", "label"),
    [
        (60_000.0, 1500.0, ["60 ± 2 km"]),
        (60_000.0, 15_000.0, []),
        (130_000.0, 1500.0, []),
        (None, 1500.0, []),
    ],
)
def test_ray_to_the_border_says_how_well_the_distance_is_known(
    distance_m: float | None, uncertainty_m: float, label: list[str]
) -> None:
    figure = _figure(_at(distance_m, uncertainty_m=uncertainty_m), region="Sumy")
    assert [text.get_text() for text in figure.axes[1].texts if "±" in text.get_text()] == label


def test_print_theme_has_greys_alone() -> None:
    figure = _figure(scattered(4), theme="print")
    faces = [
        face
        for artist in figure.axes[1].collections
        if artist.get_zorder() == 20
        for face in artist.get_facecolor()
    ]
    assert all(red == green == blue for red, green, blue, _ in faces)
    assert len({tuple(face) for face in faces}) == 4


def test_claims_across_800_km_are_all_in_the_view() -> None:
    places = [make_place("Zakhidne", 26.0, 48.0), make_place("Skhidne", 38.0, 50.0)]
    figure = _figure(
        make_extract([make_reading(place, number=number) for number, place in enumerate(places)])
    )
    assert len(_map_labels(figure)) == 2
