"""Speed and size of the gazetteer: build, open, exact and fuzzy look-up, matching, memory.

``python benchmarks/gazetteer.py [--dump UA.txt] [--text ARTICLE]`` builds into a temporary folder.
Times are of the processor, on one core.
"""

from __future__ import annotations

import argparse
import functools
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from geo.settings import Settings
from geo.toponyms.gazetteer import Gazetteer
from geo.toponyms.store import build_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable

LOOKUPS = 100_000
MISSPELT = 300
TEXT = "Troops fought near Pokrovsk and Velyka Novosilka, officials in Sumy Oblast said on Friday. " * 33


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def misspell(name: str, chance: random.Random) -> str:
    """Return a name with one letter changed."""
    at = chance.randrange(1, len(name) - 1)
    return name[:at] + chance.choice("aeiou" if name.isascii() else "аеиоу") + name[at + 1 :]


def main() -> None:
    """Build a gazetteer and print what it costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dump", action="append", type=Path, default=[])
    parser.add_argument("--text", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gazetteer.sqlite"
        build = functools.partial(build_gazetteer, path, dumps=options.dump, settings=Settings())
        print(f"build        {timed(build):8.2f} s")
        print(f"size         {path.stat().st_size / 1e6:8.1f} MB")
        text = options.text.read_text(encoding="utf-8") if options.text else TEXT
        measure(path, text[:3000])


def measure(path: Path, text: str) -> None:
    """Print the cost of opening and reading."""
    chance = random.Random(1)  # noqa: S311 - repeatable, not secret
    with sqlite3.connect(path) as connection:
        names = [name for (name,) in connection.execute("SELECT text FROM names")]
    connection.close()
    print(f"open         {timed(lambda: Gazetteer.open(path).close()) * 1000:8.2f} ms")
    with Gazetteer.open(path) as gazetteer:
        exact = chance.choices(names, k=LOOKUPS)
        print(f"{LOOKUPS:,} finds {timed(lambda: [gazetteer.find(name) for name in exact]):7.2f} s")
        wrong = [misspell(name, chance) for name in chance.choices(names, k=MISSPELT) if len(name) > 6]
        gazetteer.find("Pokrovks", fuzzy=True)
        times = [timed(functools.partial(gazetteer.find, name, fuzzy=True)) * 1000 for name in wrong]
        print(f"fuzzy        {statistics.median(times):8.2f} ms median, {max(times):.1f} ms worst")
        cold = timed(lambda: gazetteer.match(text)) * 1000
        warm = min(timed(lambda: gazetteer.match(text)) * 1000 for _ in range(20))
        print(f"match 3 kB   {warm:8.2f} ms, {cold:.1f} ms the first time")
    print(
        f"peak memory  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB, building included"
    )


if __name__ == "__main__":
    main()
