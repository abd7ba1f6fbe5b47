"""The output folder of a run: its own places in it, and whether it is the right folder at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mmfinance.batch.output.state import State, open_state
from mmfinance.errors import InputError
from mmfinance.files import make_private_folder

_STATE = ".state{}.sqlite"
_SOURCE = "source"


@dataclass(frozen=True)
class Shard:
    """One of several runs that share a file and an output folder: every `count`-th chunk, from the `number`-th on."""

    number: int = 1
    count: int = 1

    @property
    def suffix(self) -> str:
        """What the names of this shard's own files end with."""
        return f"-{self.number}-of-{self.count}" if self.count > 1 else ""


WHOLE = Shard()


@dataclass(frozen=True)
class Layout:
    """How the output lies: letters in folders or in archives, and print files beside them if wanted."""

    shard: Shard = WHOLE
    archives: bool = False
    print_files: bool = False


FOLDERS = Layout()


def state_file(out: Path, shard: Shard) -> Path:
    """Where the memory of a run lies."""
    return out / _STATE.format(shard.suffix)


def partial_folder(out: Path, shard: Shard) -> Path:
    """Where files are written before they are whole: on the same disk, and all in one place, so that none is lost."""
    return out / f".partial{shard.suffix}"


@contextmanager
def output_folder(out: Path, shard: Shard, source: str) -> Iterator[State]:
    """Open an output folder for one run alone; whatever was half-written by an earlier one is gone, before and after.

    Raises InputError for a folder that holds something else, UnwritableOutput.
    """
    make_private_folder(out)
    _require_own(out, shard)
    partial = partial_folder(out, shard)
    with open_state(state_file(out, shard)) as state:
        _require_source(state, source, out)
        shutil.rmtree(partial, ignore_errors=True)
        make_private_folder(partial)
        try:
            yield state
        finally:
            shutil.rmtree(partial, ignore_errors=True)


def is_output_folder(folder: Path) -> bool:
    """Whether a run has written to this folder; it takes no folder that holds anything else."""
    return any(folder.glob(_STATE.format("*")))


def _require_own(out: Path, shard: Shard) -> None:
    states = {path.name for path in out.glob(_STATE.format("*"))}
    siblings = {_STATE.format(Shard(number, shard.count).suffix) for number in range(1, shard.count + 1)}
    if states - siblings:
        raise InputError(f"{out} was begun with another --shard; name another folder, or the same number of shards")
    if not states and any(not path.name.startswith(".") for path in out.iterdir()):
        raise InputError(f"{out} holds something else already; name a folder that is new or empty")


def _require_source(state: State, source: str, out: Path) -> None:
    """A folder belongs to one input, whose changes it follows: the letters of another are never mixed in."""
    known = state.setting(_SOURCE)
    if known is None:
        state.remember(_SOURCE, source)
    elif known != source:
        raise InputError(f"{out} belongs to {known}; name another folder for {source}")
