"""Hatching of boxes as plain lines, clipped by arithmetic: no SVG pattern, so every renderer shows the same."""

from collections.abc import Iterable
from dataclasses import dataclass

SPACING = 5.0


@dataclass(frozen=True)
class Box:
    """A rectangle in the units of the picture."""

    left: float
    top: float
    width: float
    height: float

    def outline(self) -> str:
        """The rectangle as SVG path commands."""
        right, bottom = self.left + self.width, self.top + self.height
        return f"M{self.left:.1f} {self.top:.1f}H{right:.1f}V{bottom:.1f}H{self.left:.1f}z"


def hatch(boxes: Iterable[Box], style: str) -> str:
    """Lines over boxes as SVG path commands; style is level, upright, rising or falling."""
    return "".join(_HATCHES[style](box) for box in boxes)


def _level(box: Box) -> str:
    right = box.left + box.width
    return "".join(f"M{box.left:.1f} {y:.1f}H{right:.1f}" for y in _marks(box.top, box.top + box.height))


def _upright(box: Box) -> str:
    bottom = box.top + box.height
    return "".join(f"M{x:.1f} {box.top:.1f}V{bottom:.1f}" for x in _marks(box.left, box.left + box.width))


def _falling(box: Box) -> str:
    """Lines y = x + c."""
    right, bottom = box.left + box.width, box.top + box.height
    path = ""
    for c in _marks(box.top - right, bottom - box.left):
        x1, x2 = max(box.left, box.top - c), min(right, bottom - c)
        if x2 > x1:
            path += f"M{x1:.1f} {x1 + c:.1f}L{x2:.1f} {x2 + c:.1f}"
    return path


def _rising(box: Box) -> str:
    """Lines y = c - x."""
    right, bottom = box.left + box.width, box.top + box.height
    path = ""
    for c in _marks(box.top + box.left, bottom + right):
        x1, x2 = max(box.left, c - bottom), min(right, c - box.top)
        if x2 > x1:
            path += f"M{x1:.1f} {c - x1:.1f}L{x2:.1f} {c - x2:.1f}"
    return path


def _marks(start: float, end: float) -> list[float]:
    """The multiples of the spacing strictly between two numbers."""
    first = int(start // SPACING) + 1
    return [n * SPACING for n in range(first, int(end // SPACING) + 1) if start < n * SPACING < end]


_HATCHES = {"level": _level, "upright": _upright, "rising": _rising, "falling": _falling}
