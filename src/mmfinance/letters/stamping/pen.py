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
from weasyprint.text.line_break import split_first_line

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
        return tuple(self.drawn(layout, style)[1] for layout in _broken(text, style, width))

    def drawn(self, layout: Any, style: Any, x: float = 0, y: float = 0) -> tuple[bytes, Line]:
        """Draw a line at a place: its text matrix and the rest."""
        self._stream.stream, self._stream._current_font, known = [], None, len(self.fonts)
        layout.reactivate(style)
        box = SimpleNamespace(text=layout.text, style=style, pango_layout=layout, baseline=0)
        draw_first_line(self._stream, box, "clip", "none", Matrix(d=-1, e=x, f=y))
        if len(self.fonts) > known:
            self._held.append(layout.layout)  # It keeps Pango's fonts alive, to which WeasyPrint's only point.
        layout.deactivate()
        matrix, *operators = map(_to_bytes, self._stream.stream)
        return matrix, self._line(b"\n".join(operators))

    def _line(self, operators: bytes) -> Line:
        """Take the glyphs of a drawn line from the fonts, which forget them for the next one."""
        places = {key: operators.find(b"/" + font.hash.encode()) for key, font in self.fonts.items()}
        used = [(key, self.fonts[key]) for key in sorted(places, key=places.__getitem__) if places[key] >= 0]
        glyphs = tuple((key, font.to_unicode, font.widths) for key, font in used)
        is_whole = not any(font.missing for font in self.fonts.values())
        for font in self.fonts.values():
            font.to_unicode, font.widths, font.missing = {}, {}, {}
        return Line(operators, glyphs, is_whole)


def _broken(text: str, style: Style, width: float) -> Iterator[Any]:
    rest: str | None = text
    while rest:
        layout, length, resume_at, *_ = split_first_line(rest, style, None, width, 0)
        assert length > 0
        yield layout
        rest = rest.encode()[resume_at:].decode().lstrip(" ") if resume_at else None
