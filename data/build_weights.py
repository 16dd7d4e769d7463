"""Learn from our own gold articles how much each word tells of a claim, into lexicon/weights_*.json.

``python data/build_weights.py [--gazetteer FILE]`` reads the gold of ``benchmarks/gold`` but for the
articles that are held out, and writes a file of weights per language: first what a clause tells of,
then, of the claims found with these, which numbers are theirs, where it was, who says so, who acts and
how sure it is. Needs scikit-learn (dependency group ``data``). The same gold gives the same files.
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

from own_gold import LANGUAGES, SETS, GoldText, read_set  # noqa: E402

from geo.claims.certainty.weigh_status import NO_EVENTS  # noqa: E402
from geo.claims.deciding import Judge  # noqa: E402
from geo.claims.extraction import extract_claims  # noqa: E402
from geo.claims.kinds.clause_setting import Passage, describe_clauses, name_marks  # noqa: E402
from geo.claims.kinds.triggering import find_triggers  # noqa: E402
from geo.claims.kinds.weigh_kinds import SHORTEST, TOLD, name_drafts  # noqa: E402
from geo.claims.language.clues import name_clues, read_clues  # noqa: E402
from geo.claims.language.lexicon import load_claim_lexicon, load_speakers  # noqa: E402
from geo.claims.parties.perspective import read_views  # noqa: E402
from geo.claims.voices.carrying import Floor  # noqa: E402
from geo.claims.weights import HUNDREDTHS, forget_weights  # noqa: E402
from geo.models import DateBasis, Measure, Published, Status, Use  # noqa: E402
from geo.pipeline import Frontline  # noqa: E402
from geo.reading.article import make_article  # noqa: E402
from geo.settings import Settings  # noqa: E402
from geo.toponyms.names import fold  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.claims.certainty.weigh_status import Certainty
    from geo.claims.counting.weigh_numbers import Candidate, Number
    from geo.claims.kinds.triggering import Draft
    from geo.claims.voices.weigh_voices import Teller
    from geo.claims.weights import Option
    from geo.models import Mention, PlaceRef, Side, TimeSpan

OUTPUT = ROOT / "data" / "lexicon"

STRENGTH, CHOICE_STRENGTH = 0.5, 0.4
"""How far weights may go from nothing (C of the regression), of kinds and choices; twofold changes little."""

STRENGTHS = {"parties": 0.1, "places": 0.15, "voices": 0.25}
"""The same for choices of many seldom clues, which fit single articles when left to go as far."""

LEAST_CLAUSES = 4
"""Clauses that must tell of a kind before it gets weights."""

ERRING = 6
"""One decision in so many that is wrong is left so, to learn what follows from it."""

AS_RULED = {"parties"}
"""Decisions that claims after them look back at, and that are as often wrong when used as the rules are."""

PERCENT = 100

ALIKE = {
    "villages": "settlements", "towns": "settlements", "rockets": "missiles", "tanks": "vehicles",
    "howitzers": "artillery", "guns": "artillery", "houses": "buildings", "refineries": "plants",
    "detachments": "groups", "people": "killed", "depots": "plants", "objects": "buildings",
    "launchers": "systems", "motorcycles": "vehicles",
}  # fmt: skip
"""Units of gold and classes of single things that are not told apart when it is learned what is one."""

COUNTRIES = {fold("Russia"), fold("Ukraine")}

SENTENCES = ROOT / "tests" / "claims" / "corpus"
SENTENCES_DAY = "2025-03-30"

OWN = 0.5
"""Size of a clue that a language has to itself: half of one that all share, so it takes more to move it."""

BIAS = "bias"
"""A clue that every clause has: what an outcome weighs before any word is read."""

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
    views = read_views(article, mentions, lexicon, speakers)
    floor = Floor(views, lexicon, speakers)
    passage = Passage(sentences=len(views))
    for number, view in enumerate(views):
        voices = floor.voices_of(number)
        drafts = find_triggers(view, lexicon, voices)
        standings = describe_clauses(view, drafts, voices, passage)
        passage = passage.after(view, drafts)
        if view.is_heading:
            continue
        for (start, end), standing in zip(view.clauses(), standings, strict=True):
            if end - start < SHORTEST:
                continue
            named = name_clues(read_clues(view, start, end, lexicon.senses))
            inside = [draft for draft in drafts if start <= draft.start < end]
            quote = article.text[start:end]
            yield Instance(
                frozenset((*named, *name_drafts(inside), *standing, *name_marks(named))),
                frozenset(_kinds(gold, article.text, start, quote)),
            )


def _kinds(gold: GoldText, text: str, start: int, quote: str) -> Iterator[str]:
    """Yield the kinds of the gold claims whose words are half of the clause, or that it holds half of."""
    for claim in gold.claims:
        first = text.find(claim["quote"])
        shared = min(first + len(claim["quote"]), start + len(quote)) - max(first, start)
        if first >= 0 and shared >= min(len(quote), len(claim["quote"])) / 2:
            yield claim["kind"]


def learn(
    instances: Mapping[str, Sequence[Instance]], plain: Mapping[str, Sequence[Instance]]
) -> dict[str, dict[str, Any]]:
    """Return bias and weights by language: of telling anything, over all clauses, and of each kind.

    ``plain`` are clauses of single sentences, which tell of something by the way they are chosen.
    """
    learned: dict[str, dict[str, Any]] = {language: {"bias": {}, "clues": {}} for language in instances}
    rows = [(language, one) for language, own in instances.items() for one in own]
    told = [(language, one) for language, one in rows if one.kinds]
    told += [(language, one) for language, own in plain.items() for one in own if one.kinds]
    _learn_one(TOLD, rows, [bool(one.kinds) for _, one in rows], learned)
    for kind in sorted({kind for _, one in told for kind in one.kinds}):
        is_it = [kind in one.kinds for _, one in told]
        if sum(is_it) >= LEAST_CLAUSES:
            _learn_one(kind, told, is_it, learned)
    return learned


def _learn_one(
    outcome: str,
    rows: Sequence[tuple[str, Instance]],
    truth: list[bool],
    learned: dict[str, dict[str, Any]],
) -> None:
    """Learn the weights of one outcome and add them to those of every language."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        [_shared_and_own(language, one.clues | {BIAS}) for language, one in rows]
    )
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(matrix, np.array(truth))
    weights = dict(zip(map(str, vectorizer.get_feature_names_out()), model.coef_[0], strict=True))
    for language, found in learned.items():
        own = _weights_of(language, weights)
        found["bias"][outcome] = own.pop(BIAS, 0) + round(float(model.intercept_[0]) * HUNDREDTHS)
        for name, weight in own.items():
            found["clues"].setdefault(name, {})[outcome] = weight


