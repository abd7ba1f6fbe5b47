"""Where the texts of a laid-out page stand: WeasyPrint 70's boxes, and which texts may change without moving others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure.boxes import InlineBox, LineBox, MarginBox, TextBox

_FOOTER = "@bottom-left"
_FOOTER_GAP = 8
"""Pixels that stay free between a footer and what stands to its right."""


@dataclass(frozen=True)
class Placed:
    """A text of a laid-out page and the boxes around it, the page's own first."""

    box: Any
    around: tuple[Any, ...]

    @property
    def line(self) -> Any:
        """The line it is on, or None."""
        return next((box for box in self.around if isinstance(box, LineBox)), None)

    @property
    def block(self) -> Any:
        """The block whose line it is on."""
        return self.around[self.around.index(self.line) - 1]

    @property
    def is_footer(self) -> bool:
        """Whether it stands at the foot of the page, on the left."""
        return any(isinstance(box, MarginBox) and box.at_keyword == _FOOTER for box in self.around)


def placed_texts(page_box: Any) -> list[Placed]:
    """Every text of a page that can be seen."""
    return list(_texts(page_box, ()))


def _texts(box: Any, around: tuple[Any, ...]) -> Iterator[Placed]:
    box = getattr(box, "_box", box)  # The placeholder of an absolutely placed box.
    if isinstance(box, TextBox):
        if box.text.strip():
            yield Placed(box, around)
        return
    for child in getattr(box, "children", ()):
        yield from _texts(child, (*around, box))


def width_of_own_lines(texts: Sequence[Placed]) -> float | None:
    """The width of the block whose only lines these texts are; None where another text would move others."""
    if not texts or not all(_alone(text) and _in_given_width(text) for text in texts):
        return None
    widths = {text.block.width for text in texts}
    return float(widths.pop()) if len(widths) == 1 else None


def room_for_footer(footer: Placed, texts: Sequence[Placed]) -> float:
    """How wide a footer may be, in pixels."""
    margin = [text.box.position_x for text in texts if _at_foot(text)]
    left = footer.box.position_x
    right = min((x for x in margin if x > left), default=footer.around[0].width)
    return float(right - left - _FOOTER_GAP)


def _at_foot(text: Placed) -> bool:
    return any(isinstance(box, MarginBox) and box.at_keyword.startswith("@bottom") for box in text.around)


def _alone(text: Placed) -> bool:
    line = text.line
    if line is None or len(list(_texts(line, ()))) != 1 or line.text_indent:
        return False
    inline = [box for box in text.around if isinstance(box, InlineBox) and not isinstance(box, LineBox)]
    style = text.block.style
    return (
        style["text_align_all"] in ("start", "left")
        and style["text_align_last"] in ("auto", "start", "left")
        and style["direction"] == "ltr"
        and text.box.style["text_decoration_line"] == "none"
        and not any(_is_drawn(box) or box.element_tag == "a" for box in inline)
    )


def _is_drawn(box: Any) -> bool:
    sides = ("top", "right", "bottom", "left")
    return bool(box.background) or any(box.style[f"border_{side}_width"] for side in sides)


def _in_given_width(text: Placed) -> bool:
    """Whether no box around the text takes its width from what it holds."""
    return all(_has_given_width(box) for box in text.around[1:])


def _has_given_width(box: Any) -> bool:
    style = box.style
    outside, inside = style["display"][0], style["display"][-1]
    if isinstance(box, InlineBox | LineBox):
        return True
    return (
        style["float"] == "none"
        and style["position"] in ("static", "relative")
        and inside not in ("flex", "grid")
        and outside != "inline"
        and (inside != "table" or style["table_layout"] == "fixed")
    )
