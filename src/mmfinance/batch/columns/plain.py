"""Plain words of a cell, and what is never kept of them."""

import re

from mmfinance.batch.columns.unreadable import Unreadable
from mmfinance.documents import UNPRINTABLE

_SOCIAL_SECURITY = re.compile(r"(?<![0-9-])[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}(?![0-9-])")
_EXCEL_TEXT = re.compile(r'="([^"]*)"')


def plain_text(text: str) -> str:
    """Read words as they are. Raises Unreadable for what a spreadsheet would run, and for marks that nobody sees."""
    if text.startswith(("=", "@")):
        kept = _EXCEL_TEXT.fullmatch(text)
        if not kept:
            raise Unreadable("starts with = or @, which a spreadsheet would run as a formula", "plain words")
        text = kept[1].strip()
    if UNPRINTABLE.search(text):
        raise Unreadable("holds control characters, marks that turn text round, or bytes that are no letters", "text")
    if looks_like_social_security(text):
        raise Unreadable("looks like a Social Security number, which is never kept", "words without it")
    return text.replace("\r\n", "\n").replace("\n", ", ")


def identifier(text: str) -> str:
    """Read a case id. Raises Unreadable for nine bare digits: files are named by it, and may not name a person."""
    text = plain_text(text)
    if len(text) == 9 and text.isdecimal():
        raise Unreadable("is nine digits, as a Social Security number is", "a case id with a letter or a dash in it")
    return text


def looks_like_social_security(text: str) -> bool:
    """Whether text has the shape 123-45-6789 in it."""
    return _SOCIAL_SECURITY.search(text) is not None
