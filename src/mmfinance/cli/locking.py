"""The `case lock` and `case unlock` commands: a case file that only a passphrase opens."""

from pathlib import Path
from typing import Annotated

import typer

from mmfinance.cli.told import PASSPHRASE_VARIABLE, ask_passphrase

NO_OTHER_WAY_IN = """Before you lock this case:
- Only the passphrase or the recovery code opens it again. Nobody can reset them, and there is no other way in.
- If both are lost, the case is lost. Write the recovery code on paper and keep it apart from this computer.
- The unlocked file is deleted. Copies in backups, in the cloud or on the disk itself may remain."""


def register(commands: typer.Typer) -> None:
    """Add the commands to the `case` group."""
    commands.command()(lock)
    commands.command()(unlock)


def lock(file: Annotated[Path, typer.Argument(help="The case file to lock.", metavar="FILE")]) -> None:
    """Encrypt a case file; write FILE.locked and delete FILE. Every command that takes a case opens it again.

    Example: mmfinance case lock case.yaml
    """
    from mmfinance.case import locked
    from mmfinance.case.reading import read_case
    from mmfinance.documents import MOST_BYTES, read_text
    from mmfinance.errors import InputError, UnwritableOutput
    from mmfinance.files import write_private

    text, target = read_text(file), file.with_name(file.name + locked.ENDING)
    if locked.is_locked(text):
        raise InputError(f"{file.name} is locked already")
    if target.exists():
        raise UnwritableOutput(f"{target.name} exists already; move it away first")
    read_case(file)
    locked.require_cryptography()
    typer.echo(NO_OTHER_WAY_IN)
    made = locked.lock(text, file.name, _new_passphrase())
    if len(made.content) > MOST_BYTES:
        raise InputError(f"{file.name} is too large to be locked")
    typer.echo(f"\nRecovery code: {made.recovery_code}\n")
    _require_noted(made.recovery_code)
    write_private(target, made.content)
    file.unlink()
    typer.echo(f"wrote {target.name} and deleted {file.name}")


def unlock(file: Annotated[Path, typer.Argument(help="The locked case.", metavar="FILE")]) -> None:
    """Decrypt a locked case: write it without the ending .locked, and delete the locked file.

    Example: mmfinance case unlock case.yaml.locked
    """
    from mmfinance.case import locked
    from mmfinance.documents import read_text
    from mmfinance.errors import InputError, UnwritableOutput
    from mmfinance.files import write_private

    text = read_text(file)
    if not locked.is_locked(text):
        raise InputError(f"{file.name} is not a locked case")
    if file.suffix != locked.ENDING:
        raise InputError(f"{file.name} does not end in {locked.ENDING}; rename it first")
    target = file.with_suffix("")
    if target.exists():
        raise UnwritableOutput(f"{target.name} exists already; move it away first")
    _, opened = locked.unlock(text, file.name, ask_passphrase(file.name))
    write_private(target, opened.encode())
    file.unlink()
    typer.echo(f"wrote {target.name} and deleted {file.name}")


def _new_passphrase() -> str:
    """Ask twice at a terminal, so that a slip of the finger locks nobody out; the variable answers for a person."""
    import os
    from getpass import getpass

    from mmfinance.case.locked import require_strength
    from mmfinance.errors import InputError

    first = ask_passphrase("a new lock")
    require_strength(first)
    if PASSPHRASE_VARIABLE not in os.environ and getpass("The same again: ") != first:
        raise InputError("the two passphrases differ; nothing was changed")
    return first


def _require_noted(code: str) -> None:
    """Have the last group of the code typed back: a code that nobody wrote down opens nothing."""
    import os
    import sys

    from mmfinance.errors import InputError

    if PASSPHRASE_VARIABLE in os.environ and not sys.stdin.isatty():
        return
    group = code.rsplit("-", 1)[-1]
    typed = str(typer.prompt("Write it down now. To go on, type its last four characters")).strip().upper()
    if typed != group:
        raise InputError("these are not the last four characters; nothing was changed")
