"""What this machine lacks to write a letter, and the command that mends it on this system."""

import ctypes
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from mmfinance.errors import BrokenData, MmfinanceError
from mmfinance.shipped import fonts_directory

State = Literal["fine", "old", "lacking", "broken"]
System = Literal["debian", "macos", "windows", "other"]

OLDEST_PYTHON = (3, 11)

# The names under which the systems' packages install each library that WeasyPrint opens.
_LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "HarfBuzz subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
}
_INSTALL_LIBRARIES: dict[System, str] = {
    "debian": "sudo apt-get install --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0",
    "macos": "brew install pango",
    "windows": "pacman -S mingw-w64-x86_64-pango   (in an MSYS2 shell)",
    "other": "install Pango and HarfBuzz with the package manager of this system",
}
_REINSTALL = "install mmfinance again from where you got it"
_UPDATE = "update mmfinance from where you got it"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at, what was seen, and the command that mends it (empty when fine)."""

    name: str
    state: State
    seen: str
    mend: str = ""


def examine(directory: Path, today: date) -> tuple[Check, ...]:
    """Look at everything a letter needs.

    That is Python, system libraries, fonts, one rendered page, a directory to write to, and data recent enough for
    `today`. What the machine misses is ``lacking``, data that cannot be read is ``broken``; data past its time is
    ``old``: every command still works with it and says so in its output.
    """
    checks = [check_python(), check_libraries(), check_fonts()]
    if all(check.state == "fine" for check in checks):
        checks.append(check_rendering())
    return (*checks, check_writing(directory), check_figures(today), check_programs(today))


def this_system() -> System:
    """Name the family of systems whose commands mend things here."""
    if sys.platform == "darwin":
        return "macos"
    if sys.platform == "win32":
        return "windows"
    return "debian" if Path("/etc/debian_version").exists() else "other"


def check_python() -> Check:
    """Check that Python is at least 3.11."""
    seen = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return Check("Python", "fine", seen)
    return Check("Python", "lacking", f"{seen}; 3.11 or newer is needed", "install Python 3.11 or newer")


def check_libraries(opens: Callable[[str], object] = ctypes.CDLL) -> Check:
    """Check that the shared libraries which lay out and embed text can be opened."""
    missing = [name for name, files in _LIBRARIES.items() if not _opens_any(files, opens)]
    if not missing:
        return Check("Text libraries", "fine", ", ".join(_LIBRARIES))
    return Check("Text libraries", "lacking", f"not found: {', '.join(missing)}", _INSTALL_LIBRARIES[this_system()])


def _opens_any(files: tuple[str, ...], opens: Callable[[str], object]) -> bool:
    for file in files:
        try:
            opens(file)
        except OSError:
            continue
        return True
    return False


def check_fonts() -> Check:
    """Check that the fonts which travel with mmfinance are there and not empty."""
    fonts = [font for font in fonts_directory().rglob("*.ttf") if font.stat().st_size]
    if fonts:
        return Check("Fonts", "fine", f"{len(fonts)} bundled font files")
    return Check("Fonts", "lacking", "the bundled fonts are missing", _REINSTALL)


def check_rendering() -> Check:
    """Check that one page with text becomes a PDF."""
    from mmfinance.letters.assets import Assets
    from mmfinance.letters.pdf import render_pdf

    html = '<html lang="en"><title>Check</title><body><h1>Estimate</h1><p>$1,234.50</p></body></html>'
    try:
        page = render_pdf(html, "", Assets())
    except (MmfinanceError, OSError) as error:
        seen = f"one page could not be written: {error}"
        return Check("Rendering", "lacking", seen, _INSTALL_LIBRARIES[this_system()])
    return Check("Rendering", "fine", f"one page written, {len(page):,} bytes")


def check_writing(directory: Path) -> Check:
    """Check that a file can be written to a directory."""
    try:
        with tempfile.TemporaryFile(dir=directory) as file:
            file.write(b"x")
    except OSError as error:
        seen = f"cannot write to this directory: {error.strerror}"
        return Check("Writing here", "lacking", seen, "change to a directory of your own, such as: cd ~")
    return Check("Writing here", "fine", "files can be written to this directory")


def check_figures(today: date) -> Check:
    """Check that the official figures can be read and that each has a value published for today's period."""
    from mmfinance.reference.figures import figure, figure_names

    try:
        behind = [name for name in figure_names() if figure(name, today).fallback]
    except BrokenData as error:
        return Check("Figures", "broken", _first_of(error), _REINSTALL)
    if behind:
        return Check("Figures", "old", f"no value published for {today:%Y-%m-%d}: {_few(behind)}", _UPDATE)
    return Check("Figures", "fine", f"{len(figure_names())} official figures, each with a value for {today:%Y-%m-%d}")


def check_programs(today: date) -> Check:
    """Check that the shipped program files can be read, and that their rules and statuses were seen lately."""
    from mmfinance.assistance.directory import load_directory
    from mmfinance.assistance.freshness import stale

    try:
        directory = load_directory()
    except BrokenData as error:
        return Check("Programs", "broken", _first_of(error), _REINSTALL)
    programs = directory.programs.values()
    behind = sum(1 for each in programs if any(stale(each, directory.overlay.status(each, today), today)))
    if behind:
        seen = f"{behind} of {len(programs)} assistance programs were seen too long ago, or on an unknown day"
        return Check("Programs", "old", seen, _UPDATE)
    return Check("Programs", "fine", f"{len(programs)} assistance programs, all seen lately")


def _first_of(error: BrokenData) -> str:
    return _few(str(error).splitlines(), most=1)


def _few(items: Sequence[str], most: int = 3) -> str:
    shown = ", ".join(items[:most])
    return f"{shown} and {len(items) - most} more" if len(items) > most else shown
