"""What a finished PDF says and looks like."""

import ctypes
import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\u00a0", " ")


def page_count(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def lost_words(pdf: bytes, text: str) -> list[str]:
    """The pieces of a letter's plain-text twin that are not in the text taken from its PDF."""
    on_paper = _squeezed(_without_footers(text_of(pdf)))
    return [piece for piece in _pieces(text) if _squeezed(piece) not in on_paper]


def type_sizes(pdf: bytes) -> dict[float, str]:
    """What is printed in each size of type, in points."""
    found: dict[float, str] = {}
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            for character, size in _characters(page.get_textpage()):
                found[size] = found.get(size, "") + character
    return found


def _characters(page: pypdfium2.PdfTextPage) -> Iterator[tuple[str, float]]:
    matrix = pdfium.FS_MATRIX()
    for index in range(page.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(page, index))
        if character.strip():
            pdfium.FPDFText_GetMatrix(page, index, ctypes.byref(matrix))
            yield character, round(pdfium.FPDFText_GetFontSize(page, index) * abs(matrix.d), 1)


def _pieces(text: str) -> list[str]:
    """What must be on paper: cells of tables and runs of lines; the picture's words are its alternative text."""
    paragraphs = re.sub(r"^ *(?:\d+\.|-|\[ \]) |^[=-]+$", "\n", text, flags=re.MULTILINE).split("\n\n")
    cells = [cell for part in paragraphs for cell in part.replace("\n", " | " if "|" in part else " ").split("|")]
    return [cell for cell in cells if cell.strip() and not re.search(r"\d{4}: \$", cell)]


def _without_footers(text: str) -> str:
    return re.sub(r"(?:Case|Caso) \S+ · .*\s+(?:Page|Página) \d+ (?:of|de) \d+", "", text)


def _squeezed(text: str) -> str:
    """Without spaces, and without hyphens: text extraction drops those at the end of a line."""
    return re.sub(r"[\s\ufffe-]", "", text).casefold()
