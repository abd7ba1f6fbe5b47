"""Deciding, before anything is read, what each column of a table says: known, left out for a reason, or not known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from mmfinance.batch.columns.case_paths import reading_at
from mmfinance.batch.columns.header_words import plain_words, with_unit, without_noise
from mmfinance.batch.columns.known_headers import Meaning, known_words, meaning_of, word_table
from mmfinance.batch.columns.mapping_file import Mapped, read_mapping
from mmfinance.batch.columns.sensitive import named_by_header
from mmfinance.errors import InputError


@dataclass(frozen=True)
class Column:
    """One column that is read: where its cells go in a case, by which reading, and what its own words mean."""

    header: str
    path: tuple[str, ...]
    reading: str
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """One column that is not read, and why."""

    header: str
    why: str


@dataclass(frozen=True)
class ColumnPlan:
    """How each column of a table is read; `dropped` on purpose, `unknown` because nobody has said what they are.

    Without any columns the rows are case documents already.
    """

    columns: tuple[Column, ...] = ()
    dropped: tuple[LeftOut, ...] = ()
    unknown: tuple[LeftOut, ...] = ()


def plan_columns(source_columns: Sequence[str], mapping: Path | None = None) -> ColumnPlan:
    """Plan how the columns are read, by the known headers and a mapping file, which has the last word.

    Raises InvalidDocument for a mapping file that is wrong, InputError for a table of which no column is known.
    """
    if not source_columns:
        if mapping:
            raise InputError(f"{mapping.name}: a mapping is for tables; case documents have no column headers")
        return ColumnPlan()
    told = read_mapping(mapping, source_columns) if mapping else {}
    decided = [_decided(header, told.get(header)) for header in source_columns]
    columns = tuple(one for one in decided if isinstance(one, Column))
    left_out = [one for one in decided if isinstance(one, LeftOut)]
    if not columns:
        raise InputError(_nothing_known(source_columns))
    return ColumnPlan(
        columns,
        tuple(one for one in left_out if one.why.startswith(_ON_PURPOSE)),
        tuple(one for one in left_out if not one.why.startswith(_ON_PURPOSE)),
    )


_ON_PURPOSE = ("looks like", "the mapping")


def _decided(header: str, told: Mapped | None) -> Column | LeftOut:
    words = plain_words(header)
    sensitive = named_by_header(words)
    if sensitive and not meaning_of(words) and not meaning_of(without_noise(words)):
        return LeftOut(header, f"looks like {sensitive}, which is never read or kept")
    if told:
        if told.path is None:
            return LeftOut(header, "the mapping says to ignore it")
        return Column(header, told.path, told.reading, told.words)
    return _known(header, words)


def _known(header: str, words: str) -> Column | LeftOut:
    unit_not_said = ""
    for candidate, unit in _candidates(words):
        meaning = meaning_of(candidate)
        if meaning and unit in meaning.by_unit:
            return _column(header, meaning, meaning.by_unit[unit])
        if meaning:
            unit_not_said = unit_not_said or _unit_wanted(meaning, unit)
    near = get_close_matches(without_noise(words), known_words(), n=1, cutoff=0.8)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return LeftOut(header, unit_not_said or f"is not known{hint}")


def _candidates(words: str) -> Iterator[tuple[str, str]]:
    """The header as it is, then without what says nothing, each with and without its unit."""
    for text in dict.fromkeys((words, without_noise(words), _without_count(words))):
        yield text, ""
        apart = with_unit(text)
        if apart.unit:
            yield apart.words, apart.unit
            yield without_noise(apart.words), apart.unit


def _without_count(words: str) -> str:
    """A repeated header, `Income (2)`, means what the first one means."""
    base, _, last = words.rpartition(" ")
    return base if base and last.isdecimal() else words


def _unit_wanted(meaning: Meaning, unit: str) -> str:
    wanted = " or ".join(sorted(filter(None, meaning.by_unit))) or "none"
    return f"the header says per {unit}; {wanted} can be read" if unit else f"the header must say its unit: {wanted}"


def _column(header: str, meaning: Meaning, reading: str) -> Column:
    path = meaning.path
    if reading:
        return Column(header, path, reading)
    if path[:2] == ("patient", "name_parts") or path[-1] == "street_2":
        return Column(header, path, "text")
    leaf = reading_at(path) or "text"
    return Column(header, path, leaf, tuple(word_table(path).items()) if leaf == "word" else ())


def _nothing_known(source_columns: Sequence[str]) -> str:
    shown = ", ".join(repr(header) for header in source_columns[:8])
    more = f" and {len(source_columns) - 8} more" if len(source_columns) > 8 else ""
    return (
        f"none of the column headers is known: {shown}{more}; the first row must hold the headers "
        "(`mmfinance batch template` writes a table to start from, --map FILE says what yours mean)"
    )
