"""The sources that figures cite: who published what, where and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from mmfinance.case.reading import validate
from mmfinance.documents import read_document
from mmfinance.errors import BrokenData, InvalidDocument

_FILE = Path(__file__).parent / "data" / "sources.yaml"


@dataclass(frozen=True)
class Source:
    """One source; `url` is None when the material has no public address."""

    id: str
    publisher: str
    title: str
    url: str | None
    date: str | None


def sources(ids: Iterable[str]) -> tuple[Source, ...]:
    """Find sources by id. Raises BrokenData for an id that the source list does not hold."""
    known = all_sources()
    missing = [identifier for identifier in ids if identifier not in known]
    if missing:
        raise BrokenData(f"sources.yaml does not name the source {', '.join(missing)}")
    return tuple(known[identifier] for identifier in ids)


@cache
def all_sources() -> dict[str, Source]:
    """Read the list of sources, by id. Raises BrokenData when the shipped file cannot be read."""
    try:
        content = validate(_SourceFile, read_document(_FILE))
    except InvalidDocument as error:
        raise BrokenData(error.problems) from None
    return {identifier: Source(identifier, **entry.model_dump()) for identifier, entry in content.sources.items()}


class _SourceEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    publisher: str
    title: str
    url: str | None
    date: str | None


class _SourceFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sources: dict[str, _SourceEntry]
