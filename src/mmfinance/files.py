"""Writing files so that nothing is ever half-written and nobody else can read them."""

import os
import tempfile
from pathlib import Path

from mmfinance.errors import UnwritableOutput


def write_private(path: Path, content: bytes) -> None:
    """Write a file in one step with mode 0600.

    Raises UnwritableOutput when the folder is missing or cannot be written; then nothing is left behind.
    """
    if path.is_dir():
        raise UnwritableOutput(f"{path} is a directory; name a file to write")
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent or Path(), prefix=".mmfinance-")
    except OSError as error:
        raise UnwritableOutput(f"cannot write to {path.parent}: {error.strerror}") from None
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise UnwritableOutput(f"cannot write {path}: {error.strerror}") from None
