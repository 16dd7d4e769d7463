"""How fast articles become claims, on one core: ``python benchmarks/speed.py [FOLDER] [--gazetteer FILE]``.

Processor time of the whole chain after reading, second round (the first one warms the caches that a
long run has warm anyway), as articles of 3,000 characters a second.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from geo.pipeline import Frontline
from geo.reading.files import read_articles
from geo.settings import Settings


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Settings().data_dir / "articles")
    parser.add_argument("--gazetteer", type=Path)
    options = parser.parse_args()
    frontline = Frontline(Settings(gazetteer=options.gazetteer))
    started = time.process_time()
    articles, _ = read_articles([options.folder], settings=frontline.settings)
    reading = time.process_time() - started
    for article in articles:
        frontline.read_article(article)
    started = time.process_time()
    for article in articles:
        frontline.read_article(article)
    claims = time.process_time() - started
    letters = sum(len(article.text) for article in articles)
    each = (reading + claims) / letters * 3000
    print(f"{len(articles)} articles, {letters} characters: reading {reading:.2f} s, claims {claims:.2f} s")
    print(f"{1000 * each:.1f} ms for 3,000 characters, {1 / each:.0f} articles of 3 kB a second")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at the most")


if __name__ == "__main__":
    main()
