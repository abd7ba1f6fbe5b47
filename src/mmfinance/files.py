"""Writing files so that nothing is ever half-written and nobody else can read them."""

import os
import tempfile
from pathlib import Path

from mmfinance.errors import UnwritableOutput


def write_private(path: Path, content: bytes) -> None:
    """Write a file in one step with mode 0600; an existing file is replaced, a link keeps pointing to its file.

    Raises UnwritableOutput when the folder is missing or cannot be written, or the path is no ordinary file (writing in
    one step would replace /dev/null itself); then nothing is left behind.
    """
    try:
        target = path.resolve()
        if target.is_dir():
            raise UnwritableOutput(f"{path} is a directory; name a file to write")
        if target.exists() and not target.is_file():
            raise UnwritableOutput(f"{path} is no ordinary file; name a file to write")
        _replace(target, content)
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnwritableOutput(f"cannot write {path}: {reason}") from None


def _replace(target: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".mmfinance-")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
