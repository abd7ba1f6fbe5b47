"""A letter that WeasyPrint 70 has laid out and written, kept as bytes with gaps where lines of text go."""

import copy
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import pydyf
from weasyprint.pdf import VARIANTS
from weasyprint.pdf.fonts import build_fonts_dictionary
from weasyprint.pdf.stream import Stream

from mmfinance.letters.pdf import VARIANT, written_class
from mmfinance.letters.stamping.boxes import Placed, placed_texts
from mmfinance.letters.stamping.pen import Line, Pen

_PROPERTIES = VARIANTS[VARIANT][1]


@dataclass(frozen=True)
class Gap:
    """Which line of which text goes here; without a text, a line that every letter of the shape has."""

    line: Line
    text: int | None = None
    number: int = 0


@dataclass(frozen=True)
class PageStream:
    """One page's operators before each gap and after the last."""

    place: int
    between: tuple[bytes, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Master:
    """The objects of a written letter; `fonts` are the places of those that depend on the glyphs it uses."""

    objects: tuple[Any, ...]
    fonts: range
    pages: tuple[PageStream, ...]
    info: Any
    catalog: Any

    def stamped(self, texts: Sequence[tuple[Line, ...]], pen: Pen) -> bytes | None:
        """The letter with these lines in its gaps. None where its fonts take more or less room than the master's."""
        used = _Glyphs()
        pdf = pydyf.PDF()
        pdf.info, pdf.catalog = self.info, self.catalog
        pdf.objects = list(self.objects[: self.fonts.start])
        for page in self.pages:
            lines = [gap.line if gap.text is None else texts[gap.text][gap.number] for gap in page.gaps]
            for line in lines:
                used.add(line)
            pdf.objects[page.place] = _page_object(page, lines)
        pdf.add_object(build_fonts_dictionary(pdf, used.fonts(pen), True, True, {"hinting": False, **_PROPERTIES}))
        pdf.objects[self.fonts.start :] = map(_font_object, pdf.objects[self.fonts.start :])
        if len(pdf.objects) != self.fonts.stop:
            return None
        pdf.objects += self.objects[self.fonts.stop :]
        written = io.BytesIO()
        pdf.write(written, _PROPERTIES["pdf_version"], _PROPERTIES["pdf_identifier"], True)
        return written.getvalue()


def master_of(document: Any, pdf: Any, pen: Pen, gap_of: Callable[[Placed, Line], Gap]) -> Master | None:
    """Take a finished letter apart; `gap_of` says what stands in a text's place.

    None where the file is not as we know WeasyPrint's.
    """
    streams = [item for item in pdf.objects if isinstance(item, Stream)]
    fonts = _places_of_fonts(pdf)
    if fonts is None or len(streams) != len(document.pages):
        return None
    pages = [
        _page_stream(stream, placed_texts(page._page_box), pen, gap_of)
        for stream, page in zip(streams, document.pages, strict=True)
    ]
    if any(page is None for page in pages):
        return None
    return Master(
        objects=tuple(item if item.free == "f" else written_class()(item) for item in pdf.objects),
        fonts=fonts,
        pages=tuple(page for page in pages if page),
        info=copy.copy(pdf.info),
        catalog=written_class()(pdf.catalog),
    )


def _page_stream(
    stream: Any, texts: Sequence[Placed], pen: Pen, gap_of: Callable[[Placed, Line], Gap]
) -> PageStream | None:
    drawn = {}
    for text in texts:
        matrix, line = pen.drawn(text.box.pango_layout, text.box.style, *_origin(text.box))
        drawn[matrix] = text, line
    between: list[bytes] = []
    gaps: list[Gap] = []
    items = list(map(pydyf._to_bytes, stream.stream))
    start = 0
    for number, end in _text_operators(items):
        if items[number - 1] not in drawn:
            return None
        text, line = drawn.pop(items[number - 1])
        if b"\n".join(items[number:end]) != line.operators or not line.is_whole:
            return None
        between.append(b"\n".join(items[start:number]))
        gaps.append(gap_of(text, line))
        start = end
    return None if drawn else PageStream(stream.number, (*between, b"\n".join(items[start:])), tuple(gaps))


def _origin(box: Any) -> tuple[float, float]:
    return box.position_x, box.position_y + box.baseline


def _text_operators(items: list[bytes]) -> Iterator[tuple[int, int]]:
    """Where the operators of each line begin, after its matrix, and where they end."""
    for number, item in enumerate(items):
        if item.endswith(b" Tm"):
            yield number + 1, items.index(b"ET", number)


def _page_object(page: PageStream, lines: Sequence[Line]) -> Any:
    parts = [part for before, line in zip(page.between, lines, strict=False) for part in (before, line.operators)]
    stream = pydyf.Stream([*parts, page.between[-1]], compress=True)
    stream.number = page.place
    return written_class()(stream)


def _font_object(item: Any) -> Any:
    if "Length1" in getattr(item, "extra", ()):
        item = SimpleNamespace(number=item.number, data=_font_file(item.stream[0]), compressible=False)
    return written_class()(item)


@lru_cache(maxsize=500)
def _font_file(content: bytes) -> bytes:
    """A font as an embedded file. Many letters use the same glyphs, and compressing takes half a millisecond."""
    data: bytes = pydyf.Stream([content], {"Length1": len(content)}, compress=True).data
    return data


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
