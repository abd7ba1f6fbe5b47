"""What a letter's pages may show beside text: QR codes and the letterhead's own files, all from memory."""

import io
from functools import lru_cache
from pathlib import Path

import segno

from mmfinance.errors import InputError

SCHEME = "asset:"
FILE_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".ttf": "font/ttf", ".otf": "font/otf"}
MOST_BYTES = 2_000_000


class Assets:
    """The files one letter may load, by name; each is reached as ``asset:NAME`` and nothing else is."""

    def __init__(self, files: dict[str, bytes] | None = None) -> None:
        self._files = dict(files or {})
        self.given = tuple(self._files.items())
        """The files as they were before any QR code was drawn: what a style sheet may load."""

    def add_qr_code(self, url: str) -> str:
        """Draw a web address as a QR code (1-bit PNG) and return the asset's URL."""
        return self._add(f"qr-{len(self._files)}.png", _qr_code(url))

    def _add(self, name: str, content: bytes) -> str:
        for known, held in self._files.items():
            if held == content:
                return SCHEME + known
        self._files[name] = content
        return SCHEME + name

    def content(self, url: str) -> tuple[bytes, str]:
        """Give the bytes and the media type of an asset. Raises KeyError for anything that is no asset."""
        name = url.removeprefix(SCHEME)
        if not url.startswith(SCHEME) or name not in self._files:
            raise KeyError(url)
        return self._files[name], FILE_TYPES[Path(name).suffix.lower()]

    def urls(self) -> tuple[str, ...]:
        """Every asset's URL."""
        return tuple(SCHEME + name for name in self._files)


@lru_cache(maxsize=1000)
def _qr_code(url: str) -> bytes:
    """A QR code takes 3 ms to draw, and the letters of many people point to the same few pages."""
    image = io.BytesIO()
    segno.make_qr(url, error="l", boost_error=False).save(image, kind="png", scale=4, border=2)
    return image.getvalue()


def read_asset_files(directory: Path) -> dict[str, bytes]:
    """Read the pictures and fonts of a template directory's ``assets`` folder (PNG, JPEG, TTF, OTF; up to 2 MB each).

    Raises InputError for a file of another kind or size.
    """
    files = {}
    for path in sorted((directory / "assets").glob("*")):
        if path.suffix.lower() not in FILE_TYPES:
            raise InputError(f"{path}: a letter can show {', '.join(FILE_TYPES)} files")
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path}: a picture or font may have up to {MOST_BYTES:,} bytes")
        files[path.name] = path.read_bytes()
    return files
