"""Our own gold articles, written and marked by hand in three languages, as the files the scorers read.

``python benchmarks/accuracy/own_gold.py OUTPUT [--set second]`` writes OUTPUT/articles/*.md,
OUTPUT/mentions.json and OUTPUT/claims.json. The sets are by different writers. In a ``.gold`` file a
mention is marked in place: ``[Sudzha|Sudzha]`` names a place by its key in ``places.csv``,
``[Moscow|!]`` is an actor, ``[Russian|~]`` a demonym and ``((Kursk))`` a name inside another name.
A claim is one line below ``===``::

    @ kind actor status | quote | places; … | quantities; … | attribution side | start..end | draw

An actor ``None`` is nobody the text tells of. A quantity is ``NUMBER unit`` or ``LOW..HIGH unit``, a share
that no decimal writes ``1/3 share``. The last word is ``draw``, ``nodraw`` (no place a map can show, or
planned or hypothetical) or ``negated``. The words are ours; names of places and people are real, the
events are invented.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import zlib
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

GOLD = Path(__file__).resolve().parents[1] / "gold"
SETS = (
    "first",
    "second",
    "third",
    "russian",
    "ukrainian",
    "assessment",
    "agency",
    "eastern",
    "digest",
    "stories",
    "press",
    "roundup",
    "overview",
    "review",
    "background",
    "websites",
    "newspapers",
    "sites",
    "dispatch",
    "bulletin",
)
READ_SETS = ("first", "second", "third")
"""Sets whose every error has been read while rules were written."""

UNREAD_SETS = ("dispatch", "bulletin")
"""Sets that are held out whole."""

HELD_OUT = 4
"""One article in so many of each other set is held out, chosen by its name."""

LANGUAGES = ("en", "uk", "ru")
USES = {"!": "actor", "~": "demonym"}
_MARK = re.compile(r"\[(?P<text>[^\]|]+)\|(?P<key>[^\]]+)\]|\(\((?P<inner>[^)]+)\)\)")
_NUMBER = re.compile(r"(?P<low>\d+(?:[./]\d+)?)(?:\.\.(?P<high>\d+(?:\.\d+)?))? (?P<unit>\S+)")

Json = dict[str, Any]


class GoldText(NamedTuple):
    """One gold article. ``is_held_out`` marks what no rule and no weight may be made from."""

    name: str
    language: str
    published: str
    text: str
    mentions: list[Json]
    claims: list[Json]
    is_held_out: bool


def read_set(name: str) -> Iterator[GoldText]:
    """Yield the articles of a set by name; of a later set, one in four is held out, of the last ones all."""
    folder = GOLD / name
    places = read_places(folder)
    for language in LANGUAGES:
        for path in sorted((folder / language).glob("*.gold")):
            published, text, mentions, claims = read_gold(path, places)
            is_chosen = zlib.crc32(path.stem.encode()) % HELD_OUT == 0
            is_held_out = name in UNREAD_SETS or (name not in READ_SETS and is_chosen)
            file = f"{language}_{path.stem}.md"
            yield GoldText(file, language, published, text, mentions, claims, is_held_out)


def read_places(folder: Path) -> dict[str, Json]:
    """Return the gold places of a set by key; one without coordinates is in no gazetteer we know."""
    with (folder / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["key"]: {
            "place": row["key"],
            "place_kind": row["kind"],
            "lat": _number(row["lat"]),
            "lon": _number(row["lon"]),
            "tolerance_km": _number(row["tolerance_km"]),
        }
        for row in rows
    }


def read_gold(path: Path, places: dict[str, Json]) -> tuple[str, str, list[Json], list[Json]]:
    """Return the publication date, the text, the mentions and the claims of one ``.gold`` file."""
    head, rest = path.read_text(encoding="utf-8").split("---\n", 1)
    body, claim_lines = rest.split("===\n", 1)
    text, mentions = _unmark(body.strip(), places)
    name = f"{path.parent.name}_{path.stem}.md"
    claims = [
        {"id": f"{path.stem}.{number}", "article": name} | _claim(line, text)
        for number, line in enumerate(filter(None, claim_lines.splitlines()), start=1)
    ]
    return head.split(":", 1)[1].strip(), text, mentions, claims


def _unmark(body: str, places: dict[str, Json]) -> tuple[str, list[Json]]:
    text, mentions, done = "", [], 0
    for mark in _MARK.finditer(body):
        text += body[done : mark.start()]
        written = mark["text"] or mark["inner"]
        mention: Json = {"start": len(text), "end": len(text) + len(written), "text": written}
        if mark["inner"]:
            mention["use"] = "embedded"
        elif mark["key"] in USES:
            mention["use"] = USES[mark["key"]]
        else:
            mention |= {"use": "place"} | places[mark["key"]]
        mentions.append(mention)
        text += written
        done = mark.end()
    return text + body[done:], mentions


def _claim(line: str, text: str) -> Json:
    head, quote, places, quantities, side, time, drawn = (part.strip() for part in line[1:].split("|"))
    kind, actor, status = head.split()
    start = text.index(quote)
    return {
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "kind": kind,
        "actor": None if actor == "None" else actor,
        "status": status,
        "places": [place.strip() for place in places.split(";") if place.strip()],
        "quantities": [_quantity(part.strip()) for part in quantities.split(";") if part.strip()],
        "attribution_side": side or None,
        "time": {"interval": time.split("..")} if time else None,
        "negated": drawn == "negated",
        "drawable": drawn == "draw",
    }


def _quantity(words: str) -> Json:
    found = _NUMBER.fullmatch(words)
    if found is None:
        msg = f"quantity {words!r} is not 'NUMBER unit' or 'LOW..HIGH unit'"
        raise ValueError(msg)
    low = float(Fraction(found["low"]))
    if found["high"]:
        return {"value": None, "lower": low, "upper": float(found["high"]), "unit": found["unit"]}
    return {"value": low, "lower": low, "upper": low, "unit": found["unit"]}


def _number(text: str) -> float | None:
    return float(text) if text else None


def main() -> None:
    """Write the articles and the two gold files of a set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path)
    parser.add_argument("--set", choices=SETS, default=SETS[0], help="whose articles (default: %(default)s)")
    parser.add_argument("--part", choices=("read", "held_out"), help="only what rules were made from, or not")
    options = parser.parse_args()
    output = options.output
    (output / "articles").mkdir(parents=True, exist_ok=True)
    all_mentions, all_claims = [], []
    for gold in read_set(options.set):
        if options.part is not None and gold.is_held_out != (options.part == "held_out"):
            continue
        page = f"---\npublished: {gold.published}\n---\n{gold.text}\n"
        (output / "articles" / gold.name).write_text(page, encoding="utf-8")
        all_mentions.append(
            {"article": gold.name, "language": gold.language, "text": gold.text, "mentions": gold.mentions}
        )
        all_claims += [
            claim | {"language": gold.language, "article_text": gold.text} for claim in gold.claims
        ]
    for file, value in (("mentions.json", all_mentions), ("claims.json", all_claims)):
        (output / file).write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    print(
        f"{len(all_mentions)} articles, {sum(len(a['mentions']) for a in all_mentions)} mentions, "
        f"{len(all_claims)} claims in {output}"
    )


if __name__ == "__main__":
    main()
