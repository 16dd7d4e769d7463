"""Score the mentions of an extract against gold.

    python benchmarks/accuracy/mentions.py GOLD EXTRACT_OR_ARTICLES [--gazetteer FILE]

GOLD is a JSON list as ``alignment.load_gold`` reads it. EXTRACT_OR_ARTICLES is the output of
``frontline extract``, a folder of articles to run, or ``-`` where the gold holds its own texts. It
prints precision and recall of mentions and of ``use=place``, use accuracy, and of the resolutions:
exact place, within 1 and 5 km, wrong places and abstentions, by language and by whether the name
has a twin, then how well the scores are calibrated. ``--worst`` lists every error.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignment import (
    Pair,
    Span,
    distance_km,
    load_extract,
    load_gold,
    match_spans,
    pair_up,
    percent,
    ratio,
)

from geo.models import Mention, ResolutionStatus, Use
from geo.settings import Settings
from geo.toponyms.names import fold
from geo.toponyms.store import ensure_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geo.models import Place
    from geo.toponyms.gazetteer import Gazetteer

SETTLEMENTS = {"city", "town", "village", "settlement", "hamlet"}
AREAS = {"adm1": "ADM1", "adm2": "ADM2", "country": "PCL", "region": "RGN"}
QUARTER = "PPLX"
NEAR_KM, EXACT_KM = 5.0, 1.0
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0001)


@dataclass(slots=True)
class Judged:
    """One gold mention of a place that was found as a place, and how it was resolved."""

    language: str
    kind: str
    has_twin: bool
    status: ResolutionStatus
    score: float
    is_correct: bool
    away_km: float | None


@dataclass(slots=True)
class Tally:
    """Counts of one group of articles."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    exact_span: int = 0
    same_use: int = 0
    gold_places: int = 0
    found_places: int = 0
    matched_places: int = 0
    dropped: int = 0
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    judged: list[Judged] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def score(pairs: Iterable[Pair], gazetteer: Gazetteer) -> dict[str, Tally]:
    """Return the tallies by language, and of all under ``all``."""
    tallies: dict[str, Tally] = {"all": Tally()}
    for pair in pairs:
        for key in ("all", pair.language):
            _add(tallies.setdefault(key, Tally()), pair, gazetteer)
    return tallies


def _add(tally: Tally, pair: Pair, gazetteer: Gazetteer) -> None:
    moved = [pair.move(item) for item in pair.gold.mentions]
    kept = [span for span in moved if span.start is not None and span.end is not None]
    mentions = pair.reading.mentions
    tally.dropped += len(moved) - len(kept)
    matches = match_spans([(s.start or 0, s.end or 0) for s in kept], [(m.start, m.end) for m in mentions])
    tally.gold += len(kept)
    tally.found += len(mentions)
    tally.matched += len(matches)
    tally.gold_places += sum(span.gold["use"] == Use.PLACE for span in kept)
    tally.found_places += sum(mention.use is Use.PLACE for mention in mentions)
    for left, right in matches:
        _add_match(tally, pair, kept[left], mentions[right], gazetteer)
    _add_unmatched(tally, pair, kept, dict(matches))


def _add_match(tally: Tally, pair: Pair, span: Span, mention: Mention, gazetteer: Gazetteer) -> None:
    use = span.gold["use"]
    tally.exact_span += (span.start, span.end) == (mention.start, mention.end)
    tally.same_use += use == mention.use
    tally.confusion[use, mention.use.value] += 1
    if use == mention.use == Use.PLACE:
        tally.matched_places += 1
        judged = _judge(pair.language, span.gold, mention, gazetteer)
        tally.judged.append(judged)
        if not judged.is_correct:
            tally.errors.append(_tell_wrong(pair, span, mention, judged))
    elif use != mention.use:
        tally.errors.append(
            f"use: gold {use}, found {mention.use.value}: {_quote(pair, mention.start, mention.end)}"
        )


def _add_unmatched(tally: Tally, pair: Pair, kept: Sequence[Span], matches: dict[int, int]) -> None:
    found = set(matches.values())
    for index, span in enumerate(kept):
        if index not in matches:
            tally.errors.append(f"missed {span.gold['use']}: {_quote(pair, span.start or 0, span.end or 0)}")
    for index, mention in enumerate(pair.reading.mentions):
        if index not in found:
            quote = _quote(pair, mention.start, mention.end)
            tally.errors.append(f"invented {mention.use.value}: {quote}")


