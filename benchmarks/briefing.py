"""Time of a briefing after import: python benchmarks/briefing.py [--claims 25] [--rounds 3].

Bars: a PNG at 300 dpi with 25 labelled claims in under 3 s, all formats in under 10 s. Prints the
median by the clock of each format alone, and of all of them together.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from samples import scattered  # noqa: E402

from geo.briefing.manifest import FORMATS, brief  # noqa: E402
from geo.rendering.figure import Sheet  # noqa: E402
from geo.settings import Settings  # noqa: E402

SHEET = Sheet(as_of=dt.datetime(2025, 4, 1, 18, tzinfo=dt.UTC), paper="a4", title="A briefing")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--claims", type=int, default=25, help="labelled claims, each at its own place")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    extract, settings = scattered(options.claims), Settings()
    for formats in (*((name,) for name in FORMATS), FORMATS):
        seconds = []
        for _ in range(options.rounds):
            with tempfile.TemporaryDirectory() as folder:
                start = time.perf_counter()
                brief(extract, Path(folder), settings=settings, formats=formats, sheet=SHEET)
                seconds.append(time.perf_counter() - start)
        name = formats[0] if len(formats) == 1 else "all together"
        print(f"{name:14}{statistics.median(seconds):6.2f} s, worst {max(seconds):.2f}")


if __name__ == "__main__":
    main()
