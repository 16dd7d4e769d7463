import datetime as dt
import re
from pathlib import Path

import pytest
from samples import make_extract, make_place, make_reading, scattered
from shapely.geometry import MultiPolygon, box

from geo.models import Status
from geo.overlays import FrontReport, Overlays, ReportedFront, ScaleMark, Terrain, TerrainKind
from geo.rendering.figure import Sheet, draw_figure
from geo.rendering.html_map import write_html_map
from geo.rendering.overlay_items import EDGE_DASHES, legend_lines, overlay_payload, swatch_css, terrain_styles
from geo.rendering.symbols import DARK, LIGHT
from geo.rendering.webmap import event_group
from geo.settings import Settings

DAY = dt.date(2025, 3, 30)
HOSTILE = "</script>{{7*7}}${x}<img src=x onerror=alert(1)>"


def terrain(kind: TerrainKind = TerrainKind.CONTROL, source: str = "My unit") -> Terrain:
    return Terrain(kind=kind, geometry=MultiPolygon([box(35, 50, 36, 51)]), source=source, date=DAY)


def front(*statuses: Status, ages: tuple[int, ...] = (2,), undated: int = 0) -> ReportedFront:
    reports = []
    for number, status in enumerate(statuses):
        reading = make_reading(
            make_place(f"Vyhadane {number}", 35.2 + number / 10, 51.0), number=number, status=status
        )
        reports.append(
            FrontReport(
                claim=reading.claims[0],
                article=reading.article,
                lon=35.2 + number / 10,
                lat=51.0,
                sector="Sumy",
                least_age_days=ages[number % len(ages)],
                most_age_days=None,
            )
        )
    links = (((35.2, 51.0), (35.3, 51.0)),) if len(statuses) > 1 else ()
    return ReportedFront(on=DAY, reports=tuple(reports), links=links, undated=undated, max_age_days=30)


def test_areas_of_control_differ_in_their_style() -> None:
    overlays = Overlays(
        terrain=(terrain(), terrain(), terrain(TerrainKind.GAINED), terrain(TerrainKind.LOST))
    )
    assert terrain_styles(overlays) == ["control-0", "control-1", "gained", "lost"]
    assert [layer["style"] for layer in overlay_payload(overlays)["terrain"]] == terrain_styles(overlays)


def test_terrain_goes_to_the_map_latitude_first_and_without_its_source() -> None:
    payload = overlay_payload(Overlays(terrain=(terrain(source=HOSTILE),)))
    assert sorted(payload["terrain"][0]["parts"][0][0][:4]) == [
        [50.0, 35.0],
        [50.0, 36.0],
        [51.0, 35.0],
        [51.0, 36.0],
    ]
    assert "script" not in str(payload)


def test_front_is_points_and_links_and_no_line() -> None:
    payload = overlay_payload(Overlays(front=front(Status.REPORTED, Status.DENIED, ages=(2, 20))))["front"]
    assert payload["spots"] == [[51.0, 35.2, 2, "said"], [51.0, 35.3, 20, "doubted"]]
    assert payload["links"] == [[[51.0, 35.2], [51.0, 35.3]]]
    assert set(payload) == {"spots", "links", "dashes", "max_age_days"}


def test_several_reports_of_one_place_are_one_ring_of_the_youngest() -> None:
    one = front(Status.CONFIRMED)
    older = FrontReport(
        claim=one.reports[0].claim, article=one.reports[0].article, lon=35.2, lat=51.0, sector="Sumy",
        least_age_days=9, most_age_days=None,
    )  # fmt: skip
    both = ReportedFront(on=DAY, reports=(*one.reports, older), links=(), undated=0, max_age_days=30)
    assert overlay_payload(Overlays(front=both))["front"]["spots"] == [[51.0, 35.2, 2, "sure"]]


def test_legend_says_whose_of_when_and_what_it_is_not() -> None:
    texts = [
        line.text
        for line in legend_lines(Overlays(terrain=(terrain(),), front=front(Status.CLAIMED, undated=3)))
    ]
    assert texts == [
        "Control: My unit, 30 Mar 2025 (not Frontline’s)",
        (
            "Reported front 30 Mar 2025, from reports of 30 days at 1 place (d: days since); "
            "3 undated left out; no line of control"
        ),
        "claimed or reported",
    ]


def test_legend_of_a_day_without_reports_says_so() -> None:
    (line,) = legend_lines(Overlays(front=front()))
    assert line.text == "Reported front 30 Mar 2025: no report of the 30 days before"


def test_nothing_laid_over_needs_no_legend() -> None:
    assert legend_lines(Overlays()) == []


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_line_of_the_legend_has_a_swatch(theme) -> None:  # noqa: ANN001 - a theme
    rules = swatch_css(theme)
    for style in (*EDGE_DASHES, "front", "front-sure", "front-said", "front-doubted", "front-link"):
        assert f".fl-{style}{{" in rules


def test_map_of_the_app_takes_overlays_as_letters_only() -> None:
    (layer,) = event_group("abc", overlays="def")._children.values()
    assert layer.overlays == '"def"'
    (layer,) = event_group("abc")._children.values()
    assert layer.overlays == "null"


def test_html_map_names_the_source_escaped_and_the_position_of_a_claim(tmp_path: Path) -> None:
    reading = make_reading(make_place("Vyhadane", 35.2, 51.0))
    claim = reading.claims[0]
    overlays = Overlays(
        terrain=(terrain(source=HOSTILE),), positions={claim.id: (("Control, 30 Mar 2025", "outside"),)}
    )
    path = write_html_map(
        make_extract([reading]), tmp_path / "m.html", settings=Settings(), overlays=overlays
    )
    page = path.read_text(encoding="utf-8")
    assert HOSTILE not in page
    assert re.search(r"\.fl-control-0\{border:1\.5px solid #", page)


def test_figure_draws_hatched_terrain_and_its_legend() -> None:
    extract = scattered(3)
    overlays = Overlays(
        terrain=(terrain(), terrain(TerrainKind.LOST)), front=front(Status.CLAIMED, Status.CLAIMED)
    )
    figure = draw_figure(extract, settings=Settings(), sheet=Sheet(), overlays=overlays)
    texts = " ".join(text.get_text() for axes in figure.axes for text in axes.texts)
    assert "Control: My unit, 30 Mar 2025" in texts
    assert "no line of" in texts
    hatches = {c.get_hatch() for axes in figure.axes for c in axes.collections} - {None}
    assert hatches == {"////"}
    plain = draw_figure(extract, settings=Settings(), sheet=Sheet())
    assert "Control:" not in " ".join(text.get_text() for axes in plain.axes for text in axes.texts)


def test_square_to_scale_carries_the_words_that_it_is_no_place() -> None:
    mark = ScaleMark(geometry=box(35, 50, 36, 51), label="350 km² to scale, not where it is")
    scale = overlay_payload(Overlays(scale=mark))["scale"]
    assert scale["label"] == "350 km² to scale, not where it is"
    assert len(scale["parts"]) == 1
