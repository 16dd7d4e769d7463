"""The ``frontline`` command: results on standard output or in files, messages on standard error.

Exit status 0 is success, 1 means that nothing could be read or made, 2 that the command line is
wrong. Heavy modules are imported by the command that needs them, so that ``--help`` is instant.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import gc
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geo import __version__
from geo.cli_briefing import add_briefing_options, make_briefings, remake_briefing
from geo.cli_geography import (
    add_gazetteer_option,
    add_geography_commands,
    add_overlay_options,
    day_argument,
    overlays_of,
)
from geo.errors import GeoError
from geo.settings import Settings
from geo.terminal import print_rows, progress_reporter, say, share_reporter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.cli_geography import Commands
    from geo.models import Extract, Published
    from geo.pipeline import Frontline

    Command = Callable[[argparse.Namespace], int]

OK, FAILED, USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one ``frontline`` command and return its exit status."""
    # One run makes little garbage, and looking for it took a tenth of the time.
    gc.set_threshold(100_000, 50, 50)
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="frontline: %(message)s", stream=sys.stderr)
    command: Command = options.command
    try:
        return command(options)
    except GeoError as error:
        say(str(error))
        return FAILED
    except BrokenPipeError:
        # The reader of our output has closed it (frontline extract … | head): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="frontline",
        description="From news articles to reported claims on a map, with the sentence behind every number.",
    )
    parser.add_argument("--version", action="version", version=f"frontline {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_extract(commands)
    _add_geocode(commands)
    add_geography_commands(commands)
    _add_map(commands)
    _add_figure(commands)
    _add_brief(commands)
    _add_gazetteer(commands)
    _add_app(commands)
    return parser


def _add_extract(commands: Commands) -> None:
    parser = _article_command(commands, "extract", _extract, "Write what articles report, as JSON or a table")
    parser.add_argument("--format", choices=("json", "table"), default="json")
    parser.add_argument("-o", "--output", type=Path, help="file to write instead of standard output")


def _add_map(commands: Commands) -> None:
    parser = _article_command(commands, "map", _map, "Write one interactive HTML map that needs no network")
    parser.add_argument("-o", "--output", type=Path, required=True, help="HTML file to write")
    parser.add_argument("--title", help="title shown on the map")
    add_overlay_options(parser)


def _add_figure(commands: Commands) -> None:
    parser = _article_command(commands, "figure", _figure, "Draw a static map for a briefing")
    parser.add_argument("-o", "--output", type=Path, required=True, help="PNG, SVG or PDF file to write")
    parser.add_argument("--title", help="title of the figure")
    parser.add_argument("--region", help='oblast to show, such as "Belgorod Oblast"')
    add_overlay_options(parser)


def _add_brief(commands: Commands) -> None:
    help_ = "Write a briefing: map, slides, document, data, and a manifest to make it again"
    parser = _article_command(commands, "brief", _brief, help_, paths="*")
    add_briefing_options(parser)


def _article_command(
    commands: Commands, name: str, command: Command, help_: str, paths: str = "+"
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_, description=f"{help_}.")
    parser.add_argument("paths", nargs=paths, type=Path, metavar="PATH", help="article file or folder")
    parser.add_argument(
        "--published",
        type=_published,
        metavar="YYYY-MM-DD",
        help="publication date where a file states none",
    )
    parser.add_argument(
        "--online",
        choices=("nominatim", "photon"),
        help="ask this service about names the gazetteer lacks; sends the names, never the text",
    )
    parser.add_argument(
        "--language-model",
        metavar="URL",
        help="add the claims that a model at this OpenAI-compatible address sees; sends it the paragraphs",
    )
    parser.add_argument("--model", metavar="NAME", help="name of the model at that address")
    parser.add_argument(
        "--spacy",
        metavar="PIPELINE",
        help="let this installed spaCy pipeline help to read English; auto takes the best one found",
    )
    add_gazetteer_option(parser)
    parser.set_defaults(command=command)
    return parser


def _add_geocode(commands: Commands) -> None:
    parser = commands.add_parser("geocode", help="List the places that a name may mean, best first")
    parser.add_argument("name")
    parser.add_argument("--in", dest="within", metavar="OBLAST", help="prefer this oblast or country")
    parser.add_argument("--near", metavar="PLACE", help="prefer places near this one")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    add_gazetteer_option(parser)
    parser.set_defaults(command=_geocode)


def _add_gazetteer(commands: Commands) -> None:
    parser = commands.add_parser("gazetteer", help="Build, download or describe the gazetteer")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    build = actions.add_parser("build", help="Compile the shipped places and dumps to one file")
    build.add_argument("--dump", action="append", type=Path, default=[], help="GeoNames dump; repeatable")
    build.add_argument("--output", type=Path, help="file to write; default: the cache")
    build.set_defaults(command=_gazetteer_build)
    fetch = actions.add_parser("fetch", help="Download every settlement of UA, RU and BY")
    fetch.add_argument("--output", type=Path, help="file to write; default: the cache")
    fetch.add_argument("--url", help="folder to download from, if not GeoNames itself")
    fetch.set_defaults(command=_gazetteer_fetch)
    info = actions.add_parser("info", help="Say which gazetteer is used and what it holds")
    add_gazetteer_option(info)
    info.set_defaults(command=_gazetteer_info)


def _add_app(commands: Commands) -> None:
    parser = commands.add_parser("app", help="Open the explorer in the browser, on this machine only")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--workspace", type=Path, help="file that keeps your work")
    add_gazetteer_option(parser)
    parser.set_defaults(command=_app)


def _published(text: str) -> Published:
    from geo.models import DateBasis, Published  # noqa: PLC0415 - keeps --help instant

    day = day_argument(text)
    return Published(start=day, end=day, basis=DateBasis.GIVEN)


def _extract(options: argparse.Namespace) -> int:
    from geo.contract import dump_extract  # noqa: PLC0415 - keeps --help instant

    extract = _read(options)
    if options.format == "json":
        text = dump_extract(extract) + "\n"
    else:
        from geo.layers import claims_table  # noqa: PLC0415 - pandas takes a second to import

        text = claims_table(extract).to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    _write(text, options.output)
    return _status(extract)


def _map(options: argparse.Namespace) -> int:
    from geo.rendering.html_map import Page, write_html_map  # noqa: PLC0415

    extract = _read(options)
    path = write_html_map(
        extract,
        options.output,
        settings=_settings(options),
        page=Page(title=options.title),
        overlays=overlays_of(options, extract),
    )
    say(f"wrote {path}")
    return _status(extract)


def _figure(options: argparse.Namespace) -> int:
    from geo.rendering.figure import write_figure  # noqa: PLC0415

    extract = _read(options)
    path = write_figure(
        extract,
        options.output,
        settings=_settings(options),
        title=options.title,
        region=options.region,
        overlays=overlays_of(options, extract),
    )
    say(f"wrote {path}")
    return _status(extract)


def _brief(options: argparse.Namespace) -> int:
    if bool(options.paths) == bool(options.manifest):
        say("give either articles or --from MANIFEST; see: frontline brief --help")
        return USAGE
    settings, status = _settings(options), OK
    if options.manifest:
        paths = remake_briefing(options, settings=settings)
    else:
        extract = _read(options)
        paths = make_briefings(extract, options, settings=settings)
        status = _status(extract)
    for path in paths:
        say(f"wrote {path}")
    return status


def _geocode(options: argparse.Namespace) -> int:
    from geo.contract import place_to_json  # noqa: PLC0415
    from geo.toponyms.geocode import rank_candidates  # noqa: PLC0415
    from geo.toponyms.unlocated import load_unlocated, tell_unlocated  # noqa: PLC0415

    frontline = _frontline(options)
    gazetteer = frontline.gazetteer
    candidates = rank_candidates(gazetteer, options.name, within=options.within, near=options.near)
    villages = load_unlocated(gazetteer, data_dir=frontline.settings.data_dir).find(options.name)
    if villages:
        say(tell_unlocated([match.place for match in villages]))
    if not candidates:
        say(f"no place is called {options.name!r}; check the spelling, or run: frontline gazetteer fetch")
        return FAILED
    rows = [
        place_to_json(candidate.place) | {"score": candidate.score, "reason": candidate.reason}
        for candidate in candidates
    ]
    columns = "score name name_uk name_ru feature_code admin1 admin2 country lon lat".split()  # noqa: SIM905
    print_rows(rows, (*columns, "uncertainty_m", "id", "reason"), as_json=options.format == "json")
    return OK


def _gazetteer_build(options: argparse.Namespace) -> int:
    from geo.toponyms.store import build_gazetteer, cached_gazetteer_path  # noqa: PLC0415

    settings = Settings()
    shipped = cached_gazetteer_path(settings)
    # What a dump was merged into must not be replaced when the shipped places change.
    output = options.output or (shipped.with_name("gazetteer-geonames.sqlite") if options.dump else shipped)
    path = build_gazetteer(output, dumps=options.dump, settings=settings, on_progress=share_reporter())
    say(f"wrote {path}")
    return OK


def _gazetteer_fetch(options: argparse.Namespace) -> int:
    from geo.toponyms.fetch import fetch_gazetteer  # noqa: PLC0415

    path = fetch_gazetteer(
        settings=Settings(), output=options.output, base_url=options.url, on_progress=share_reporter()
    )
    say(f"wrote {path}; use it with --gazetteer {path}")
    return OK


def _gazetteer_info(options: argparse.Namespace) -> int:
    gazetteer = _frontline(options).gazetteer
    sys.stdout.write(f"{gazetteer.name}\n{gazetteer.content_hash}\n{gazetteer.path}\n")
    for country, count in gazetteer.count_by_country().items():
        sys.stdout.write(f"{country or '-'}\t{count}\n")
    return OK


def _app(options: argparse.Namespace) -> int:
    script = _find_app()
    variables = dict(os.environ)
    for name, value in (
        ("FRONTLINE_GAZETTEER", options.gazetteer),
        ("FRONTLINE_WORKSPACE", options.workspace),
    ):
        if value is not None:
            variables[name] = str(value.resolve())
    say(f"the explorer opens on http://localhost:{options.port}; Ctrl+C stops it")
    # Streamlit reads .streamlit/config.toml from the folder it is started in.
    return subprocess.call(  # noqa: S603 - our own script with a number
        [sys.executable, "-m", "app_pages.start", "--server.port", str(options.port)],
        cwd=script.parent,
        env=variables,
    )


def _find_app() -> Path:
    package = Path(__file__).resolve().parent
    for script in (package / "_app" / "app.py", package.parent / "app.py"):
        if script.is_file():
            return script
    msg = f"the app is missing from {package}; install Frontline again"
    raise GeoError(msg)


def _settings(options: argparse.Namespace) -> Settings:
    settings = Settings(
        gazetteer=options.gazetteer,
        online_geocoder=getattr(options, "online", None),
        language_model_url=getattr(options, "language_model", None),
        spacy_pipeline=getattr(options, "spacy", None),
    )
    model = getattr(options, "model", None)
    return settings if model is None else dataclasses.replace(settings, language_model=model)


def _frontline(options: argparse.Namespace) -> Frontline:
    from geo.pipeline import Frontline  # noqa: PLC0415

    return Frontline(_settings(options), keep=True)


def _read(options: argparse.Namespace) -> Extract:
    extract = _frontline(options).extract(
        options.paths, published=options.published, on_progress=progress_reporter()
    )
    for item in extract.skipped:
        say(f"skipped {item.source}: {item.error}")
    return extract


def _status(extract: Extract) -> int:
    return OK if extract.readings else FAILED


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")
        say(f"wrote {output}")
