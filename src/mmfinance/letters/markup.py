"""What is wrong with a letter's HTML for a screen reader, as findings in words (PDF/UA-1 and the HTML twin)."""

from html.parser import HTMLParser

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_VOID = {"img", "meta", "br", "hr", "col", "link", "input", "path", "rect", "line", "circle"}


def accessibility_findings(html: str) -> tuple[str, ...]:
    """List what a screen reader would stumble over: each finding once."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(dict.fromkeys([*reader.findings, *reader.at_end()]))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.findings: list[str] = []
        self._open: list[str] = []
        self._level = 0
        self._h1 = 0
        self._title = ""
        self._language = ""
        self._cells: list[list[int]] = []
        self._awaits_svg_title = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if self._awaits_svg_title and tag != "title":
            self.findings.append("a drawing (svg) does not begin with its title in words")
        self._awaits_svg_title = tag == "svg"
        if tag == "html":
            self._language = values.get("lang") or ""
        if tag in _HEADINGS:
            self._heading(_HEADINGS[tag])
        if tag == "img":
            self._image(values)
        if tag == "th" and values.get("scope") not in ("row", "col"):
            self.findings.append("a header cell (th) has no scope")
        self._table(tag, values)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._cells and len(set(self._cells.pop())) > 1:
            self.findings.append("a table has rows of different length")
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["title"] and "svg" not in self._open:
            self._title += data.strip()

    def _heading(self, level: int) -> None:
        self._h1 += level == 1
        if level > self._level + 1:
            self.findings.append(f"a heading of level {level} follows level {self._level}")
        self._level = level

    def _image(self, values: dict[str, str | None]) -> None:
        if not (values.get("alt") or "").strip():
            self.findings.append("a picture has no words (alt)")
        if "a" in self._open:
            self.findings.append("a link goes around a picture; links are text")

    def _table(self, tag: str, values: dict[str, str | None]) -> None:
        if tag == "table":
            self._cells.append([])
        elif tag == "tr" and self._cells:
            self._cells[-1].append(0)
        elif tag in ("td", "th") and self._cells and self._cells[-1]:
            self._cells[-1][-1] += int(values.get("colspan") or 1)

    def at_end(self) -> list[str]:
        """What only the whole page shows."""
        found = []
        if not self._language:
            found.append("the page has no language (html lang)")
        if not self._title:
            found.append("the page has no title")
        if self._h1 != 1:
            found.append(f"the page has {self._h1} main headings (h1); one is expected")
        return found
