"""The plain-text twin of a letter, made from the same HTML so that it can never say anything else."""

import re
import textwrap
from dataclasses import dataclass
from html.parser import HTMLParser

WIDTH = 78
_BLOCKS = {
    "p",
    "div",
    "section",
    "header",
    "li",
    "tr",
    "caption",
    "h1",
    "h2",
    "h3",
    "table",
    "ol",
    "ul",
    "address",
    "svg",
}
_SILENT = {"head", "style", "svg", "script"}


def plain_text(html: str) -> str:
    """Turn a letter's HTML into text of 78 columns: headings underlined, lists marked, pictures as their words."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return writer.text()


@dataclass
class _List:
    """An open list: the mark of its items, or the number of the last one."""

    mark: str
    number: int | None


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self._lists: list[_List] = []
        self._lead = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        classes = dict(attributes).get("class") or ""
        if tag in _BLOCKS:
            self._flush()
        if tag == "img" or tag == "meta":
            return
        self._open.append(tag)
        if tag in ("ol", "ul"):
            self._lists.append(_List(mark="[ ] " if "boxes" in classes else "- ", number=0 if tag == "ol" else None))
        if tag == "li":
            self._lead = self._next_lead()
        if tag == "br":
            self._open.pop()
            self._flush()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._words.append(" | ")
        if tag in ("h1", "h2", "h3"):
            self._flush(underline={"h1": "=", "h2": "-"}.get(tag))
        elif tag in _BLOCKS:
            self._flush()
        if tag == "li":
            self._lead = ""
        if tag in ("ol", "ul"):
            self._lists.pop()
        if tag in ("ol", "ul", "table") or (tag == "p" and not self._lists):
            self._lines.append("")
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        picture_title = self._open[-1:] == ["title"] and "svg" in self._open
        if picture_title or not _SILENT & set(self._open):
            self._words.append(data)

    def _next_lead(self) -> str:
        if not self._lists:
            return "- "
        current = self._lists[-1]
        if current.number is None:
            return current.mark
        current.number += 1
        return f"{current.number}. "

    def _flush(self, underline: str | None = None) -> None:
        text = re.sub(r"[ \t\r\n]+", " ", "".join(self._words)).strip().removesuffix("|").strip()
        self._words = []
        if not text:
            return
        lead, self._lead = self._lead, " " * len(self._lead) if "li" in self._open else ""
        if underline:
            self._lines += ["", text.upper() if underline == "=" else text, underline * min(len(text), WIDTH)]
        else:
            self._lines += textwrap.wrap(
                text, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_on_hyphens=False
            )

    def text(self) -> str:
        """The finished text."""
        self._flush()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip().replace("\u00a0", " ") + "\n"
