"""The organisation that sends letters: `letterhead.yaml` in the template directory."""

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from mmfinance.case.fields import Line, Model, Name
from mmfinance.case.reading import validate
from mmfinance.documents import parse_document, read_text


class Letterhead(Model):
    """Name, address, logo and signature block; every line may be absent."""

    organization: Name | None = None
    address: Annotated[tuple[Line, ...], Field(max_length=5)] = ()
    phone: Line | None = None
    logo: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]+\.(png|jpg)$")] | None = Field(
        default=None, description="a PNG or JPEG file in the template directory's `assets` folder"
    )
    signer_name: Name | None = None
    signer_title: Line | None = None


def read_letterhead(templates: Path) -> Letterhead:
    """Read the letterhead of a template directory; without a file nothing is printed.

    Raises InvalidDocument with every problem of the file.
    """
    path = templates / "letterhead.yaml"
    return _letterhead(path.name, read_text(path)) if path.exists() else Letterhead()


@lru_cache(maxsize=4)
def _letterhead(file: str, text: str) -> Letterhead:
    """Check a letterhead once: every letter of a batch has the same."""
    return validate(Letterhead, parse_document(text, file))
