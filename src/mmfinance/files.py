"""Writing files so that nothing is ever half-written and nobody else can read them."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mmfinance.errors import UnwritableOutput


def write_private(path: Path, content: bytes, by_way_of: Path | None = None) -> None:
    """Write a file in one step with mode 0600; an existing file is replaced, a link keeps pointing to its file.

    It is written `by_way_of` another folder of the same disk, or beside itself, and then moved to its place.
    Raises UnwritableOutput when the folder is missing or cannot be written, or the path is no ordinary file (writing in
    one step would replace /dev/null itself); then nothing is left behind.
    """
    try:
        target = path.resolve()
        if target.is_dir():
            raise UnwritableOutput(f"{path} is a directory; name a file to write")
        if target.exists() and not target.is_file():
            raise UnwritableOutput(f"{path} is no ordinary file; name a file to write")
        _replace(target, content, by_way_of or target.parent)
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnwritableOutput(f"cannot write {path}: {reason}") from None


def _replace(target: Path, content: bytes, folder: Path) -> None:
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".mmfinance-")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def make_private_folder(path: Path) -> None:
    """Make a folder and those above it that are missing, each for its owner only. Raises UnwritableOutput."""
    try:
        if not path.is_dir():
            make_private_folder(path.parent)
            path.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise UnwritableOutput(f"cannot make the folder {path}: {error.strerror}") from None


@contextmanager
def written_whole(target: Path, by_way_of: Path | None = None) -> Iterator[Path]:
    """Give an empty file of mode 0600 to write to; it takes the target's place when all went well, and is gone if not.

    It lies beside the target, or in another folder of the same disk. Raises UnwritableOutput.
    """
    temporary = None
    try:
        descriptor, name = tempfile.mkstemp(dir=by_way_of or target.parent, prefix=".mmfinance-")
        os.close(descriptor)
        temporary = Path(name)
        yield temporary
        temporary.replace(target)
    except OSError as error:
        raise UnwritableOutput(f"cannot write {target}: {error.strerror or error}") from None
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)
