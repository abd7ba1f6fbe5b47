"""Files for the print room: all letters of a kind and program one after the other, with their tags, 500 to a file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from mmfinance.batch.output.state import State
from mmfinance.errors import InputError, MissingEnvironment
from mmfinance.files import make_private_folder, written_whole
from mmfinance.letters.typeset import Format

LETTERS_TOGETHER = 500
"""Letters in one file: what a print room can hold at once, and what fits in memory."""
FOLDER = "print"

Read = Callable[[str], bytes]
"""Gives the bytes of a letter by its path from the output folder on."""


def write_print_files(out: Path, partial: Path, suffix: str, state: State, read: Read) -> None:
    """Write `print/NAME-0001.pdf` and so on for every name of letters; what has not changed is left as it is.

    Raises UnwritableOutput.
    """
    make_private_folder(out / FOLDER)
    wanted = set[str]()
    for name in _names(state):
        for number, paths in enumerate(_groups(state, name), start=1):
            target = f"{Path(name).stem}{suffix}-{number:04d}.pdf"
            wanted.add(target)
            _write_one(out / FOLDER / target, partial, paths, state, read)
    for path in (out / FOLDER).glob(f"*{suffix}-[0-9][0-9][0-9][0-9].pdf"):
        if path.name not in wanted:
            path.unlink()


def require_printable(written_as: Format) -> None:
    """Make sure, before the first letter, that print files can be made of them.

    Raises InputError for letters that are no PDF, MissingEnvironment without the extra `mmfinance[print]`.
    """
    if written_as != "pdf":
        raise InputError(f"print files are joined from PDF letters, not from {written_as}")
    _pikepdf()


def _pikepdf() -> Any:
    try:
        import pikepdf
    except ImportError:
        raise MissingEnvironment("print files need an extra: pip install 'mmfinance[print]'") from None
    return pikepdf


def _names(state: State) -> Sequence[str]:
    return sorted({Path(letter.path).name for outcome in state.outcomes() for letter in outcome.letters})


def _groups(state: State, name: str) -> Iterator[Mapping[str, str]]:
    """The letters of a name in the order of the rows, in groups: their paths, each with its SHA-256."""
    letters = (
        (letter.path, letter.sha256)
        for outcome in state.outcomes()
        for letter in outcome.letters
        if Path(letter.path).name == name
    )
    while group := dict(islice(letters, LETTERS_TOGETHER)):
        yield group


def _write_one(target: Path, partial: Path, letters: Mapping[str, str], state: State, read: Read) -> None:
    setting = f"{FOLDER}/{target.name}"
    content = sha256("\n".join(letters.values()).encode()).hexdigest()
    if target.exists() and state.setting(setting) == content:
        return
    with written_whole(target, partial) as path:
        join(path, (read(letter) for letter in letters))
    state.remember(setting, content)


def join(target: Path, letters: Iterable[bytes]) -> None:
    """Join letters into one tagged PDF, the same bytes for the same letters."""
    joined = _Joined(_pikepdf())
    for letter in letters:
        joined.add(letter)
    joined.save(target)


class _Joined:
    """One PDF that grows letter by letter; its structure tree holds theirs as branches (ISO 32000-1, 14.7)."""

    def __init__(self, pikepdf: Any) -> None:
        self._pikepdf = pikepdf
        self._pdf = pikepdf.new()
        self._branches: list[Any] = []
        self._parents: list[Any] = []
        self._roles: dict[str, Any] = {}

    def add(self, letter: bytes) -> None:
        from io import BytesIO

        with self._pikepdf.open(BytesIO(letter)) as source:
            if not len(self._pdf.pages):
                self._take_over_what_holds_for_all(source)
            first = len(self._pdf.pages)
            self._pdf.pages.extend(source.pages)
            if "/StructTreeRoot" in source.Root:
                self._graft(self._pdf.copy_foreign(source.Root.StructTreeRoot), self._pdf.pages[first:])

    def _take_over_what_holds_for_all(self, source: Any) -> None:
        for key in ("/Lang", "/MarkInfo", "/ViewerPreferences", "/Metadata", "/OutputIntents"):
            if key in source.Root:
                self._pdf.Root[key] = self._pdf.copy_foreign(source.make_indirect(source.Root[key]))

    def _graft(self, tree: Any, pages: Iterable[Any]) -> None:
        """Take a letter's tree as branches, and move the numbers by which its pages find their parts of it."""
        before = len(self._parents) // 2
        numbers = tree.ParentTree.Nums
        for at in range(0, len(numbers), 2):
            self._parents += [before + int(numbers[at]), numbers[at + 1]]
        for page in pages:
            self._renumber(page.obj, "/StructParents", before)
            for annotation in page.obj.get("/Annots", []):
                self._renumber(annotation, "/StructParent", before)
        children = tree.K if isinstance(tree.K, self._pikepdf.Array) else [tree.K]
        self._branches += list(children)
        self._roles |= dict(tree.get("/RoleMap", {}).items())

    def _renumber(self, holder: Any, key: str, by: int) -> None:
        if key in holder:
            holder[key] = int(holder[key]) + by

    def save(self, target: Path) -> None:
        if self._branches:
            self._plant()
        self._pdf.save(target, deterministic_id=True, object_stream_mode=self._pikepdf.ObjectStreamMode.generate)

    def _plant(self) -> None:
        pikepdf, pdf = self._pikepdf, self._pdf
        root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        for branch in self._branches:
            branch.P = root
        root.K = pikepdf.Array(self._branches)
        root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(self._parents)))
        root.ParentTreeNextKey = len(self._parents) // 2
        if self._roles:
            root.RoleMap = pikepdf.Dictionary(self._roles)
        pdf.Root.StructTreeRoot = root
