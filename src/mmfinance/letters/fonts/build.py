"""Make the bundled fonts from Source Sans 3: `python -m mmfinance.letters.fonts.build` (a developer's tool).

The source is the variable font of the package fontpkg-source-sans-3. A variable font is slow to embed and its files
differ from run to run, so the cuts are static. They are trimmed to the scripts that names in letters use, without
hinting, with kerning only (other layout features can spoil extracted text), with digits of one width. The licence
reserves the name "Source", so the cuts carry the name of this project.
"""

import importlib.util
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILY = "Mmfinance Sans"
CUTS = {"Regular": 400, "Semibold": 600}
RANGES = (
    (0x0020, 0x024F),  # Latin
    (0x0300, 0x036F),  # combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x04FF),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin for Vietnamese and others
    (0x2000, 0x206F),  # punctuation
    (0x20A0, 0x20BF),  # currency
    (0x2190, 0x2193),  # arrows
)
MARKS = (0x2116, 0x2122, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25A0, 0x25A1, 0x25CF, 0x2610, 0x2611, 0x2713)
UNUSED_TABLES = ["DSIG", "STAT", "BASE", "GSUB", "gasp"]
BUILT_ON = 3_800_000_000
"""A fixed time stamp (seconds since 1904), so that a build gives the same bytes on every machine."""


def build(directory: Path) -> None:
    """Write every cut as ``mmfinance-sans-<cut>.ttf`` into a directory."""
    spec = importlib.util.find_spec("fontpkg_source_sans_3")
    if spec is None or spec.origin is None:
        raise SystemExit("install fontpkg-source-sans-3 first")
    source = Path(spec.origin).parent / "files" / "SourceSans3[wght].ttf"
    for cut, weight in CUTS.items():
        font = instantiateVariableFont(TTFont(source, recalcTimestamp=False), {"wght": weight})
        _trim(font)
        _rename(font, cut)
        font["head"].modified = font["head"].created = BUILT_ON
        font.save(directory / f"mmfinance-sans-{cut.lower()}.ttf")


def _trim(font: TTFont) -> None:
    options = subset.Options(
        layout_features=["kern"],
        hinting=False,
        name_IDs=["*"],
        notdef_outline=True,
        drop_tables=UNUSED_TABLES,
    )
    subsetter = subset.Subsetter(options)
    characters = {point for first, last in RANGES for point in range(first, last + 1)} | set(MARKS)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    _require_tabular_digits(font)


def _require_tabular_digits(font: TTFont) -> None:
    cmap = font.getBestCmap()
    widths = {font["hmtx"][cmap[ord(digit)]][0] for digit in "0123456789"}
    if len(widths) != 1:
        raise SystemExit("the default digits of this font are not of one width; bake its tabular digits in first")


def _rename(font: TTFont, cut: str) -> None:
    table = font["name"]
    copyright_notice, licence, url = (table.getDebugName(name_id) for name_id in (0, 13, 14))
    table.names = []
    names = {
        0: copyright_notice,
        1: FAMILY if cut == "Regular" else f"{FAMILY} {cut}",
        2: "Regular",
        3: f"{FAMILY} {cut} 1",
        4: f"{FAMILY} {cut}",
        5: "Version 1.000",
        6: f"{FAMILY.replace(' ', '')}-{cut}",
        13: licence,
        14: url,
        16: FAMILY,
        17: cut,
    }
    for name_id, text in names.items():
        if text:
            table.setName(text, name_id, 3, 1, 0x409)


if __name__ == "__main__":
    build(Path(__file__).parent)
