"""The letters of one skeleton: which of their texts may change, and how these break into lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mmfinance.letters.stamping.boxes import Placed, placed_texts, room_for_footer, width_of_own_lines
from mmfinance.letters.stamping.master import Gap, Master, master_of
from mmfinance.letters.stamping.pen import Line, Pen, Style
from mmfinance.letters.stamping.shape import Shape, collapsed, text_elements

Lines = tuple[tuple[Line, ...], ...]
ShapeKey = tuple[int | str, ...]
"""For each text, the number of its lines; the text itself where another one would move others."""


@dataclass(frozen=True)
class Slot:
    """Where a text goes: its style, and the width in pixels that its lines may take."""

    style: Style
    width: float


@dataclass(frozen=True)
class Family:
    """A skeleton's slots, one for each text and the last for the footer; None for a text that has to stay."""

    slots: tuple[Slot | None, ...]
    pen: Pen

    def lines(self, shape: Shape) -> Lines | None:
        """Break each text into lines. None where a font has no glyph for some of them."""
        texts = (*shape.texts, shape.footer)
        lines = tuple(
            self.pen.lines(text, slot.style, slot.width) if slot else ()
            for text, slot in zip(texts, self.slots, strict=True)
        )
        return lines if all(line.is_whole for broken in lines for line in broken) else None

    def key(self, shape: Shape, lines: Lines) -> ShapeKey:
        """What decides where everything stands."""
        texts = (*shape.texts, shape.footer)
        return tuple(len(broken) if slot else text for text, broken, slot in zip(texts, lines, self.slots, strict=True))


def family_of(document: Any, shape: Shape, pen: Pen) -> Family | None:
    """Read the slots off a letter that is laid out and painted. None where its texts are not found again."""
    elements = list(text_elements(document._html.etree_element))
    if [collapsed(element.text) for element in elements] != list(shape.texts):
        return None
    pages = [placed_texts(page._page_box) for page in document.pages]
    slots = [_slot(_texts_of(element, pages)) for element in elements]
    return Family((*slots, _footer_slot(shape.footer, pages)), pen)


def master_in(family: Family, document: Any, pdf: Any, lines: Lines) -> Master | None:
    """A master for a finished letter of these lines. None where they do not come out as WeasyPrint's."""
    texts = list(text_elements(document._html.etree_element))
    footer = len(texts)
    met = [0] * (footer + 1)
    matches = True

    def gap_of(placed: Placed, line: Line) -> Gap | None:
        nonlocal matches
        text = footer if placed.is_footer else next((n for n, e in enumerate(texts) if _is_text_of(placed, e)), None)
        if text is None or family.slots[text] is None:
            return None
        number = 0 if text == footer else met[text]
        met[text] += 1
        matches = matches and number < len(lines[text]) and lines[text][number].operators == line.operators
        return Gap(text, number)

    master = master_of(document, pdf, family.pen, gap_of)
    whole = all(met[number] == len(lines[number]) for number in range(footer))
    return master if master and matches and whole else None


def _slot(texts: Sequence[Placed]) -> Slot | None:
    width = width_of_own_lines(texts)
    return None if width is None else Slot(Style(texts[0].box.style), width)


def _footer_slot(footer: str, pages: Sequence[Sequence[Placed]]) -> Slot | None:
    feet = [(text, texts) for texts in pages for text in texts if text.is_footer]
    if len(feet) != len(pages) or any(text.box.text != footer.rstrip(" ") for text, _ in feet):
        return None
    return Slot(Style(feet[0][0].box.style), min(room_for_footer(text, texts) for text, texts in feet))


def _texts_of(element: Any, pages: Sequence[Sequence[Placed]]) -> list[Placed]:
    return [text for texts in pages for text in texts if _is_text_of(text, element)]


def _is_text_of(placed: Placed, element: Any) -> bool:
    return placed.box.element is element and not placed.is_footer and "::" not in placed.box.element_tag
