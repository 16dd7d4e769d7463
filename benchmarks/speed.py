"""How fast articles become claims, on one core: ``python benchmarks/speed.py [FOLDER …] [--gazetteer FILE]``.

The articles of a language are laid end to end and cut again at about 3,000 characters, the length of
an article, so that short ones do not pay for their opening four times. Every text is read to claims
with shapes ``--rounds`` times, each time under another heading, so that nothing that is kept of a whole
text helps. The first round warms what a long run has warm; of the others the quickest counts, since
what else runs on the machine only adds.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from geo.pipeline import Frontline
from geo.reading.article import make_article
from geo.reading.files import read_articles
from geo.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.models import Article

LENGTH = 3_000
"""Characters of an article, in the bar and in the news."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="*", default=[Settings().data_dir / "articles"])
    parser.add_argument("--gazetteer", type=Path)
    parser.add_argument("--rounds", type=int, default=8)
    options = parser.parse_args()
    frontline = Frontline(Settings(gazetteer=options.gazetteer))
    articles, _ = read_articles(options.folders, settings=frontline.settings)
    texts = [text for language in lay_out(articles).items() for text in cut(*language)]
    seconds = measure(frontline, [text for _, text in texts], options.rounds)
    for language in dict.fromkeys(language for language, _ in texts):
        rows = [row for row, (its, _) in enumerate(texts) if its == language]
        report(language, [texts[row][1] for row in rows], [seconds[row] for row in rows])
    report("all", [text for _, text in texts], seconds)
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at the most")


def lay_out(articles: Sequence[Article]) -> dict[str, list[Article]]:
    """Return the articles by language."""
    found = defaultdict(list)
    for article in articles:
        found[article.language].append(article)
    return found


def cut(language: str, articles: list[Article]) -> list[tuple[str, str]]:
    """Return texts of about an article's length, cut between paragraphs."""
    texts = [""]
    for paragraph in "\n\n".join(article.text for article in articles).split("\n\n"):
        if len(texts[-1]) + len(paragraph) > LENGTH:
            texts.append("")
        texts[-1] += paragraph + "\n\n"
    return [(language, text) for text in texts if text]


def measure(frontline: Frontline, texts: Sequence[str], rounds: int) -> list[float]:
    """Return the seconds of processor time that each text takes from text to claims with shapes."""
    best = [float("inf")] * len(texts)
    for number in range(rounds + 1):
        for row, text in enumerate(texts):
            started = time.process_time()
            frontline.read_article(make_article(f"Part {'i' * (number + 1)}\n\n{text}", source="benchmark"))
            if number:
                best[row] = min(best[row], time.process_time() - started)
    return best


def report(name: str, texts: Sequence[str], seconds: Sequence[float]) -> None:
    """Print the cost of some texts."""
    letters = sum(map(len, texts))
    each = sum(seconds) / letters * LENGTH
    print(
        f"{name:4} {len(texts):3} texts, {letters:6} characters: {1000 * each:5.1f} ms for {LENGTH:,}, "
        f"{1 / each:4.0f} articles of 3 kB a second"
    )


if __name__ == "__main__":
    main()
