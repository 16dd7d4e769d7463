"""Score the claims of an extract against gold.

    python benchmarks/accuracy/claims.py GOLD EXTRACT_OR_ARTICLES [--gazetteer FILE]

GOLD is a JSON list of claims, each with ``article``, ``start``, ``end``, ``kind``, ``actor``,
``places``, ``quantities`` and, where they are marked, ``status``, ``attribution_side``, ``time`` and
``drawable``; ``own_gold.py`` makes one. EXTRACT_OR_ARTICLES is the output of ``frontline extract``
or a folder of articles to run.

A gold claim is judged by the claim that overlaps it and has most right. *Core* is actor, place and
every quantity right. *Precision* is the share of drawn claims (events at a place) that overlap a
gold claim. *Drawn, not an event* counts claims drawn where gold knows only planned, possible or
negated ones: it must be 0. ``--worst`` lists every error.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alignment import GoldArticle, Pair, Span, load_extract, pair_up, percent, ratio

from geo.models import Side, Status
from geo.settings import Settings
from geo.toponyms.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.models import Claim, Reading

MIN_OVERLAP = 6
"""Letters that a claim and a gold claim must share to be about the same words."""

NOT_EVENTS = {"planned", "hypothetical"}
COUNTRIES = {fold("Russia"), fold("Ukraine")}
NO_PLACES = {"border"}
ROWS = {
    "hit": ("hit", "gold"),
    "core (actor, place, quantities)": ("core", "gold"),
    "kind": ("kind", "hit"),
    "actor": ("actor", "hit"),
    "place": ("place", "hit"),
    "quantities": ("quantities", "with quantities"),
    "precision of drawn claims": ("drawn right", "drawn"),
    "attribution side": ("side", "with side"),
    "status": ("status", "with status"),
    "time overlap": ("time", "with time"),
    "drawable or not": ("drawable", "with drawable"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Judged:
    """What one found claim has right of one gold claim."""

    claim: Claim
    overlap: int
    kind: bool
    actor: bool
    place: bool
    quantities: bool

    @property
    def core(self) -> bool:
        """Whether actor, place and quantities are right."""
        return self.actor and self.place and self.quantities

    @property
    def rank(self) -> tuple[int, int]:
        """How good the match is, for choosing the best."""
        return self.kind + self.actor + self.place + self.quantities, self.overlap


def load_claim_gold(path: Path, *, articles: Path | None) -> tuple[GoldArticle, ...]:
    """Read a flat list of gold claims, grouped by article."""
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in json.loads(path.read_text(encoding="utf-8")):
        by_article[claim["article"]].append(claim)
    return tuple(
        GoldArticle(
            name=name,
            text=_text_of(name, claims[0], articles),
            claims=tuple(claims),
            language=claims[0].get("language"),
        )
        for name, claims in by_article.items()
    )


def _text_of(name: str, claim: dict[str, Any], articles: Path | None) -> str:
    if "article_text" in claim:
        return str(claim["article_text"])
    if articles is None:
        msg = f"Gold of {name!r} holds no text; say where the articles are with --articles"
        raise SystemExit(msg)
    with (articles / name).open(encoding="utf-8", newline="") as stream:
        return stream.read()


def score(pairs: Iterable[Pair]) -> tuple[dict[str, Counter[str]], list[str]]:
    """Return the counts by language, those of all under ``all``, and a line for every error."""
    tallies: dict[str, Counter[str]] = {"all": Counter()}
    errors: list[str] = []
    for pair in pairs:
        counts = _score_article(pair, errors)
        tallies["all"] += counts
        tallies[pair.language] = tallies.get(pair.language, Counter()) + counts
    return tallies, errors


def _score_article(pair: Pair, errors: list[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    spans = [span for span in map(pair.move, pair.gold.claims) if span.start is not None]
    counts["dropped with furniture"] = len(pair.gold.claims) - len(spans)
    for span in spans:
        counts["gold"] += 1
        judged = [one for claim in pair.reading.claims if (one := _judge(span, claim, pair.reading))]
        best = max(judged, key=lambda one: one.rank, default=None)
        if best is None:
            errors.append(f"{pair.gold.name}: missed {span.gold['kind']}: {span.gold['quote']}")
            continue
        _count(counts, span.gold, best)
        if not best.core:
            errors.append(_tell(pair, span.gold, best))
    for claim in pair.reading.claims:
        if _is_drawn(claim, pair.reading):
            _count_drawn(counts, pair, spans, claim, errors)
    return counts


def _overlap(span: Span, claim: Claim) -> int:
    spans = ((claim.start, claim.end), *claim.restated)
    return max(min(end, span.end or 0) - max(start, span.start or 0) for start, end in spans)


def _judge(span: Span, claim: Claim, reading: Reading) -> Judged | None:
    overlap = _overlap(span, claim)
    if overlap < MIN_OVERLAP:
        return None
    gold = span.gold
    actor = {"civilians": "other"}.get(gold["actor"], gold["actor"])
    return Judged(
        claim=claim,
        overlap=overlap,
        kind=claim.kind == gold["kind"],
        actor=(claim.actor or None) == (actor or None),
        place=_same_place(gold, claim, reading),
        quantities=_has_quantities(gold, claim),
    )


def _key(name: str) -> str:
    return fold(name.replace(" Oblast", "").split(",")[0].split(" ")[0])


def _same_place(gold: dict[str, Any], claim: Claim, reading: Reading) -> bool:
    wanted = {_key(name) for name in gold["places"] if name not in NO_PLACES}
    mentions = [reading.mentions[ref.mention] for ref in claim.places]
    found = {_key(mention.place.name if mention.place else mention.text) for mention in mentions}
    return not wanted or bool(wanted & found) or (wanted <= COUNTRIES and not found)


def _has_quantities(gold: dict[str, Any], claim: Claim) -> bool:
    found = {quantity.value for quantity in claim.quantities} | {q.low for q in claim.quantities}
    return all(one["value"] in found for one in gold["quantities"] if one["value"] is not None)


def _count(counts: Counter[str], gold: dict[str, Any], best: Judged) -> None:
    claim = best.claim
    counts["hit"] += 1
    for name in ("kind", "actor", "place", "core"):
        counts[name] += getattr(best, name)
    if any(one["value"] is not None for one in gold["quantities"]):
        counts["with quantities"] += 1
        counts["quantities"] += best.quantities
    if gold.get("status"):
        counts["with status"] += 1
        counts["status"] += claim.status == gold["status"]
    if "attribution_side" in gold:
        side: Side | None = claim.attribution.side if claim.attribution else None
        counts["with side"] += 1
        counts["side"] += side == gold["attribution_side"]
    if "drawable" in gold:
        counts["with drawable"] += 1
        counts["drawable"] += (claim.shape is not None and claim.is_event) == gold["drawable"]
    interval = (gold.get("time") or {}).get("interval")
    if interval and all(interval):
        counts["with time"] += 1
        counts["time"] += _overlaps_time(claim, interval)


def _overlaps_time(claim: Claim, interval: Sequence[str]) -> bool:
    time = claim.time
    if time is None or time.start is None or time.end is None:
        return False
    return time.start.isoformat() <= interval[1] and time.end.isoformat() >= interval[0]


def _is_drawn(claim: Claim, reading: Reading) -> bool:
    places = (reading.mentions[ref.mention].place for ref in claim.places)
    return claim.is_event and any(
        place is not None and not place.feature_code.startswith("PCL") for place in places
    )


def _count_drawn(
    counts: Counter[str], pair: Pair, spans: list[Span], claim: Claim, errors: list[str]
) -> None:
    counts["drawn"] += 1
    under = [span.gold for span in spans if _overlap(span, claim) >= MIN_OVERLAP]
    counts["drawn right"] += bool(under)
    if not under:
        errors.append(f"{pair.gold.name}: drawn, not in gold: {claim.kind}: {claim.quote}")
    elif all(_is_no_event(gold) for gold in under):
        counts["drawn, not an event"] += 1
        errors.append(f"{pair.gold.name}: drawn, not an event: {claim.status}: {claim.quote}")


def _is_no_event(gold: dict[str, Any]) -> bool:
    return gold.get("status") in {*NOT_EVENTS, Status.DENIED} or bool(gold.get("negated"))


def _tell(pair: Pair, gold: dict[str, Any], best: Judged) -> str:
    claim = best.claim
    names = [pair.reading.mentions[ref.mention].text for ref in claim.places]
    numbers = [quantity.as_written for quantity in claim.quantities]
    wanted = f"{gold['kind']} {gold['actor']} {gold['places']} {[q['value'] for q in gold['quantities']]}"
    return f"{pair.gold.name}: gold {wanted}, got {claim.kind} {claim.actor} {names} {numbers}: {claim.quote}"


def print_report(tallies: dict[str, Counter[str]]) -> None:
    """Print the figures as a table, a column per language."""
    print(f"{'':34}" + "".join(f"{key:>8}" for key in tallies))
    for name, (part, whole) in ROWS.items():
        cells = (percent(ratio(counts[part], counts[whole])) for counts in tallies.values())
        print(f"{name:34}" + "".join(f"{cell:>8}" for cell in cells))
    for name in ("gold", "drawn", "drawn, not an event", "dropped with furniture"):
        print(f"{name:34}" + "".join(f"{counts[name]:>8}" for counts in tallies.values()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("extract", type=Path, help="extract JSON or folder of articles")
    parser.add_argument("--articles", type=Path, help="folder of the raw articles, if not EXTRACT")
    parser.add_argument("--gazetteer", type=Path, help="SQLite gazetteer to run with")
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")
    parser.add_argument("--worst", action="store_true", help="list every error")
    options = parser.parse_args(arguments)
    folder = options.articles or (options.extract if options.extract.is_dir() else None)
    gold = load_claim_gold(options.gold, articles=folder)
    extract = load_extract(options.extract, gold, settings=Settings(gazetteer=options.gazetteer))
    tallies, errors = score(pair_up(gold, extract))
    if options.json:
        json.dump(tallies, sys.stdout, indent=1)
    else:
        print_report(tallies)
        if options.worst:
            print("\n" + "\n".join(errors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
