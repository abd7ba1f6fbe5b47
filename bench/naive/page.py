"""The action letter as a script usually makes it: the same words from the same values, flex boxes and inline-block,
a QR code as SVG, one drawing element a bar, fonts and style sheet read anew for every letter.

The fonts are the letter's own static cuts; a variable font would make it slower still.
"""

from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from mmfinance.letters.formats import formats
from mmfinance.letters.pdf import load_engine
from mmfinance.shipped import fonts_directory

HERE = Path(__file__).parent


def naive_html(letter: Any) -> str:
    """Fill in the naive template with the values of an action letter."""
    env = Environment(loader=FileSystemLoader(HERE), autoescape=True)
    env.filters.update(formats("en"))
    return env.get_template("letter.html").render(letter=letter, qr=_qr)


def naive_pdf(html: str) -> bytes:
    """Lay the page out as most scripts do."""
    return tagged_pdf(html, (HERE / "letter.css").read_text(encoding="utf-8"))


def tagged_pdf(html: str, css: str) -> bytes:
    """Lay a page out with fonts and style sheet read anew."""
    engine = load_engine()
    from weasyprint.text.fonts import FontConfiguration

    config = FontConfiguration()
    sheet = engine.CSS(string=faces("Letter Sans") + css, font_config=config)
    pdf: bytes = engine.HTML(string=html).write_pdf(stylesheets=[sheet], font_config=config, pdf_variant="pdf/ua-1")
    return pdf


def faces(family: str) -> str:
    """The letter's fonts under a name, as a page from the web would load them."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url({path.as_uri()}); }}'
        for path, weight in zip(sorted(fonts_directory().glob("*.ttf")), (400, 600), strict=True)
    )


def _qr(url: str) -> Markup:
    return Markup(segno.make_qr(url).svg_inline(scale=2))
