"""Finding out how a text file writes its letters, before its first row is read."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 1 << 20
_UNDECODED = re.compile("[\udc80-\udcff]+")
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}

UNDECODED = re.compile("[\udc80-\udcff\ufffd]")
"""What is left in a cell of a byte that is no letter."""


@dataclass(frozen=True)
class Encoding:
    """The encoding to open a file with, and a note where it is not plain UTF-8."""

    name: str
    errors: str
    note: str | None = None


def encoding_of(path: Path) -> Encoding:
    """Read the whole file once, in constant memory: UTF-8, UTF-16 with a mark, else Windows-1252, said aloud.

    In a file that is mostly UTF-8, bytes that are not stay marked (surrogates), so that only their own rows are wrong.
    """
    with path.open("rb") as stream:
        if stream.read(2) in _UTF_16:
            return Encoding("utf-16", "replace", "read as UTF-16, as its first two bytes say")
    letters, foreign = _beyond_ascii(path)
    if not foreign:
        return Encoding("utf-8-sig", "strict")
    if foreign > letters:
        return Encoding("cp1252", "replace", "is not UTF-8; read as Windows-1252, as older spreadsheets write it")
    return Encoding(
        "utf-8-sig", "surrogateescape", "has bytes that are not UTF-8; the rows that hold them are problems"
    )


def _beyond_ascii(path: Path) -> tuple[int, int]:
    """Count the letters beyond ASCII that are UTF-8, and the runs of bytes that are not."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="surrogateescape")
    letters = foreign = 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            text = decoder.decode(chunk)
            if not text.isascii():
                runs = _UNDECODED.findall(text)
                foreign += len(runs)
                letters += sum(character > "\x7f" for character in text) - sum(map(len, runs))
    return letters, foreign + len(decoder.decode(b"", final=True))
