"""Learn how much each word beside an English name tells of its being an oblast, into lexicon/seats_en.json.

``python data/build_seats.py`` reads the gold of ``benchmarks/gold`` but for the articles that are held
out, and the sentences of ``tests/toponyms/corpus``. An oblast that is called one, and a city that has
no oblast called like it, tell what goes with either as well as the names that may be both. Needs
scikit-learn (dependency group ``data``). The same gold gives the same file.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks" / "accuracy"))

from own_gold import SETS, read_set  # noqa: E402

from geo.reading.article import make_article  # noqa: E402
from geo.settings import Settings  # noqa: E402
from geo.toponyms.lexicon import load_lexicon  # noqa: E402
from geo.toponyms.seats import HUNDREDTHS, clues, name_clues  # noqa: E402
from geo.toponyms.words import words_of  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.toponyms.lexicon import Lexicon

OUTPUT = ROOT / "data" / "lexicon" / "seats_en.json"
SENTENCES = ROOT / "tests" / "toponyms" / "corpus" / "seats_en.txt"

CITIES = frozenset({"kyiv", "moscow", "dnipro", "kryvyi rih", "mariupol", "melitopol", "sevastopol"})
"""Cities of which as much is told as of the seats of oblasts, but whose names are no oblasts'."""

STRENGTH = 1.0
"""How far weights may go from nothing (C of the regression)."""

LEAST_SEEN = 2
"""Names beside which a clue must stand to get a weight."""

LEAST_WEIGHT = 4
"""Hundredths below which a weight is left out: they are most of the file and decide nothing."""

OPEN_WEIGHT = 2.0
"""What a name that may be either counts for beside one that no reader would doubt."""

_MARK = re.compile(r"\[([^\]]+)\]")


class Example(NamedTuple):
    """A name in its sentence: what stands around it, and whether the oblast is meant."""

    clues: frozenset[str]
    is_oblast: bool
    weight: float


def read_articles(lexicon: Lexicon) -> Iterator[Example]:
    """Yield the oblasts and the cities of the English gold articles."""
    texts = (text for name in SETS for text in read_set(name) if text.language == "en")
    for gold in texts:
        if gold.is_held_out:
            continue
        for mention in gold.mentions:
            kind, name = mention.get("place_kind"), mention["text"].lower()
            is_named = name in lexicon["oblast_names"]
            if kind == "adm1" or (kind in {"settlement", "city"} and (is_named or name in CITIES)):
                yield from _read(gold.text, mention["start"], mention["end"], kind == "adm1", lexicon)


def read_sentences(lexicon: Lexicon) -> Iterator[Example]:
    """Yield the marked names of our own sentences."""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        meant, marked = line.split("|", 1)
        text, done = "", 0
        spans = []
        for mark in _MARK.finditer(marked):
            text += marked[done : mark.start()]
            spans.append((len(text), len(text) + len(mark[1])))
            text += mark[1]
            done = mark.end()
        text += marked[done:]
        for start, end in spans:
            yield from _read(text, start, end, meant == "O", lexicon)


def _read(text: str, start: int, end: int, is_oblast: bool, lexicon: Lexicon) -> Iterator[Example]:  # noqa: FBT001
    article = make_article(text, source="gold")
    if article.text[start:end] != text[start:end]:
        return
    words = words_of(article)
    first, last = words.at(start), words.at(end - 1)
    name = text[start:end].lower()
    is_open = name in lexicon["oblast_names"] and words.after(last) not in lexicon["adm1_nouns"]
    found = frozenset({*clues(first, last, words, lexicon), *(name_clues(name) if is_open else ())})
    yield Example(found, is_oblast, OPEN_WEIGHT if is_open else 1.0)


def learn(examples: list[Example]) -> dict[str, int]:
    """Return what each clue adds to the log-odds that the oblast is meant, in hundredths."""
    seen = Counter(clue for one in examples for clue in one.clues)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        [{clue: 1.0 for clue in sorted(one.clues) if seen[clue] >= LEAST_SEEN} for one in examples]
    )
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(
        matrix,
        np.array([one.is_oblast for one in examples]),
        sample_weight=np.array([one.weight for one in examples]),
    )
    weights = zip(map(str, vectorizer.get_feature_names_out()), model.coef_[0], strict=True)
    rounded = {clue: round(float(weight) * HUNDREDTHS) for clue, weight in weights}
    kept = {clue: weight for clue, weight in rounded.items() if abs(weight) >= LEAST_WEIGHT}
    return {"bias": round(float(model.intercept_[0]) * HUNDREDTHS)} | dict(sorted(kept.items()))


def main() -> None:
    """Write the weights."""
    lexicon = load_lexicon("en", data_dir=Settings().data_dir)
    examples = [*read_articles(lexicon), *read_sentences(lexicon)]
    weights = learn(examples)
    OUTPUT.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    oblasts = sum(one.is_oblast for one in examples)
    print(f"{len(examples)} names, {oblasts} of oblasts; {len(weights)} weights")


if __name__ == "__main__":
    main()
