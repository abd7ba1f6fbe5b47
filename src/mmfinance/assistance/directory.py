"""Reading a directory of program files: the programs by id, their names, and every problem at once."""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from shutil import copytree

from mmfinance.assistance.compile import RuleBook, compile_rules
from mmfinance.assistance.overlay import Overlay, overlay_directory, read_overlay
from mmfinance.assistance.program import Program
from mmfinance.case.reading import validate
from mmfinance.documents import Document, read_document
from mmfinance.errors import BrokenData, InvalidDocument, Problem, UnknownName, UnwritableOutput
from mmfinance.shipped import shipped_directory

_ENDINGS = (".yaml", ".yml")
MOST_TO_NAME = 5


@dataclass(frozen=True)
class ProgramFile:
    """One program with the document it came from and its folder (the sector a person would look in)."""

    program: Program
    document: Document
    sector: str


@dataclass(frozen=True)
class Directory:
    """All programs by id in the order of folders and names, what was seen lately, and the problems of the files."""

    files: Mapping[str, ProgramFile]
    overlay: Overlay
    problems: tuple[Problem, ...] = ()

    @cached_property
    def programs(self) -> Mapping[str, Program]:
        """The programs by id."""
        return {identifier: file.program for identifier, file in self.files.items()}

    @cached_property
    def rules(self) -> RuleBook:
        """The programs' rules, each distinct criterion once."""
        return compile_rules(self.programs.values())

    def __getitem__(self, identifier: str) -> Program:
        if identifier not in self.programs:
            raise UnknownName("program", identifier, tuple(self.programs))
        return self.programs[identifier]

    def named(self, words: str) -> Program:
        """One program by its id, or by another name when that name can only mean one.

        Raises UnknownName with what the name may mean, or the nearest ids.
        """
        if words in self.programs:
            return self.programs[words]
        found = self.find(words)
        if len(found) > 1:
            raise UnknownName("program", words, (), tuple(program.id for program in found[:MOST_TO_NAME]))
        return found[0] if found else self[words]

    def find(self, words: str) -> tuple[Program, ...]:
        """Find programs by id, name, organisation, former name or a near misspelling; best first."""
        from mmfinance.assistance.search import search

        return search(words, self.programs.values())


def load_directory(programs_dir: Path | None = None, overlay: Path | None = None) -> Directory:
    """Load the program directory (the shipped one unless told) with an overlay of seen statuses.

    Raises BrokenData with all problems of all files: a broken file never becomes a silent no.
    """
    directory = read_directory(programs_dir, overlay)
    if directory.problems:
        raise BrokenData(directory.problems)
    return directory


def read_directory(programs_dir: Path | None = None, overlay: Path | None = None) -> Directory:
    """Load what can be loaded and keep the problems beside it (`programs check`)."""
    files, problems = _read(programs_dir) if programs_dir else _shipped()
    return Directory(files, read_overlay(overlay_directory(overlay), files), problems)


def copy_shipped(target: Path) -> int:
    """Copy the shipped directory to a folder that does not exist yet; gives the number of program files.

    Raises UnwritableOutput where the folder exists or cannot be made.
    """
    if target.exists():
        raise UnwritableOutput(f"{target} exists already; name a folder that does not")
    try:
        copied = copytree(shipped_directory("programs"), target)
    except OSError as error:
        raise UnwritableOutput(f"cannot copy to {target}: {error}") from None
    return sum(1 for _ in _program_paths(copied))


@cache
def _shipped() -> tuple[Mapping[str, ProgramFile], tuple[Problem, ...]]:
    """Read the shipped files once: they do not change while a process runs, and may be asked for case by case."""
    return _read(shipped_directory("programs"))


def _read(root: Path) -> tuple[Mapping[str, ProgramFile], tuple[Problem, ...]]:
    with _no_garbage_collection():
        return _read_files(root)


def _read_files(root: Path) -> tuple[Mapping[str, ProgramFile], tuple[Problem, ...]]:
    if not root.is_dir():
        raise BrokenData([Problem(str(root), 0, "", "there is no such program directory")])
    files: dict[str, ProgramFile] = {}
    problems: list[Problem] = []
    for path in _program_paths(root):
        name = path.relative_to(root).as_posix()
        try:
            document = _named(read_document(path), name)
            program = validate(Program, document)
        except InvalidDocument as error:
            problems += [Problem(name, each.line, each.path, each.message) for each in error.problems]
            continue
        problems += _misnamed(program, path, document)
        if program.id in files:
            other = files[program.id].document.file
            problems.append(Problem(name, document.line(("id",)), "id", f"{program.id!r} is the id of {other} too"))
        else:
            files[program.id] = ProgramFile(program, document, _sector(path, root))
    if not files and not problems:
        problems.append(Problem(str(root.name), 0, "", "holds no program files"))
    return files, tuple(problems)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Hold the collector while many small objects are made that all stay: a third of the loading time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _program_paths(root: Path) -> Iterator[Path]:
    return (path for path in sorted(root.rglob("*")) if path.suffix in _ENDINGS and path.is_file())


def _named(document: Document, name: str) -> Document:
    return Document(name, document.data, document.lines)


def _sector(path: Path, root: Path) -> str:
    parts = path.relative_to(root).parts
    return parts[0] if len(parts) > 1 else "other"


def _misnamed(program: Program, path: Path, document: Document) -> list[Problem]:
    if program.id == path.stem:
        return []
    return [
        Problem(document.file, document.line(("id",)), "id", f"found {program.id!r}; the file name says {path.stem!r}")
    ]


def nearest(name: str, known: tuple[str, ...]) -> str:
    """Say which name was perhaps meant."""
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""
