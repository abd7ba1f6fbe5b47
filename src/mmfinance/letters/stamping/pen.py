"""Lines of text as WeasyPrint 70 breaks and draws them, outside any page: the operators and the glyphs they use."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from pydyf import _to_bytes
from weasyprint.css.properties import INHERITED
from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream
from weasyprint.text.line_break import create_layout, line_size, split_first_line

_MOST_TEXTS = 2_000
_MOST_CUTS = 500


@dataclass(frozen=True)
class Line:
    """A line as it stands in a content stream after its text matrix.

    `glyphs` has, for each font, what its glyphs stand for and their widths, in the order in which they are first drawn.
    """

    operators: bytes
    glyphs: tuple[tuple[Any, dict[int, str], dict[int, float]], ...]
    is_whole: bool
    """Whether the fonts have a glyph for all of it. A missing one changes how they are embedded."""


class Style(dict[str, Any]):
    """The computed style of a text that was laid out and drawn, without the page that it came from."""

    def __init__(self, computed: Any) -> None:
        super().__init__({name: computed[name] for name in INHERITED} | computed)
        self.font_config = computed.font_config
        self._identity = repr(sorted((name, repr(value)) for name, value in self.items()))

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(self._identity)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Style) and self._identity == other._identity


class Pen:
    """Draws lines. Its fonts are WeasyPrint's own, found once and not yet cut down to the glyphs of a letter."""

    def __init__(self) -> None:
        self.fonts: dict[Any, Any] = {}
        self._widths: dict[tuple[Any, float], dict[int, float]] = {}
        self._held: list[Any] = []
        self._stream = Stream(self.fonts, (0, 0, 0, 0), {}, {}, None, {}, None)
        self.lines = lru_cache(maxsize=_MOST_TEXTS)(self._lines)
        self.cut = lru_cache(maxsize=_MOST_CUTS)(self._cut)

    def _cut(self, font: Any, glyphs: frozenset[int]) -> bytes:
        """The file of a font with these glyphs alone, as WeasyPrint embeds it."""
        cut = copy.copy(self.fonts[font])
        cut.clean(dict.fromkeys(glyphs, ""), False)
        return bytes(cut.file_content)

    def _lines(self, text: str, style: Style, width: float) -> tuple[Line, ...]:
        """Break a text into the lines of a block that is so many pixels wide."""
        layout = create_layout(text, style, None, width, 0)
        first, rest = layout.get_first_line()
        if rest is None and line_size(first, style)[0] <= width:
            return (self._written(layout, style)[1],)
        return tuple(self.drawn(layout, style)[1] for layout in _broken(text, style, width))

    def drawn(self, layout: Any, style: Any, x: float = 0, y: float = 0) -> tuple[bytes, Line]:
        """Draw a line of a page that is laid out: its text matrix and the rest."""
        layout.reactivate(style)
        return self._written(layout, style, x, y)

    def _written(self, layout: Any, style: Any, x: float = 0, y: float = 0) -> tuple[bytes, Line]:
        size, known = style["font_size"], len(self.fonts)
        for key, font in self.fonts.items():
            font.to_unicode, font.widths, font.missing = {}, self._widths.setdefault((key, size), {}), {}
        self._stream.stream, self._stream._current_font = [], None
        box = SimpleNamespace(text=layout.text, style=style, pango_layout=layout, baseline=0)
        draw_first_line(self._stream, box, "clip", "none", Matrix(d=-1, e=x, f=y))
        if len(self.fonts) > known:
            self._held.append(layout.layout)  # It keeps Pango's fonts alive, to which WeasyPrint's only point.
        layout.deactivate()
        matrix, *operators = map(_to_bytes, self._stream.stream)
        return matrix, self._line(b"\n".join(operators))

    def _line(self, operators: bytes) -> Line:
        """Take the glyphs of the line that was drawn last from the fonts."""
        places = {key: operators.find(b"/" + font.hash.encode()) for key, font in self.fonts.items()}
        used = [(key, self.fonts[key]) for key in sorted(places, key=places.__getitem__) if places[key] >= 0]
        glyphs = tuple((key, font.to_unicode, {n: font.widths[n] for n in font.to_unicode}) for key, font in used)
        is_whole = not any(font.missing for font in self.fonts.values())
        if not is_whole:
            self._widths.clear()  # What stands in for a missing glyph has a width of its own in each text.
        return Line(operators, glyphs, is_whole)


def _broken(text: str, style: Style, width: float) -> Iterator[Any]:
    rest: str | None = text
    while rest:
        layout, length, resume_at, *_ = split_first_line(rest, style, None, width, 0)
        assert length > 0
        yield layout
        rest = rest.encode()[resume_at:].decode().lstrip(" ") if resume_at else None
