"""The reference page of the columns that a table of many cases may have, written from the known headers."""

from collections.abc import Iterator, Mapping
from typing import Any

from mmfinance.batch.columns.case_paths import choices_at, reading_at
from mmfinance.batch.columns.data_files import read_data
from mmfinance.batch.columns.known_headers import word_table
from mmfinance.batch.columns.readings import READINGS
from mmfinance.batch.columns.yes_no import BLANK
from scripts.reference_pages import WRITTEN, markdown_table


def columns_page() -> str:
    """Every header that is known, what it means in a case, how its cells are read; and the words of insurance."""
    headers = ((f"`{entry['path']}`", ", ".join(entry["headers"]), _rule(entry)) for entry in read_data("headers"))
    words = (
        (f"`{path}`", choice.replace("_", " "), ", ".join(_others(path, choice)))
        for path in read_data("words")
        for choice in choices_at(tuple(path.split(".")))
    )
    coverage = ((_entries(entry["means"]), ", ".join(entry["words"])) for entry in read_data("coverage"))
    return f"""# Columns of a table

What `mmfinance batch` knows of a table's columns. How to use it: [many cases](../how-to/batch.md).
{WRITTEN}

Headers are compared without capitals, marks, "patient" in front, and hints such as (MM/DD/YYYY); `#` is "number".
What is not here is listed as not known and never guessed. These words in a cell say nothing, as a blank does:
{", ".join(sorted(word for word in BLANK if word.isascii() and word))}.

## Headers

{markdown_table(("in a case", "headers", "how a cell is read"), headers)}

## Words for a word of the case

{markdown_table(("in a case", "word", "also"), words)}

## Words for insurance

A company's name or a network (BCBS, Aetna, PPO) is not here on purpose: several kinds of coverage are sold under it.
Several words in one cell are divided by `+`, `/`, `;`, commas or "and". `Medigap G` and its like name the letter.

{markdown_table(("coverage", "words"), coverage)}
"""


def _rule(entry: Mapping[str, Any]) -> str:
    if "units" in entry:
        said = {unit: READINGS[reading].rule for unit, reading in entry["units"].items()}
        return "; ".join(rule if unit == "none" else f"{unit} in the header: {rule}" for unit, rule in said.items())
    return READINGS[entry.get("reading") or reading_at(tuple(entry["path"].split("."))) or "text"].rule


def _others(path: str, choice: str) -> Iterator[str]:
    own = choice.replace("_", " ")
    yield from (word for word, meant in word_table(tuple(path.split("."))).items() if meant == choice and word != own)


def _entries(means: Mapping[str, Mapping[str, str]]) -> str:
    return " and ".join(
        f"`{kind}`" + "".join(f", {key.replace('_', ' ')} {value}" for key, value in fields.items())
        for kind, fields in means.items()
    )
