"""The colours of the pages: words must be readable on what they stand on, in both themes."""

import re

import pytest

from app_pages.style import RESTING, VARIABLES

PAGE = {"light": "#ffffff", "dark": "#16181b"}
WORDS = (
    ("soft", None),
    ("soft", "card"),
    ("warn-text", "warn"),
    ("bad-text", "bad"),
    ("bad-text", None),
    ("resting", "place"),
    ("resting", "number"),
    ("resting", "claim"),
    ("resting", "card"),
)


def luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("theme", PAGE)
@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_have_the_contrast_of_aa(theme: str, ink: str, ground: str | None) -> None:
    colors = dict(re.findall(r"--fl-([a-z-]+):(#[0-9a-f]{6})", VARIABLES[theme])) | {
        "resting": RESTING[theme]
    }
    dim, bright = sorted(
        luminance(color) for color in (colors[ink], colors[ground] if ground else PAGE[theme])
    )
    assert (bright + 0.05) / (dim + 0.05) >= 4.5