def _judge(language: str, gold: dict[str, Any], mention: Mention, gazetteer: Gazetteer) -> Judged:
    resolution = mention.resolution
    place = resolution.place if resolution else None
    away = None
    if place is not None and gold.get("lon") is not None:
        away = distance_km(lon=gold["lon"], lat=gold["lat"], other_lon=place.lon, other_lat=place.lat)
    kind = gold.get("place_kind", "settlement")
    return Judged(
        language=language,
        kind=kind,
        has_twin=gold["twin"] if "twin" in gold else _has_twin(mention.text, gazetteer),
        status=resolution.status if resolution else ResolutionStatus.UNRESOLVED,
        score=(resolution.score or 0.0) if resolution else 0.0,
        is_correct=place is not None and _is_right(gold, kind, place, away, gazetteer),
        away_km=away,
    )


def _is_right(
    gold: dict[str, Any], kind: str, place: Place, away_km: float | None, gazetteer: Gazetteer
) -> bool:
    """Tell whether ``place`` is the gold's: settlements by distance, areas by class and name.

    What has no coordinate is right by any of its names, or if the words of its key, an oblast or a city
    that tells it from a namesake among them, are all of the place.
    """
    if kind in SETTLEMENTS:
        limit = max(NEAR_KM, gold.get("tolerance_km") or 0.0)
        return place.is_settlement and away_km is not None and away_km <= limit
    code = AREAS.get(kind)
    if code is not None and not place.feature_code.startswith(code):
        return False
    key = gold["place"].split(",")[0]
    is_town = place.is_settlement and place.feature_code != QUARTER
    if not is_town and any(match.place.id == place.id for match in gazetteer.find(key)):
        return True
    wanted = set(fold(key).split()) - {"oblast", "the", "reion"}
    names = " ".join((place.name, place.admin1 or "", place.admin2 or ""))
    return wanted <= set(re.findall(r"\w+", fold(names)))


def _has_twin(text: str, gazetteer: Gazetteer) -> bool:
    """Tell whether several settlements over 5 km apart bear the name."""
    places = [match.place for match in gazetteer.find(text) if match.place.is_settlement]
    return any(
        distance_km(lon=p.lon, lat=p.lat, other_lon=places[0].lon, other_lat=places[0].lat) > NEAR_KM
        for p in places[1:]
    )


def _quote(pair: Pair, start: int, end: int) -> str:
    text = pair.reading.article.text
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    return f"{pair.gold.name}: …{before}[{text[start:end]}]{after}…".replace("\n", " ")


def _tell_wrong(pair: Pair, span: Span, mention: Mention, judged: Judged) -> str:
    resolution = mention.resolution
    got = resolution.place if resolution and resolution.place else None
    named = (
        f"{got.name} ({got.feature_code} {got.admin1}, {judged.score:.2f})" if got else judged.status.value
    )
    return f"place: gold {span.gold.get('place')}, got {named}: {_quote(pair, mention.start, mention.end)}"


def summarise(tally: Tally) -> dict[str, Any]:
    """Return the figures of one tally."""
    settlements = [j for j in tally.judged if j.kind in SETTLEMENTS]
    resolved = [j for j in settlements if j.status is ResolutionStatus.RESOLVED]
    oblasts = [j for j in tally.judged if j.kind == "adm1"]
    wrong = [j for j in tally.judged if j.status is ResolutionStatus.RESOLVED and not j.is_correct]
    abstained = [j for j in tally.judged if j.status is not ResolutionStatus.RESOLVED]
    return {
        "mentions": tally.gold,
        "dropped_with_furniture": tally.dropped,
        "precision": ratio(tally.matched, tally.found),
        "recall": ratio(tally.matched, tally.gold),
        "exact_span": ratio(tally.exact_span, tally.matched),
        "use_accuracy": ratio(tally.same_use, tally.matched),
        "place_precision": ratio(tally.matched_places, tally.found_places),
        "place_recall": ratio(tally.matched_places, tally.gold_places),
        "settlements": len(settlements),
        "settlements_resolved": ratio(len(resolved), len(settlements)),
        "exact_place": ratio(_count(resolved, lambda j: _within(j, EXACT_KM)), len(resolved)),
        "within_1_km": ratio(_count(settlements, lambda j: _within(j, EXACT_KM)), len(settlements)),
        "within_5_km": ratio(_count(resolved, lambda j: _within(j, NEAR_KM)), len(resolved)),
        "oblasts_right": ratio(_count(oblasts, lambda j: j.is_correct), len(oblasts)),
        "wrong_place_rate": ratio(len(wrong), len(tally.judged)),
        "abstention": ratio(len(abstained), len(tally.judged)),
        "twins": _split(settlements, has_twin=True),
        "no_twins": _split(settlements, has_twin=False),
        "reliability": _reliability(tally.judged),
    }


