"""A PDF file out of its objects' bytes, to the byte as pydyf 0.13 writes it with object streams and an identifier."""

from collections.abc import Sequence
from hashlib import md5
from math import ceil, log
from typing import NamedTuple

from pydyf import Array, Stream, String
from weasyprint.pdf import VARIANTS

from mmfinance.letters.pdf import VARIANT

_HEADER = b"%PDF-" + VARIANTS[VARIANT][1]["pdf_version"].encode() + b"\n%\xf0\x9f\x96\xa4\n"
_FREE, _PLAIN, _PACKED = range(3)
"""What an entry of the table at the end is of: no object, one with a place of its own, one in the object stream."""
_NEVER_USED = 65_535
"""The generation of the free object at the head of the table; it makes the table's last column two bytes wide."""


class Part(NamedTuple):
    """An object of a PDF as bytes. Those that are `packed` are compressed together."""

    number: int
    data: bytes
    packed: bool


def assembled(parts: Sequence[Part], root: bytes, info: bytes) -> bytes:
    """Join all objects, numbered from 1 on without a gap, into a file; `root` and `info` are references to two."""
    parts = (*parts, Part(len(parts) + 1, _object_stream([part for part in parts if part.packed]), packed=False))
    file, position, entries, packed = [_HEADER], len(_HEADER), [(_FREE, 0, _NEVER_USED)], 0
    for number, data, is_packed in parts:
        if is_packed:
            entries.append((_PACKED, len(parts), packed))
            packed += 1
        else:
            entries.append((_PLAIN, position, 0))
            file.append(_indirect(number, data))
            position += len(file[-1])
    entries.append((_PLAIN, position, 0))
    identifier = String(md5(b"".join(part.data for part in parts), usedforsecurity=False).hexdigest()).data
    trailer = {"Root": root, "Info": info, "ID": Array([identifier, identifier])}
    file.append(_indirect(len(parts) + 1, _cross_references(entries, trailer)))
    return b"".join((*file, b"startxref\n%d\n%%%%EOF\n" % position))


def _indirect(number: int, data: bytes) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, data)


def _object_stream(packed: Sequence[Part]) -> bytes:
    """The objects that are compressed together, after their numbers and places."""
    places, place = [], 0
    for part in packed:
        places.append(f"{part.number} {place}")
        place += len(part.data) + 1
    index = " ".join(places).encode()
    extra = {"Type": "/ObjStm", "N": len(packed), "First": len(index) + 1}
    written: bytes = Stream([index, *(part.data for part in packed)], extra, compress=True).data
    return written


def _cross_references(entries: Sequence[tuple[int, int, int]], trailer: dict[str, object]) -> bytes:
    position = entries[-1][1]
    sizes = (1, ceil(log(position + 1, 256)), ceil(log(max(_NEVER_USED, len(entries)) + 1, 256)))
    kind, place = 8 * (sizes[1] + sizes[2]), 8 * sizes[2]
    table = b"".join((a << kind | b << place | c).to_bytes(sum(sizes), "big") for a, b, c in entries)
    sizes_of_table = {"Index": Array((0, len(entries))), "W": Array(sizes), "Size": len(entries)}
    written: bytes = Stream([table], {"Type": "/XRef", **sizes_of_table, **trailer}, compress=True).data
    return written