def _shared_and_own(language: str, clues: Iterable[str]) -> dict[str, float]:
    """Return each clue twice: as all languages have it, and as this one has it.

    "Nearest before the verb" means the same in every language: what is learned of it in one helps the
    others, and a language learns for itself only how it differs (Daumé 2007).
    """
    names = sorted(clues)
    return {f"* {name}": 1.0 for name in names} | {f"{language} {name}": OWN for name in names}


def _weights_of(language: str, weights: Mapping[str, float]) -> dict[str, int]:
    """Return what each clue seen in a language weighs there, in hundredths: the shared and its own."""
    sums = {
        name.removeprefix(f"{language} "): float(weight) * OWN
        for name, weight in weights.items()
        if name.startswith(f"{language} ")
    }
    return {
        clue: round((weight + float(weights[f"* {clue}"])) * HUNDREDTHS)
        for clue, weight in sorted(sums.items())
        if abs(weight + float(weights[f"* {clue}"])) >= LEAST_WEIGHT
    }


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
    names = name_places(gold, mentions)

    def listen(
        _judge: Judge, task: str, options: Sequence[Option[Any]], draft: Draft
    ) -> list[tuple[Option[Any], float]]:
        claim = _claim_of(draft, gold, article.text)
        if task == "numbers" and claim is not None and not _counts(claim, draft):
            claim = None
        lot = zlib.crc32(f"{task}{draft.start}".encode())
        # Where no rule speaks of who acts, either party: not always the same.
        unruled = options[lot % 2 if task in AS_RULED else 0]
        ruled = next((one for one in options if one.is_ruled), unruled)
        right = [claim is not None and JUDGES[task](option.value, claim, names) for option in options]
        if not any(right):
            return [(one, float(one is ruled)) for one in options]
        if task == "voices" and claim is not None and claim["status"] == Status.REPORTED:
            # A speaker of no known side whom the rules found tells more than nobody.
            is_found = ruled.value is not None and right[options.index(ruled)]
            right = [
                is_it and not (is_found and one.value is None)
                for one, is_it in zip(options, right, strict=True)
            ]
        if not all(right):
            clues = tuple(_spell_out(option) for option in options)
            choices.append((task, Choice(clues, tuple(right))))
        is_left = task in AS_RULED or lot % ERRING == 0
        best = ruled if right[options.index(ruled)] or is_left else options[right.index(True)]
        return [(one, float(one is best)) for one in options]

    with mock.patch.object(Judge, "share_out", listen):
        extract_claims(article, mentions, settings=frontline.settings)
    return choices


