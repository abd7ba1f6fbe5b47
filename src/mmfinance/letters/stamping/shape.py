"""What two letters share, and what may differ between them: a page's HTML with its texts taken out, and the texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

_TAGS = ("p", "th", "td", "li", "strong", "span")
_TEXT = re.compile(rf"(<({'|'.join(_TAGS)})\b[^>]*>)([^<]*[^<\s][^<]*)(?=</\2>)")
_FOOTER = re.compile(r'(?<= data-footer=")[^"]*')
_GAP = "\0"
"""Stands for a text that was taken out; `tidy` leaves no such character in a page."""


@dataclass(frozen=True)
class Shape:
    """A page without its texts, the texts in the order of the page, and the line at the foot of each page."""

    skeleton: str
    texts: tuple[str, ...]
    footer: str


def shape_of(html: str) -> Shape:
    """Take out of a page the text of every element that holds nothing else, and its footer."""
    texts: list[str] = []

    def take(found: re.Match[str]) -> str:
        texts.append(collapsed(unescape(found[3])))
        return found[1] + _GAP

    footer = _FOOTER.search(html)
    skeleton = _FOOTER.sub(_GAP, _TEXT.sub(take, html), count=1)
    return Shape(skeleton, tuple(texts), collapsed(unescape(footer[0])) if footer else "")


def text_elements(root: Any) -> Iterator[Any]:
    """The same elements, in the same order, of the parsed page."""
    for element in root.iter():
        if element.tag in _TAGS and not len(element) and collapsed(element.text or ""):
            yield element


def collapsed(text: str) -> str:
    """A text as WeasyPrint reads it: white space is one space, and none at the start; it does draw one at the end."""
    return re.sub("[ \t\r\n\f]+", " ", text).lstrip(" ")
