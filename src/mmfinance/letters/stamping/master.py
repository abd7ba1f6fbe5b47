"""A letter that WeasyPrint 70 has laid out and written, kept as bytes with gaps where lines of text go."""

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import pydyf
from weasyprint.pdf import VARIANTS
from weasyprint.pdf.fonts import build_fonts_dictionary
from weasyprint.pdf.stream import Stream

from mmfinance.letters.pdf import VARIANT, bytes_of, deflated
from mmfinance.letters.stamping.assembly import Part, assembled
from mmfinance.letters.stamping.boxes import Placed, placed_texts
from mmfinance.letters.stamping.pen import Line, Pen

_PROPERTIES = VARIANTS[VARIANT][1]


@dataclass(frozen=True)
class Gap:
    """Which line of which text goes here."""

    text: int
    number: int = 0


@dataclass(frozen=True)
class PageStream:
    """One page's operators before each gap and after the last; lines that every letter has are part of these."""

    place: int
    between: tuple[Line, ...]
    gaps: tuple[Gap, ...]

    def filled(self, texts: Sequence[tuple[Line, ...]]) -> list[Line]:
        """All that is drawn, with these lines in the gaps."""
        lines = [self.between[0]]
        for gap, after in zip(self.gaps, self.between[1:], strict=True):
            lines += (texts[gap.text][gap.number], after)
        return lines


@dataclass(frozen=True)
class Master:
    """The objects of a written letter; `fonts` are the numbers of those that depend on the glyphs it uses."""

    parts: tuple[Part, ...]
    fonts: range
    pages: tuple[PageStream, ...]
    root: bytes
    info: bytes

    def stamped(self, texts: Sequence[tuple[Line, ...]], pen: Pen) -> bytes | None:
        """The letter with these lines in its gaps. None where its fonts take more or less room than the master's."""
        used, pages = _Glyphs(), []
        for page in self.pages:
            lines = page.filled(texts)
            for line in lines:
                used.add(line)
            pages.append(Part(page.place, deflated(b"\n".join(line.operators for line in lines), {}), packed=False))
        fonts = _font_parts(used.fonts(pen), self.fonts.start)
        if len(fonts) != len(self.fonts):
            return None
        parts = list(self.parts)
        for part in (*pages, *fonts):
            parts[part.number - 1] = part
        return assembled(parts, self.root, self.info)


def master_of(document: Any, pdf: Any, pen: Pen, gap_of: Callable[[Placed, Line], Gap | None]) -> Master | None:
    """Take a finished letter apart; `gap_of` says what goes in a text's place, or None where the text itself stays.

    None where the file is not as we know WeasyPrint's.
    """
    streams = [item for item in pdf.objects if isinstance(item, Stream)]
    fonts = _places_of_fonts(pdf)
    if fonts is None or not pdf.info or len(streams) != len(document.pages):
        return None
    pages = [
        _page_stream(stream, placed_texts(page._page_box), pen, gap_of)
        for stream, page in zip(streams, document.pages, strict=True)
    ]
    if any(page is None for page in pages):
        return None
    pdf.info.number = len(pdf.objects)  # The title and the dates, which pydyf adds when it writes the file.
    return Master(
        parts=tuple(map(_part, (*pdf.objects[1:], pdf.info))),
        fonts=fonts,
        pages=tuple(page for page in pages if page),
        root=pdf.catalog.reference,
        info=pdf.info.reference,
    )


def _part(item: Any) -> Part:
    return Part(item.number, bytes_of(item), item.compressible)


