"""HTML to PDF: the one module, beside `stamping`, that imports WeasyPrint.

The result is PDF/A-3a and PDF/UA-1 at once and the same bytes for the same input. Nothing is loaded but the assets
in memory, and only the bundled fonts are seen.
"""

import os
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any

from mmfinance.errors import InputError, MissingEnvironment
from mmfinance.letters.accessible import finish
from mmfinance.letters.assets import Assets
from mmfinance.letters.glyphs import FONTS

VARIANT = "pdf/a-3a"
DEFLATE_LEVEL = 6
"""A fifth of the time of pydyf's 9 for a page of text, and 3 % more bytes."""
PANGO_COMMAND = "sudo apt-get install -y libpangoft2-1.0-0 libharfbuzz-subset0"


@dataclass(frozen=True)
class Fit:
    """The most pages a letter should take, and its HTML set more tightly for when it takes more."""

    most_pages: int
    tighter: Callable[[], str]


def render_pdf(
    html: str, css: str, assets: Assets, fit: Fit | None = None, watch: Callable[[Any, Any], None] | None = None
) -> bytes:
    """Lay out a letter; `watch` is shown WeasyPrint's document and its finished PDF before it is written.

    Raises MissingEnvironment without Pango, InputError when the page asks for a foreign file.
    """
    with _engine_at_work():
        document = _fitted(html, css, assets, fit)
        pdf: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=partial(_finish, watch))
    return pdf


def _finish(watch: Callable[[Any, Any], None] | None, document: Any, pdf: Any) -> None:
    finish(document, pdf)
    if watch:
        watch(document, pdf)
    # pydyf writes out and compresses every object twice: for the file, and for the identifier that PDF/A asks for.
    pdf.objects[:] = [item if item.free == "f" else _written_class()(item) for item in pdf.objects]


def overflows(html: str, css: str, assets: Assets, fit: Fit | None = None) -> tuple[str, ...]:
    """Which texts of a laid-out letter reach past the paper's right edge, and whether it takes too many pages.

    Raises as `render_pdf`.
    """
    with _engine_at_work():
        pages = _fitted(html, css, assets, fit).pages
    off_paper = tuple(
        f"page {number}: runs off the paper: {box.text[:60]}"
        for number, page in enumerate(pages, start=1)
        for box in _texts(page._page_box)
        if box.position_x + box.width > page.width
    )
    if fit and len(pages) > fit.most_pages:
        return (*off_paper, f"takes {len(pages)} pages, even when set tightly; at most {fit.most_pages} expected")
    return off_paper


def _fitted(html: str, css: str, assets: Assets, fit: Fit | None) -> Any:
    document = _laid_out(html, css, assets)
    if fit and len(document.pages) > fit.most_pages:
        return _laid_out(fit.tighter(), css, assets)
    return document


def _texts(box: Any) -> Iterator[Any]:
    if hasattr(box, "text"):
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def _laid_out(html: str, css: str, assets: Assets) -> Any:
    page = load_engine().HTML(string=html, url_fetcher=_fetcher_class()(assets))
    sheet = _style_sheet(css, assets.given)
    return page.render(stylesheets=[sheet], font_config=_font_configuration(), pdf_variant=VARIANT)


@lru_cache(maxsize=4)
def _style_sheet(css: str, files: tuple[tuple[str, bytes], ...]) -> Any:
    """A parsed style sheet and the files it may load; the letters of one template directory share it."""
    fetcher = _fetcher_class()(Assets(dict(files)))
    return load_engine().CSS(string=css, font_config=_font_configuration(), url_fetcher=fetcher)


@contextmanager
def _engine_at_work() -> Iterator[None]:
    load_engine()
    try:
        with warnings.catch_warnings():
            # WeasyPrint leaves its colour profile's file for the garbage collector to close.
            warnings.filterwarnings("ignore", message="unclosed file", category=ResourceWarning)
            yield
    except _refusal() as refused:
        raise InputError(f"the letter's template asks for {refused}, which is none of its assets") from None


@cache
def load_engine() -> Any:
    """Import WeasyPrint with our fonts only. Raises MissingEnvironment with the command that mends it."""
    os.environ["FONTCONFIG_FILE"] = str(FONTS / "fonts.conf")
    # Without libharfbuzz-subset, fontTools subsets the fonts and writes the clock into them unless this is set.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    try:
        import weasyprint
    except OSError as error:
        library = str(error).split("'")[1] if "'" in str(error) else "Pango"
        raise MissingEnvironment(
            f"letters need {library} (Pango), which this machine lacks; on Debian or Ubuntu: {PANGO_COMMAND}; "
            "on macOS: brew install pango; `mmfinance doctor` says more"
        ) from None
    return weasyprint


@cache
def _font_configuration() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _refusal() -> type[BaseException]:
    load_engine()
    from weasyprint.urls import FatalURLFetchingError

    return type("Refused", (FatalURLFetchingError,), {})


def bytes_of(finished: Any) -> bytes:
    """What an object of a PDF says, as pydyf writes it but for the level of compression."""
    from pydyf import _to_bytes

    if getattr(finished, "compress", False):
        return deflated(b"\n".join(map(_to_bytes, finished.stream)), finished.extra)
    data: bytes = finished.data
    return data


def deflated(content: bytes, extra: Mapping[str, Any]) -> bytes:
    """A compressed stream; `extra` are the further entries of its dictionary."""
    from pydyf import Stream

    data: bytes = Stream([zlib.compress(content, DEFLATE_LEVEL)], {**extra, "Filter": "/FlateDecode"}).data
    return data


@cache
def _written_class() -> Any:
    """The class of an object of a PDF that is bytes already and will not change any more."""
    from pydyf import Object

    class Written(Object):  # type: ignore[misc]
        data = b""
        compressible = False

        def __init__(self, finished: Any) -> None:
            super().__init__()
            self.number, self.data, self.compressible = finished.number, bytes_of(finished), finished.compressible

    return Written


@cache
def _fetcher_class() -> Any:
    """Serve a letter's assets from memory; stop the rendering at anything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]
        def __init__(self, assets: Assets) -> None:
            super().__init__()
            self._assets = assets

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            try:
                content, media_type = self._assets.content(url)
            except KeyError:
                raise _refusal()(url[:120]) from None
            return URLFetcherResponse(url, content, {"Content-Type": media_type})

    return ClosedFetcher