def read_sentences(language: str, frontline: Frontline) -> Iterator[GoldText]:
    """Yield the sentences that the tests hold the claims to, as articles: what is plain must stay so."""
    for number, line in enumerate((SENTENCES / f"claims_{language}.txt").read_text("utf-8").splitlines()):
        if not line or line.startswith("#"):
            continue
        text, wanted = line.split(" || ")
        mentions = frontline.find_places(make_article(text, source=str(number)))
        names = {mention.text: mention.place.name if mention.place else mention.text for mention in mentions}
        claims = [_tell(one.split(), text, names) for one in wanted.split("; ")]
        yield GoldText(f"{language}_{number}", language, SENTENCES_DAY, text, [], claims, is_held_out=False)


def _tell(words: Sequence[str], text: str, names: Mapping[str, str]) -> dict[str, Any]:
    kind, actor, places, status, side = words
    named = [] if places == "-" else [place.replace("_", " ") for place in places.split(",")]
    return {
        "quote": text,
        "kind": kind,
        "actor": None if actor == "-" else actor,
        "places": [next((name for word, name in names.items() if one in word), one) for one in named],
        "attribution_side": None if side == "-" else side,
        "status": Status.ASSERTED if status == "negated" else status,
        "negated": status == "negated",
    }


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


def name_places(gold: GoldText, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the place of every mention: the one that gold marks there, else the one found, else its words.

    Which mention a claim lies at is one question, which village of that name it is another.
    """
    marked = {one["start"]: one["place"] for one in gold.mentions if one["use"] == Use.PLACE}
    return tuple(
        _key(marked.get(mention.start) or (mention.place.name if mention.place else mention.text))
        for mention in mentions
    )


def _is_place(refs: tuple[PlaceRef, ...], claim: dict[str, Any], names: Sequence[str]) -> bool:
    wanted = {_key(name) for name in claim["places"] if name != "border"}
    found = {names[ref.mention] for ref in refs}
    if not wanted or wanted <= COUNTRIES:
        return not found or found <= wanted
    return bool(wanted & found)


def _key(name: str) -> str:
    return fold(name.replace(" Oblast", "").split(",")[0].split(" ")[0])


def _is_voice(voice: Teller | None, claim: dict[str, Any], names: Sequence[str]) -> bool:
    del names
    side = claim["attribution_side"]
    if side is None and voice is None:
        return True
    if side is None and claim["status"] == Status.ASSERTED:
        return False
    return voice is not None and voice.side == side


def _is_party(side: Side, claim: dict[str, Any], names: Sequence[str]) -> bool:
    del names
    return side == claim["actor"]


def _is_certainty(value: Certainty, claim: dict[str, Any], names: Sequence[str]) -> bool:
    del names
    if claim["negated"] and claim["status"] not in NO_EVENTS:
        return value.is_negated and value.status is not Status.DENIED
    return value.status == claim["status"] and value.is_negated == (value.status is Status.DENIED)


def _counts(claim: dict[str, Any], draft: Draft) -> bool:
    """Tell whether the numbers of a gold claim are those of a trigger: marked, and of its kind."""
    return "quantities" in claim and claim["kind"] == draft.trigger.kind


def _is_number(value: Number, claim: dict[str, Any], names: Sequence[str]) -> bool:
    del names
    is_told = any(_is_same_number(value.candidate, one) for one in claim.get("quantities", ()))
    return is_told == value.is_told


def _is_same_number(candidate: Candidate, gold: dict[str, Any]) -> bool:
    """Tell whether a number is one of gold: the value, and of a single thing also what it is."""
    found = candidate.quantity
    if gold["value"] is None:
        return (found.low, found.high) == (gold["lower"], gold["upper"])
    if candidate.origin in {"single", "implied"} and found.value == 1.0:
        wanted = ALIKE.get(gold["unit"], gold["unit"])
        return bool(gold["value"] == 1.0 and ALIKE.get(candidate.thing, candidate.thing) == wanted)
    near = {round(one, 2) for one in (found.value, found.low) if one is not None}
    if found.measure is Measure.SHARE:
        near |= {round(one * PERCENT, 2) for one in near}
    return round(gold["value"], 2) in near


def _is_time(value: TimeSpan | None, claim: dict[str, Any], names: Sequence[str]) -> bool:
    """Tell whether a time is gold's: none where gold has none, else one that overlaps it."""
    del names
    if "time" not in claim:
        return False
    if claim["time"] is None or value is None:
        return claim["time"] is value
    start, end = claim["time"]["interval"]
    if value.start is None or value.end is None:
        return False
    return value.start.isoformat() <= end and value.end.isoformat() >= start


JUDGES = {
    "numbers": _is_number,
    "places": _is_place,
    "voices": _is_voice,
    "parties": _is_party,
    "statuses": _is_certainty,
    "times": _is_time,
}


def learn_choices(
    choices: Sequence[tuple[str, Choice]], strength: float = CHOICE_STRENGTH
) -> dict[str, dict[str, int]]:
    """Return by language the weights with which a right option of every choice is the likeliest.

    Each choice comes with its language (maximum entropy, clues shared as in ``_shared_and_own``).
    """
    vectorizer = DictVectorizer()
    rows = [_shared_and_own(language, clues) for language, one in choices for clues in one.clues]
    matrix = vectorizer.fit_transform(rows)
    starts = np.cumsum([0, *(len(one.clues) for _, one in choices)])
    right = np.array([is_right for _, one in choices for is_right in one.right])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        top = np.repeat(np.maximum.reduceat(scores, starts[:-1]), np.diff(starts))
        odds = np.exp(scores - top)
        total = np.add.reduceat(odds, starts[:-1])
        good = np.add.reduceat(np.where(right, odds, 0.0), starts[:-1])
        value = float(np.log(total / good).sum()) + weights @ weights / (2 * strength)
        shares = odds / np.repeat(total, np.diff(starts))
        wanted = np.where(right, odds, 0.0) / np.repeat(good, np.diff(starts))
        return value, matrix.T @ (shares - wanted) + weights / strength

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    weights = dict(zip(map(str, vectorizer.get_feature_names_out()), found.x, strict=True))
    return {
        language: _weights_of(language, weights) for language in dict.fromkeys(name for name, _ in choices)
    }


def learn_all(texts: Sequence[GoldText], frontline: Frontline, output: Path) -> None:
    """Write the weights of each language to the folder ``output``, from which ``frontline`` reads its own."""
    by_language = {language: [text for text in texts if text.language == language] for language in LANGUAGES}
    instances = {
        language: [instance for text in own for instance in read_clauses(text, frontline)]
        for language, own in by_language.items()
    }
    plain = {
        language: [
            one for text in read_sentences(language, frontline) for one in read_clauses(text, frontline)
        ]
        for language in LANGUAGES
    }
    tasks: dict[str, dict[str, Any]] = {
        language: {"kinds": kinds} for language, kinds in learn(instances, plain).items()
    }
    _write(tasks, output)
    choices = [
        (task, language, choice)
        for language, own in by_language.items()
        for text in (*own, *read_sentences(language, frontline))
        for task, choice in read_choices(text, frontline)
    ]
    for task in JUDGES:
        of_task = [(language, choice) for name, language, choice in choices if name == task]
        learned = learn_choices(of_task, STRENGTHS.get(task, CHOICE_STRENGTH))
        for language, weights in learned.items():
            tasks[language][task] = weights
    _write(tasks, output)
    for language, own in by_language.items():
        told = sum(bool(instance.kinds) for instance in instances[language])
        print(
            f"{language}: {len(own)} articles, {len(instances[language])} clauses, {told} told, "
            f"{sum(name == language for _, name, _ in choices)} choices"
        )


def main() -> None:
    """Write the weights of each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gazetteer", type=Path, help="full-size gazetteer to read the articles with")
    options = parser.parse_args()
    texts = [text for name in SETS for text in read_set(name) if not text.is_held_out]
    learn_all(texts, Frontline(Settings(gazetteer=options.gazetteer)), OUTPUT)


def _write(tasks: dict[str, dict[str, Any]], output: Path) -> None:
    for language, found in tasks.items():
        words = json.dumps(found, ensure_ascii=False, indent=0) + "\n"
        (output / f"weights_{language}.json").write_text(words, encoding="utf-8")
    forget_weights()


if __name__ == "__main__":
    main()
