"""Learn from our own gold articles how much each word tells of a claim, into lexicon/weights_*.json.

``python data/build_weights.py [--gazetteer FILE]`` reads the gold of ``benchmarks/gold`` but for the
articles that are held out, and writes a file of weights per language: first what a clause tells of,
then, of the claims found with these, where it was, who says so, who acts and how sure it is. Needs
scikit-learn (dependency group ``data``). The same gold gives the same files.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import numpy as np
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks" / "accuracy"))

from own_gold import LANGUAGES, SETS, read_set  # noqa: E402

from geo.claims.carrying import Floor  # noqa: E402
from geo.claims.clues import name_clues, read_clues  # noqa: E402
from geo.claims.deciding import Judge  # noqa: E402
from geo.claims.extraction import extract_claims  # noqa: E402
from geo.claims.lexicon import load_claim_lexicon, load_speakers  # noqa: E402
from geo.claims.sentence_view import make_views  # noqa: E402
from geo.claims.triggering import find_triggers  # noqa: E402
from geo.claims.weigh_kinds import SHORTEST, TOLD, name_drafts  # noqa: E402
from geo.claims.weigh_status import NO_EVENTS  # noqa: E402
from geo.claims.weights import HUNDREDTHS, forget_weights  # noqa: E402
from geo.models import DateBasis, Published, Status  # noqa: E402
from geo.pipeline import Frontline  # noqa: E402
from geo.reading.article import make_article  # noqa: E402
from geo.settings import Settings  # noqa: E402
from geo.toponyms.names import fold  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from own_gold import GoldText

    from geo.claims.triggering import Draft
    from geo.claims.weigh_status import Certainty
    from geo.claims.weigh_voices import Teller
    from geo.claims.weights import Option
    from geo.models import Mention, PlaceRef, Side

OUTPUT = ROOT / "data" / "lexicon"

STRENGTH = 1.0
"""How far weights may go from nothing (C of the regression); twofold up or down changes little."""

LEAST_CLAUSES = 4
"""Clauses that must tell of a kind before it gets weights."""

ERRING = 6
"""One decision in so many that is wrong is left so, to learn what follows from it."""

COUNTRIES = {"russia", "ukraine"}

LEAST_WEIGHT = 0.04
"""Weights below this are left out: they are most of the file and decide nothing."""


class Instance(NamedTuple):
    """A clause: its clues, and the kinds of the gold claims in it."""

    clues: frozenset[str]
    kinds: frozenset[str]


def read_clauses(gold: GoldText, frontline: Frontline) -> Iterator[Instance]:
    """Yield every clause of an article that is long enough to be weighed."""
    settings = frontline.settings
    article = make_article(gold.text, source=gold.name)
    mentions = frontline.find_places(article)
    lexicon = load_claim_lexicon(article.language, data_dir=settings.data_dir)
    speakers = load_speakers(data_dir=settings.data_dir)
    views = make_views(article, mentions, lexicon)
    floor = Floor(views, lexicon, speakers)
    for number, view in enumerate(views):
        drafts = find_triggers(view, lexicon, floor.voices_of(number))
        if view.is_heading:
            continue
        for start, end in view.clauses():
            if end - start < SHORTEST:
                continue
            named = name_clues(read_clues(view, start, end))
            inside = [draft for draft in drafts if start <= draft.start < end]
            quote = article.text[start:end]
            yield Instance(
                frozenset(named) | name_drafts(inside), frozenset(_kinds(gold, article.text, start, quote))
            )


def _kinds(gold: GoldText, text: str, start: int, quote: str) -> Iterator[str]:
    """Yield the kinds of the gold claims whose words are half of the clause, or that it holds half of."""
    for claim in gold.claims:
        first = text.find(claim["quote"])
        shared = min(first + len(claim["quote"]), start + len(quote)) - max(first, start)
        if first >= 0 and shared >= min(len(quote), len(claim["quote"])) / 2:
            yield claim["kind"]


def learn(instances: Sequence[Instance]) -> dict[str, dict[str, object]]:
    """Return bias and weights: of being told at all over all clauses, of the kinds over those told."""
    bias: dict[str, int] = {}
    clues: dict[str, dict[str, int]] = {}
    told = [instance for instance in instances if instance.kinds]
    _learn_one(TOLD, instances, [bool(instance.kinds) for instance in instances], bias, clues)
    for kind in sorted({kind for instance in told for kind in instance.kinds}):
        is_it = [kind in instance.kinds for instance in told]
        if sum(is_it) >= LEAST_CLAUSES:
            _learn_one(kind, told, is_it, bias, clues)
    return {"bias": bias, "clues": {name: clues[name] for name in sorted(clues)}}


def _learn_one(
    outcome: str,
    instances: Sequence[Instance],
    truth: list[bool],
    bias: dict[str, int],
    clues: dict[str, dict[str, int]],
) -> None:
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(sorted(one.clues), 1.0) for one in instances])
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(matrix, np.array(truth))
    bias[outcome] = round(float(model.intercept_[0]) * HUNDREDTHS)
    for name, weight in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True):
        if abs(weight) >= LEAST_WEIGHT:
            clues.setdefault(str(name), {})[outcome] = round(float(weight) * HUNDREDTHS)


class Choice(NamedTuple):
    """The options of one decision, and which of them are right by gold."""

    clues: tuple[frozenset[str], ...]
    right: tuple[bool, ...]


def read_choices(gold: GoldText, frontline: Frontline) -> list[tuple[str, Choice]]:
    """Return with its task every decision about a trigger that lies in a gold claim.

    Later decisions are shown what earlier ones should have been, but for one in ``ERRING``, as they
    are when the weights are used.
    """
    article = make_article(gold.text, source=gold.name, published=_published(gold))
    mentions = frontline.find_places(article)
    choices: list[tuple[str, Choice]] = []

    def listen(
        _judge: Judge, task: str, options: Sequence[Option[Any]], draft: Draft
    ) -> list[tuple[Option[Any], float]]:
        claim = _claim_of(draft, gold, article.text)
        ruled = next((one for one in options if one.is_ruled), options[0])
        right = [claim is not None and JUDGES[task](option.value, claim, mentions) for option in options]
        if not any(right):
            return [(one, float(one is ruled)) for one in options]
        if not all(right):
            clues = tuple(_spell_out(option) for option in options)
            choices.append((task, Choice(clues, tuple(right))))
        is_left = zlib.crc32(f"{task}{draft.start}".encode()) % ERRING == 0
        best = ruled if right[options.index(ruled)] or is_left else options[right.index(True)]
        return [(one, float(one is best)) for one in options]

    with mock.patch.object(Judge, "share_out", listen):
        extract_claims(article, mentions, settings=frontline.settings)
    return choices


def _spell_out(option: Option[Any]) -> frozenset[str]:
    """Return all clues of an option by the names that their weights have."""
    shared = option.shared
    return option.clues | {f"{option.prefix}: {clue}" if option.prefix else clue for clue in shared}


def _published(gold: GoldText) -> Published:
    day = dt.date.fromisoformat(gold.published)
    return Published(start=day, end=day, basis=DateBasis.GIVEN)


def _claim_of(draft: Draft, gold: GoldText, text: str) -> dict[str, Any] | None:
    """Return the gold claim that a trigger is of: the one around it, of its kind if there are several."""
    around = []
    for claim in gold.claims:
        start = text.find(claim["quote"])
        if start >= 0 and start <= draft.start < start + len(claim["quote"]):
            around.append(claim)
    of_kind = [claim for claim in around if claim["kind"] == draft.trigger.kind]
    if of_kind:
        return of_kind[0]
    return around[0] if len(around) == 1 else None


def _is_place(refs: tuple[PlaceRef, ...], claim: dict[str, Any], mentions: tuple[Mention, ...]) -> bool:
    wanted = {_key(name) for name in claim["places"] if name != "border"}
    found = {_key(m.place.name if m.place else m.text) for m in (mentions[ref.mention] for ref in refs)}
    if not wanted or wanted <= COUNTRIES:
        return not found or found <= wanted
    return bool(wanted & found)


def _key(name: str) -> str:
    return fold(name.replace(" Oblast", "").split(",")[0].split(" ")[0])


def _is_voice(voice: Teller | None, claim: dict[str, Any], mentions: tuple[Mention, ...]) -> bool:
    del mentions
    side = claim["attribution_side"]
    if side is None and voice is None:
        return True
    if side is None and claim["status"] == Status.ASSERTED:
        return False
    return voice is not None and voice.side == side


def _is_party(side: Side, claim: dict[str, Any], mentions: tuple[Mention, ...]) -> bool:
    del mentions
    return side == claim["actor"]


def _is_certainty(value: Certainty, claim: dict[str, Any], mentions: tuple[Mention, ...]) -> bool:
    del mentions
    if claim["negated"] and claim["status"] not in NO_EVENTS:
        return value.is_negated and value.status is not Status.DENIED
    return value.status == claim["status"] and value.is_negated == (value.status is Status.DENIED)


JUDGES = {"places": _is_place, "voices": _is_voice, "parties": _is_party, "statuses": _is_certainty}


def learn_choices(choices: Sequence[Choice]) -> dict[str, int]:
    """Return the weights with which a right option of every choice is the likeliest (maximum entropy)."""
    vectorizer = DictVectorizer()
    rows = [dict.fromkeys(sorted(clues), 1.0) for one in choices for clues in one.clues]
    matrix = vectorizer.fit_transform(rows)
    starts = np.cumsum([0, *(len(one.clues) for one in choices)])
    right = np.array([is_right for one in choices for is_right in one.right])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        top = np.repeat(np.maximum.reduceat(scores, starts[:-1]), np.diff(starts))
        odds = np.exp(scores - top)
        total = np.add.reduceat(odds, starts[:-1])
        good = np.add.reduceat(np.where(right, odds, 0.0), starts[:-1])
        value = float(np.log(total / good).sum()) + weights @ weights / (2 * STRENGTH)
        shares = odds / np.repeat(total, np.diff(starts))
        wanted = np.where(right, odds, 0.0) / np.repeat(good, np.diff(starts))
        return value, matrix.T @ (shares - wanted) + weights / STRENGTH

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {
        str(name): round(float(weight) * HUNDREDTHS)
        for name, weight in zip(vectorizer.get_feature_names_out(), found.x, strict=True)
        if abs(weight) >= LEAST_WEIGHT
    }


def main() -> None:
    """Write the weights of each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gazetteer", type=Path, help="full-size gazetteer to read the articles with")
    options = parser.parse_args()
    frontline = Frontline(Settings(gazetteer=options.gazetteer))
    texts = [text for name in SETS for text in read_set(name) if not text.is_held_out]
    for language in LANGUAGES:
        own = [text for text in texts if text.language == language]
        path = OUTPUT / f"weights_{language}.json"
        instances = [instance for text in own for instance in read_clauses(text, frontline)]
        tasks: dict[str, Any] = {"kinds": learn(instances)}
        _write(path, tasks)
        forget_weights()
        choices = [choice for text in own for choice in read_choices(text, frontline)]
        for task in JUDGES:
            tasks[task] = learn_choices([choice for name, choice in choices if name == task])
        _write(path, tasks)
        told = sum(bool(instance.kinds) for instance in instances)
        print(
            f"{language}: {len(own)} articles, {len(instances)} clauses, {told} told, "
            f"{len(choices)} choices, {path.stat().st_size // 1000} kB"
        )


def _write(path: Path, tasks: dict[str, Any]) -> None:
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
