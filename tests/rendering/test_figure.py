"""The static map by geometry, not by pixels: nothing overlaps, nothing is clipped, the scale is true."""

import dataclasses
import datetime as dt
from itertools import combinations
from pathlib import Path

import pytest
import shapely
from matplotlib.figure import Figure
from matplotlib.text import Text
from samples import make_extract, make_place, make_reading, scattered

from geo.errors import ExportError
from geo.models import Computed, Extract, Status
from geo.rendering.figure import Sheet, draw_figure, write_figure
from geo.rendering.figure_frame import bar_length_m, shorten
from geo.rendering.view import make_view
from geo.settings import Settings

SETTINGS = Settings()


def _figure(extract: Extract, **sheet: object) -> Figure:
    return draw_figure(extract, settings=SETTINGS, sheet=Sheet(**sheet))


def _texts(figure: Figure) -> list[Text]:
    return [text for axes in figure.axes for text in axes.texts if text.get_text().strip()]


def _boxes(texts: list[Text]) -> list[shapely.Polygon]:
    # A touch is no overlap: shrink by a pixel.
    return [shapely.box(*text.get_window_extent().extents).buffer(-1) for text in texts]


def _map_labels(figure: Figure) -> list[Text]:
    """Return the labels of claims, which start with their number."""
    return [
        text for text in figure.axes[1].texts if text.get_text()[:1].isdigit() and text.get_zorder() == 25
    ]


@pytest.mark.parametrize("count", [15, 30, 60])
def test_labels_overlap_neither_each_other_nor_a_marker(count: int) -> None:
    figure = _figure(scattered(count))
    labels = [text for text in figure.axes[1].texts if text.get_zorder() == 25]
    boxes = _boxes(labels)
    assert not [1 for first, second in combinations(boxes, 2) if first.intersects(second)]
    points = [
        figure.axes[1].transData.transform(offset)
        for artist in figure.axes[1].collections
        if artist.get_zorder() == 20
        for offset in artist.get_offsets()
    ]
    assert len(points) == count
    radius = 3.0 / 72 * figure.dpi
    assert not [1 for box in boxes for point in points if shapely.Point(point).buffer(radius).intersects(box)]


def test_most_labels_find_room() -> None:
    assert len(_map_labels(_figure(scattered(30)))) >= 27


@pytest.mark.parametrize(
    "title",
    [
        "T" * 300,
        "A long title about many villages " * 8,
        "عنوان عن القرى",
        "Report 🚀 of the day",
        "Cost $5 $6 {x}",
    ],
)
@pytest.mark.filterwarnings("ignore:Glyph .* missing from font")
def test_titles_stay_on_the_page(title: str) -> None:
    figure = _figure(scattered(3), title=title, handling="TLP:AMBER " * 9, producer="P" * 90)
    page = shapely.box(0, 0, *(figure.get_size_inches() * figure.dpi)).buffer(1)
    outside = [
        text.get_text()
        for text, box in zip(_texts(figure), _boxes(_texts(figure)), strict=True)
        if not page.contains(box)
    ]
    assert outside == []


def test_side_panel_text_stays_in_the_panel() -> None:
    figure = _figure(scattered(60, name="Verkhnobilohoriivskokamianske"))
    panel = figure.axes[2]
    frame = shapely.box(*panel.get_window_extent().extents).buffer(1)
    boxes = _boxes(panel.texts)
    assert [
        text.get_text() for text, box in zip(panel.texts, boxes, strict=True) if not frame.contains(box)
    ] == []


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
    assert "Strike" not in texts


def test_as_of_is_written_in_utc_and_as_a_date_time_group() -> None:
    moment = dt.datetime(2025, 3, 31, 21, 0, tzinfo=dt.timezone(dt.timedelta(hours=3)))
    texts = [text.get_text() for text in _figure(scattered(2), as_of=moment).axes[0].texts]
    assert any("31 Mar 2025 18:00 UTC (311800ZMar25)" in text for text in texts)


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


@pytest.mark.parametrize("paper", ["a4", "a3", "slide"])
def test_side_panel_holds_its_text_on_every_paper(paper: str) -> None:
    figure = _figure(scattered(16, name="Verkhnobilohoriivskokamianske"), paper=paper)
    panel = figure.axes[2]
    frame = shapely.box(*panel.get_window_extent().extents).buffer(1)
    texts = zip(panel.texts, _boxes(panel.texts), strict=True)
    assert [text.get_text() for text, box in texts if not frame.contains(box)] == []