def _page_stream(
    stream: Any, texts: Sequence[Placed], pen: Pen, gap_of: Callable[[Placed, Line], Gap | None]
) -> PageStream | None:
    drawn = {}
    for text in texts:
        matrix, line = pen.drawn(text.box.pango_layout, text.box.style, *_origin(text.box))
        drawn[matrix] = text, line
    stretches: list[list[Line]] = [[]]
    gaps: list[Gap] = []
    items = list(map(pydyf._to_bytes, stream.stream))
    start = 0
    for number, end in _text_operators(items):
        if items[number - 1] not in drawn:
            return None
        text, line = drawn.pop(items[number - 1])
        if b"\n".join(items[number:end]) != line.operators or not line.is_whole:
            return None
        stretches[-1].append(_without_text(items[start:number]))
        if gap := gap_of(text, line):
            gaps.append(gap)
            stretches.append([])
        else:
            stretches[-1].append(line)
        start = end
    stretches[-1].append(_without_text(items[start:]))
    return None if drawn else PageStream(stream.number, tuple(map(_joined, stretches)), tuple(gaps))


def _without_text(items: Sequence[bytes]) -> Line:
    return Line(b"\n".join(items), (), is_whole=True)


def _joined(lines: Sequence[Line]) -> Line:
    """Lines that follow each other as if they were one."""
    used = _Glyphs()
    for line in lines:
        used.add(line)
    glyphs = tuple((font, meanings, widths) for font, (meanings, widths) in used.by_font.items())
    return Line(b"\n".join(line.operators for line in lines), glyphs, is_whole=True)


def _origin(box: Any) -> tuple[float, float]:
    return box.position_x, box.position_y + box.baseline


def _text_operators(items: list[bytes]) -> Iterator[tuple[int, int]]:
    """Where the operators of each line begin, after its matrix, and where they end."""
    for number, item in enumerate(items):
        if item.endswith(b" Tm"):
            yield number + 1, items.index(b"ET", number)


def _font_parts(fonts: dict[Any, Any], start: int) -> list[Part]:
    """What WeasyPrint writes for fonts, numbered from a start on: their files, glyphs and widths, and the list."""
    pdf = SimpleNamespace(objects=[])

    def add_object(item: Any) -> None:
        item.number = start + len(pdf.objects)
        pdf.objects.append(item)

    pdf.add_object = add_object
    pdf.add_object(build_fonts_dictionary(pdf, fonts, True, True, {"hinting": False, **_PROPERTIES}))
    return list(map(_font_part, pdf.objects))


def _font_part(item: Any) -> Part:
    if "Length1" in getattr(item, "extra", ()):
        return Part(item.number, _font_file(item.stream[0]), packed=False)
    return _part(item)


@lru_cache(maxsize=500)
def _font_file(content: bytes) -> bytes:
    """A font as an embedded file. Many letters use the same glyphs, and compressing takes time."""
    return deflated(content, {"Length1": len(content)})


def _places_of_fonts(pdf: Any) -> range | None:
    files = [item.number for item in pdf.objects if _is_font_file(item)]
    resources = next(item for item in pdf.objects if isinstance(item, dict) and "Font" in item and "XObject" in item)
    return range(files[0], int(resources["Font"].split()[0]) + 1) if files else None


def _is_font_file(item: Any) -> bool:
    extra = getattr(item, "extra", {})
    return "Length1" in extra or extra.get("Subtype") == "/OpenType"


@dataclass
class _Glyphs:
    """The glyphs of a letter by font, in the order in which they are drawn."""

    by_font: dict[Any, tuple[dict[int, str], dict[int, float]]] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        for font, meanings, widths in line.glyphs:
            known_meanings, known_widths = self.by_font.setdefault(font, ({}, {}))
            for glyph, meaning in meanings.items():
                known_meanings.setdefault(glyph, meaning)
            known_widths.update(widths)

    def fonts(self, pen: Pen) -> dict[Any, Any]:
        """Copies of WeasyPrint's fonts that are cut down to these glyphs already."""
        fonts = {}
        for key, (meanings, widths) in self.by_font.items():
            font = fonts[key] = copy.copy(pen.fonts[key])
            font.to_unicode, font.widths = meanings, widths
            font.file_content = pen.cut(key, frozenset(meanings))
            font.clean = _is_clean
        return fonts


def _is_clean(to_unicode: dict[int, str], hinting: bool) -> None:
    """Stands in for what cuts a font down."""
