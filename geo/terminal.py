"""What the command line writes: rows on standard output, progress and messages on standard error."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def print_rows(rows: Sequence[dict[str, object]], columns: Sequence[str], *, as_json: bool) -> None:
    """Write rows as an aligned table or as JSON."""
    if as_json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    cells = [list(columns), *([_cell(row.get(column)) for column in columns] for row in rows)]
    widths = [max(len(line[index]) for line in cells) for index in range(len(columns))]
    for line in cells:
        sys.stdout.write("  ".join(map(str.ljust, line, widths)).rstrip() + "\n")


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def share_reporter() -> Callable[[str, float], None]:
    """Return a reporter of a step and its share done, on one line of a terminal."""
    report = progress_reporter()
    return lambda step, share: report(round(100 * share), 100, step)


def progress_reporter() -> Callable[[int, int, str], None]:
    """Return a reporter that rewrites one line on a terminal and stays quiet in a pipe."""
    is_terminal = sys.stderr.isatty()

    def report(done: int, total: int, what: str) -> None:
        if is_terminal:
            end = "\n" if done == total else ""
            sys.stderr.write(f"\r\x1b[K{done}/{total} {_printable(what)[-60:]}{end}")
            sys.stderr.flush()

    return report


def say(message: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(f"frontline: {_printable(message)}\n")


def _printable(text: str) -> str:
    # File names are hostile input too: a control character could rewrite the user's terminal.
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)
