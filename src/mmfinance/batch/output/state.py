"""What a run remembers, so that the next one does only what changed: one SQLite file in the output folder.

Only the run itself writes it, never a worker. It is locked as long as the run lives, and the operating system opens the
lock whenever the run ends, however it ends: so a second run on the same folder is refused, and none is ever locked out
by a run that was killed.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mmfinance.batch.rows import RowProblem
from mmfinance.batch.work.naming import folder_of_place
from mmfinance.batch.work.outcome import Outcome, Totals, WrittenLetter
from mmfinance.errors import InputError, UnwritableOutput

_TABLES = """
create table if not exists settings (name text primary key, value text not null);
create table if not exists cases (
    name text primary key,
    place integer not null,
    line integer not null,
    run integer not null,
    fingerprint text not null default '',
    outcome text
) without rowid;
create index if not exists by_line on cases (line);
"""
UNFINISHED = "unfinished"
"""The setting that holds the day of a run from its start to its end."""
_IN_WORK = ""
"""The fingerprint of a row that was handed out and has not come back: it equals none, so it is done again."""


@dataclass(frozen=True)
class Claim:
    """A row's hold on a name: its folder from the output folder on, and what is known of it from an earlier run.

    `taken_by` is the row that has the name already, in this very run.
    """

    folder: str
    fingerprint: str
    outcome: Outcome | None
    taken_by: int | None = None


class State:
    """The memory of an output folder; `run` counts the runs, so that rows which are gone can be told."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._last_place = int(connection.execute("select coalesce(max(place), 0) from cases").fetchone()[0])
        self.run = int(self.setting("run") or 0)

    def begin_run(self) -> None:
        """Start counting anew which rows are met."""
        self.run += 1
        self.remember("run", str(self.run))

    def setting(self, name: str) -> str | None:
        """Something noted about the folder as a whole."""
        found = self._db.execute("select value from settings where name = ?", (name,)).fetchone()
        return found[0] if found else None

    def remember(self, name: str, value: str) -> None:
        """Note something about the folder as a whole."""
        self._db.execute("insert or replace into settings values (?, ?)", (name, value))
        self._db.commit()

    def claim(self, name: str, line: int) -> Claim:
        """Give a name to a row for this run; a case keeps its folder from run to run, a new one goes to the end."""
        query = "select place, line, run, fingerprint, outcome from cases where name = ?"
        known = self._db.execute(query, (name,)).fetchone()
        if known is None:
            return self._first_claim(name, line)
        place, earlier, run, fingerprint, outcome = known
        if run == self.run:
            return Claim(_folder(name, place), _IN_WORK, None, taken_by=earlier)
        self._db.execute("update cases set line = ?, run = ? where name = ?", (line, self.run, name))
        return Claim(_folder(name, place), fingerprint, _read(outcome, line) if outcome else None)

    def _first_claim(self, name: str, line: int) -> Claim:
        self._last_place += 1
        values = (name, self._last_place, line, self.run)
        self._db.execute("insert into cases (name, place, line, run) values (?, ?, ?, ?)", values)
        return Claim(_folder(name, self._last_place), _IN_WORK, None)

    def hand_out(self, folders: Iterable[str]) -> None:
        """Note that rows are in work, before the first file of theirs changes: what was known of them is over."""
        names = [(_IN_WORK, Path(folder).name) for folder in folders]
        self._db.executemany("update cases set fingerprint = ?, outcome = null where name = ?", names)
        self._db.commit()

    def save(self, outcome: Outcome) -> None:
        """Keep what came of a row; a failed one is tried again by the next run."""
        fingerprint = _IN_WORK if outcome.problems else outcome.fingerprint
        values = (fingerprint, _kept(outcome), Path(outcome.folder).name)
        self._db.execute("update cases set fingerprint = ?, outcome = ? where name = ?", values)

    def commit(self) -> None:
        """Make everything saved so far last."""
        self._db.commit()

    def outcomes(self, *, by_folder: bool = False) -> Iterator[Outcome]:
        """Everything known of the rows, in their order or in that of their folders.

        Verdicts of rows that this run has not met are left out: they may be of another program directory.
        """
        order = "place" if by_folder else "line"
        query = f"select outcome, line, run from cases where outcome is not null order by {order}"
        for text, line, run in self._db.execute(query):
            outcome = _read(text, line)
            yield outcome if run == self.run else replace(outcome, verdicts="", missing=())

    def forget_gone(self) -> list[str]:
        """Forget the rows that this run did not meet; gives their folders."""
        gone = self._db.execute("select name, place from cases where run <> ?", (self.run,)).fetchall()
        self._db.execute("delete from cases where run <> ?", (self.run,))
        self._db.commit()
        return [_folder(name, place) for name, place in gone]


def unfinished_day(path: Path) -> date | None:
    """The day as of which an earlier run has worked that did not come to its end; the next one goes on with it."""
    if not path.is_file():
        return None
    with open_state(path) as state:
        day = state.setting(UNFINISHED)
    return date.fromisoformat(day) if day else None


@contextmanager
def open_state(path: Path) -> Iterator[State]:
    """Open the memory of an output folder for one run alone.

    Raises InputError when another run has it or it is no such file, UnwritableOutput when it cannot be written.
    """
    connection = _private_connection(path)
    try:
        connection.execute("pragma locking_mode = exclusive")
        connection.execute("begin exclusive")
        connection.commit()
        connection.executescript(_TABLES)
        yield State(connection)
        connection.commit()
    except sqlite3.DatabaseError as error:
        raise _in_words(error, path) from None
    finally:
        connection.close()


def _private_connection(path: Path) -> sqlite3.Connection:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise UnwritableOutput(f"cannot write {path}: {error.strerror}") from None
    return sqlite3.connect(path, timeout=0.5)


def _in_words(error: sqlite3.DatabaseError, path: Path) -> InputError:
    kind = error.sqlite_errorcode & 0xFF
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return InputError(f"another run is writing to {path.parent}; wait for it, or name another folder")
    if kind in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
        return UnwritableOutput(f"cannot write {path}: the disk is full or fails")
    return InputError(f"{path} is no memory of an earlier run ({error.sqlite_errorname}); name another folder")


def _folder(name: str, place: int) -> str:
    return f"letters/{folder_of_place(place)}/{name}"


def _kept(outcome: Outcome) -> str:
    """An outcome as text. `dataclasses.asdict` would copy every value first, in twice the time of all the rest."""
    parts = {
        "letters": [vars(letter) for letter in outcome.letters],
        "problems": [vars(problem) for problem in outcome.problems],
        "totals": vars(outcome.totals) if outcome.totals else None,
    }
    return json.dumps(vars(outcome) | parts, separators=(",", ":"))


def _read(text: str, line: int) -> Outcome:
    """An outcome as it was kept, at the row where it is now."""
    values = json.loads(text) | {"row": line}
    values["letters"] = tuple(WrittenLetter(**one) for one in values["letters"])
    values["problems"] = tuple(RowProblem(**one) for one in values["problems"])
    values["missing"] = tuple(values["missing"])
    values["totals"] = Totals(**values["totals"]) if values["totals"] else None
    return Outcome(**values)
