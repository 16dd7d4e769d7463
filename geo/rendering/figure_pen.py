"""What the side panel of the figure is written with: sizes in inches that grow with one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.rendering.figure_text import POINTS_PER_INCH

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from geo.rendering.figure import Content

LINE_IN, HEAD_IN, GAP_IN, PAD_IN = 0.165, 0.27, 0.08, 0.16
POINTS, HEAD_POINTS = 8.0, 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """What the panel is written with: all lengths in inches grow with ``scale``."""

    axes: Axes
    content: Content
    scale: float
    has_legend: bool = True

    @property
    def points(self) -> float:
        """Size of the text."""
        return POINTS * self.scale

    @property
    def line(self) -> float:
        """Height of a line in inches."""
        return LINE_IN * self.scale

    @property
    def head(self) -> float:
        """Height of a heading in inches."""
        return HEAD_IN * self.scale

    @property
    def width(self) -> float:
        """Width of a line in inches."""
        return self.axes.get_xlim()[1] - 2 * PAD_IN

    def write(self, x: float, y: float, text: str, **style: Any) -> None:  # noqa: ANN401 - matplotlib's own
        """Write a line whose letters hang from ``y``."""
        look: dict[str, Any] = {"size": self.points, "color": self.content.theme.text, "va": "baseline"}
        look |= style
        # By the base line: letters with a mark above would push their line down.
        drop = 0.76 * look["size"] / POINTS_PER_INCH if look["va"] == "baseline" else 0.0
        self.axes.text(x, y - drop, text, **look)

    def write_head(self, text: str, top: float) -> float:
        """Write a heading and return the next free height."""
        self.write(PAD_IN, top, text, size=HEAD_POINTS * self.scale, weight="bold")
        return top - self.head
