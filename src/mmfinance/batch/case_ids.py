"""Case ids that were seen already, for a file of any size: an id that comes twice would give two cases one name."""

import sqlite3
from hashlib import blake2b
from types import TracebackType
from typing import Self


class CaseIds:
    """Remembers case ids in a private temporary database that vanishes with it: memory stays the same for a million.

    Only digests are kept, no id itself.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("BEGIN")
        self._database.execute("CREATE TABLE seen (id BLOB PRIMARY KEY, row INTEGER) WITHOUT ROWID")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._database.close()

    def earlier_row(self, case_id: str, row: int) -> int | None:
        """Remember an id; return the row that had it before, or None. Ids that differ in case only are alike."""
        digest = blake2b(case_id.lower().encode(), digest_size=12).digest()
        if self._database.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (digest, row)).rowcount:
            return None
        found = self._database.execute("SELECT row FROM seen WHERE id = ?", (digest,)).fetchone()
        return int(found[0])
