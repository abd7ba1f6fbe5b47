"""The one door to stamping: `stamped_pdf` stands in for `render_pdf` and gives the same bytes."""

import re
import warnings
from collections import OrderedDict
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from mmfinance.errors import StampedLetterDiffers
from mmfinance.letters.assets import Assets
from mmfinance.letters.pdf import load_engine, render_pdf
from mmfinance.letters.stamping.shape import Shape, shape_of

if TYPE_CHECKING:
    from mmfinance.letters.stamping.family import Family, ShapeKey
    from mmfinance.letters.stamping.master import Master
    from mmfinance.letters.stamping.pen import Pen

TESTED_WITH = {"weasyprint": "70.0", "pydyf": "0.13.0"}
"""Stamping knows the insides of these; beside any other version every letter is rendered in full."""
CHECK_ONE_IN = 1_000
MOST_MASTERS = 300
"""Each takes about 100 kB; the one that was used least recently makes room."""
_DIFFERS = (
    "the letters are right, but the quick way of writing one gave another file: letters of the same look may be off; "
    "please report it"
)
_COPIES_TEXT = re.compile(r"content\(|target-|element\(|bookmark-label")
"""What a style sheet says to show the text of an element in a second place."""


def stamped_pdf(html: str, css: str, assets: Assets) -> bytes:
    """Write a letter as `render_pdf` does, faster when this process has written one of its shape before.

    One in a thousand is written both ways. When the two differ it warns of StampedLetterDiffers, gives the rendered
    one, and stamps no letter of that skeleton again. Raises as `render_pdf`.
    """
    if not _is_known_engine() or _COPIES_TEXT.search(css):
        return render_pdf(html, css, assets)
    return _shelf().letter(shape_of(html), (html, css, assets))


@cache
def _is_known_engine() -> bool:
    weasyprint = load_engine()
    import pydyf

    return {"weasyprint": weasyprint.__version__, "pydyf": pydyf.__version__} == TESTED_WITH


@cache
def _shelf() -> "_Shelf":
    return _Shelf()


class _Shelf:
    """The families and masters of this process. A family of None is a skeleton that cannot be stamped."""

    def __init__(self) -> None:
        self._families: OrderedDict[bytes, Family | None] = OrderedDict()
        self._masters: OrderedDict[tuple[bytes, ShapeKey], Master] = OrderedDict()
        self._pen: Pen | None = None

    def letter(self, shape: Shape, page: tuple[str, str, Assets]) -> bytes:
        """Stamp a letter, or render it and keep what the next one of its shape needs."""
        skeleton = _digest(shape.skeleton, page[1], page[2])
        if skeleton not in self._families:
            return self._rendered(skeleton, shape, page)
        self._families.move_to_end(skeleton)
        family = self._families[skeleton]
        if family is None:
            return render_pdf(*page)
        lines = family.lines(shape)
        if lines is None:
            return render_pdf(*page)
        key = skeleton, family.key(shape, lines)
        if key not in self._masters:
            return self._rendered(skeleton, shape, page)
        self._masters.move_to_end(key)
        pdf = self._masters[key].stamped(lines, family.pen)
        if pdf is None:
            return render_pdf(*page)
        return self._checked(skeleton, pdf, page) if _is_chosen(page[0]) else pdf

    def _rendered(self, skeleton: bytes, shape: Shape, page: tuple[str, str, Assets]) -> bytes:
        return render_pdf(*page, watch=lambda document, pdf: self._keep(skeleton, shape, document, pdf))

    def _keep(self, skeleton: bytes, shape: Shape, document: Any, pdf: Any) -> None:
        # These import WeasyPrint, which is loaded by now.
        from mmfinance.letters.stamping.family import family_of, master_in
        from mmfinance.letters.stamping.pen import Pen

        self._pen = self._pen or Pen()
        family = self._families.get(skeleton) or family_of(document, shape, self._pen)
        lines = family.lines(shape) if family else None
        if family and lines is None:
            return  # What this letter says cannot be drawn, which says nothing about the next one.
        master = master_in(family, document, pdf, lines) if family and lines else None
        self._families[skeleton] = family if master else None
        if family and lines and master:
            self._masters[skeleton, family.key(shape, lines)] = master
        for kept in (self._masters, self._families):
            while len(kept) > MOST_MASTERS:
                kept.popitem(last=False)

    def _checked(self, skeleton: bytes, pdf: bytes, page: tuple[str, str, Assets]) -> bytes:
        rendered = render_pdf(*page)
        if rendered != pdf:
            self._families[skeleton] = None
            warnings.warn(_DIFFERS, StampedLetterDiffers, 2)
        return rendered


def _digest(skeleton: str, css: str, assets: Assets) -> bytes:
    parts = [skeleton.encode(), css.encode()]
    parts += [part for url in assets.urls() for part in (url.encode(), assets.content(url)[0])]
    return sha256(b"".join(sha256(part).digest() for part in parts)).digest()


def _is_chosen(html: str) -> bool:
    return int.from_bytes(sha256(html.encode()).digest()[:4], "big") % CHECK_ONE_IN == 0