def _within(judged: Judged, limit_km: float) -> bool:
    return judged.away_km is not None and judged.away_km <= limit_km


def _count(items: Sequence[Judged], test: Callable[[Judged], bool]) -> int:
    return sum(map(test, items))


def _split(settlements: Sequence[Judged], *, has_twin: bool) -> dict[str, Any]:
    """Return the figures of the settlements whose names have twins, or have none."""
    group = [j for j in settlements if j.has_twin is has_twin]
    resolved = [j for j in group if j.status is ResolutionStatus.RESOLVED]
    return {
        "settlements": len(group),
        "within_5_km": ratio(_count(resolved, lambda j: _within(j, NEAR_KM)), len(resolved)),
        "wrong": ratio(_count(resolved, lambda j: not j.is_correct), len(group)),
        "abstention": ratio(len(group) - len(resolved), len(group)),
    }


def _reliability(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    """Return for bins of the score of resolved mentions how often they were right."""
    resolved = [j for j in judged if j.status is ResolutionStatus.RESOLVED]
    rows = []
    for low, high in itertools.pairwise(BINS):
        group = [j for j in resolved if low <= j.score < high]
        if group:
            mean = sum(j.score for j in group) / len(group)
            right = ratio(_count(group, lambda j: j.is_correct), len(group))
            rows.append(
                {"from": low, "to": min(high, 1.0), "n": len(group), "mean_score": mean, "right": right}
            )
    return rows


def print_report(tallies: dict[str, Tally], *, worst: bool) -> None:
    """Print the figures as a table, a column per language."""
    figures = {key: summarise(tally) for key, tally in tallies.items()}
    keys = list(figures)
    print(f"{'':26}" + "".join(f"{key:>8}" for key in keys))
    for name in next(iter(figures.values())):
        values = [figures[key][name] for key in keys]
        if isinstance(values[0], dict):
            for part in values[0]:
                _print_row(f"{name}: {part}", [value[part] for value in values])
        elif not isinstance(values[0], list):
            _print_row(name, values)
    print("\nuse, gold -> found: ", dict(sorted(tallies["all"].confusion.items())))
    print("\nscore          n   mean  right")
    for row in figures["all"]["reliability"]:
        print(
            f"{row['from']:.2f}-{row['to']:.2f} {row['n']:5}  {row['mean_score']:.3f}"
            f"  {percent(row['right'])}"
        )
    if worst:
        print("\n" + "\n".join(tallies["all"].errors))


def _print_row(name: str, values: Sequence[float | int | None]) -> None:
    cells = (f"{value:>8}" if isinstance(value, int) else f"{percent(value):>8}" for value in values)
    print(f"{name:26}" + "".join(cells))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("extract", type=Path, help="extract JSON, folder of articles, or -")
    parser.add_argument("--articles", type=Path, help="folder of the raw articles, if not EXTRACT")
    parser.add_argument(
        "--gazetteer", type=Path, help="SQLite gazetteer to run with and to look for twins in"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--worst", action="store_true", help="list every error")
    options = parser.parse_args(arguments)
    settings = Settings(gazetteer=options.gazetteer)
    folder = options.articles or (options.extract if options.extract.is_dir() else None)
    gold = load_gold(options.gold, articles=folder)
    pairs = pair_up(gold, load_extract(options.extract, gold, settings=settings))
    tallies = score(pairs, ensure_gazetteer(settings))
    if options.json:
        json.dump({key: summarise(tally) for key, tally in tallies.items()}, sys.stdout, indent=1)
    else:
        print_report(tallies, worst=options.worst)
    return 0


if __name__ == "__main__":
    sys.exit(main())
