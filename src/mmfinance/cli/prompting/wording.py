"""The words that a terminal adds to a question."""

import re
import textwrap
from collections.abc import Iterable, Iterator

from mmfinance.intake.question import Answer
from mmfinance.phrases import Phrase

DONT_KNOW = Phrase("I don't know")
GO_BACK = Phrase("Go back")
KEEP = Phrase("Keep it")
THAT_IS_ALL = Phrase("That is all")
WRITE_IT = Phrase("Another one: write it")

SKIP_KEY, BACK_KEY = "?", "<"
_SKIP = frozenset({SKIP_KEY, "i don't know", "don't know", "idk", "no sé", "no se"})
_BACK = frozenset({BACK_KEY, "back", "go back", "atrás", "atras", "volver"})
_MOST_COLUMNS = 100
_PARTS = ("- ", "   ")


def standing(answer: str) -> Phrase:
    """The answer that stands in the case already."""
    return Phrase("Now: {answer}", answer=answer)


def is_skip(text: str) -> bool:
    """Whether a line says "I don't know"."""
    return text.strip().lower() in _SKIP


def is_back(text: str) -> bool:
    """Whether a line asks to go back."""
    return text.strip().lower() in _BACK


def numbers(text: str, most: int, several: bool) -> list[int] | None:
    """The numbers of a line, from 1 to `most`; None where it holds anything else."""
    parts = re.split(r"[,\s]+", text.strip()) if several else [text.strip()]
    if not all(re.fullmatch(r"[0-9]{1,3}", part) and 1 <= int(part) <= most for part in parts):
        return None
    return list(dict.fromkeys(map(int, parts)))


def answer_of(values: list[str], several: bool) -> Answer:
    """The answer that chosen values make; nothing chosen is "I don't know"."""
    if several:
        return tuple(values) or None
    return values[0]


def question_lines(parts: Iterable[str], columns: int) -> Iterator[str]:
    """A question, its help and the ways to answer, close together after a blank line."""
    yield ""
    for part in filter(None, parts):
        yield from wrapped(part, columns)


def wrapped(paragraph: str, columns: int, mark: str = "") -> list[str]:
    """A paragraph in lines of the terminal's width, behind a mark; items and indented paragraphs keep their indent."""
    paragraph = mark + paragraph
    columns = min(columns, _MOST_COLUMNS)
    lead = re.match(r"(- |> |\d+\. |\s*)", paragraph)
    indent = " " * len(lead[0]) if lead else ""
    return [
        line
        for part in paragraph.split("\n")
        for line in textwrap.wrap(
            part, columns, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
        )
        or [""]
    ]


def laid_out(paragraphs: tuple[str, ...], columns: int) -> Iterator[str]:
    """Paragraphs in lines: a heading after a blank line, a blank line between what is no list."""
    before = ""
    for paragraph in filter(str.strip, paragraphs):
        belongs = paragraph.startswith(_PARTS) and before.startswith(_PARTS)
        if not belongs and not before.startswith("# ") and not re.match(r"\d+\. ", before):
            yield ""
        yield from wrapped(paragraph.removeprefix("# "), columns)
        before = paragraph
