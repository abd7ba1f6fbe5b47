"""The reference page of the JSON documents: every key that `--json` prints, read off what commands really print."""

import json
import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from typer.testing import CliRunner

from mmfinance.cli.app import app
from scripts.reference_pages import WRITTEN, in_few_words, markdown_table

CHECKOUT = Path(__file__).parents[1]
CASE = "examples/case.yaml"
CASES = """case_id,as_of,state,household_size,annual_income,coverage,care_path,start_date,nickname
row-1,2026-11-24,PA,2,18000,uninsured,teclistamab,2026-12-07,
row-2,2026-11-24,PA,two,18000,uninsured,,,
"""


@dataclass(frozen=True)
class Example:
    """A command as the page names it, what is really run, and the part of its document that is shown."""

    shown: str
    run: str
    part: str | None = None
    values: bool = True
    """Whether the values are the same everywhere, so that they can be shown."""


FUNDS = "--programs funds --as-of 2028-01-01"
EXAMPLES = (
    Example("case check FILE", "case check mistaken.yaml"),
    Example("case explain KEY", "case explain household.size"),
    Example("figures NAME", "figures medicare.part_d --on 2027-01-01"),
    Example("centers --near ZIP", "centers --near 02134"),
    Example("carepaths", "carepaths"),
    Example("carepaths ID", "carepaths teclistamab --on 2026-12-01"),
    Example("estimate CASE", f"estimate {CASE}"),
    Example("estimate CASE --explain", f"estimate {CASE} --draws 1 --explain", part="explanation"),
    Example(
        "estimate CASE --explain --service NUMBER",
        f"estimate {CASE} --draws 1 --explain --service 1",
        part="explanation",
    ),
    Example(
        "compare CASE --care-path ID --care-path ID",
        f"compare {CASE} --draws 100 --care-path teclistamab --care-path elranatamab",
    ),
    Example("match CASE", f"match {CASE}"),
    Example("plan CASE", f"plan {CASE}"),
    Example("programs list", f"programs list {FUNDS}"),
    Example("programs search WORDS", f"programs search copay {FUNDS}"),
    Example("programs show NAME", f"programs show bcu-copay-assistance-myeloma {FUNDS}"),
    Example("programs stale", f"programs stale {FUNDS}"),
    Example("programs status ID STATE --seen-on DATE", "programs status fmla open --seen-on 2026-11-24 --overlay seen"),
    Example("programs check DIRECTORY", "programs check broken --as-of 2026-11-24"),
    Example("programs diff BEFORE AFTER", "programs diff before after"),
    Example("templates check DIRECTORY", "templates check templates --examples examples"),
    Example("batch check FILE", "batch check cases.csv"),
    Example("batch screen FILE -o TABLE", "batch screen cases.csv -o table.csv --programs before --workers 1"),
    Example("batch run FILE -o FOLDER", "batch run cases.csv -o letters --format txt --programs before --workers 1"),
    Example("config show", "config show"),
    Example("doctor", "doctor", values=False),
)
"""Every command that prints JSON, in the order of the road, on small real input."""

WITHOUT_JSON = {
    *("intake", "letter", "redact", "purge", "case schema", "case new", "case lock", "case unlock"),
    *("programs schema", "programs new", "programs copy", "templates copy", "batch template"),
}
"""Commands that compute nothing another program could read: they write a file, ask, or print a document as it is."""


def json_page() -> str:
    """Every key of the JSON documents, read off real examples."""
    with TemporaryDirectory() as folder, chdir(folder):
        _write_inputs()
        sections = [_section(example) for example in EXAMPLES]
    body = "\n\n".join(sections)
    without = ", ".join(f"`{name}`" for name in sorted(WITHOUT_JSON))
    return f"""# JSON documents

`--json` prints one document and nothing else. Amounts are dollars with two decimals, dates are ISO text, and null is
not known. `schema` names the document and its version: a key may be added without a new version, never renamed or
removed. {WRITTEN} The words are those of one example.

Commands that write a file, ask, or print a document of another kind have no `--json`: {without}.

{body}
"""


def _write_inputs() -> None:
    """Small real input into this folder, with a mistake where a document lists mistakes."""
    program = (CHECKOUT / "programs" / "leave-from-work" / "fmla.yaml").read_text(encoding="utf-8")
    case = (CHECKOUT / "examples" / "medicare-no-supplement.yaml").read_text(encoding="utf-8")
    fund = (CHECKOUT / "programs" / "foundations" / "bcu-copay-assistance-myeloma.yaml").read_text(encoding="utf-8")
    files = {
        "config.toml": "months = 6\n",
        "before/fmla.yaml": program,
        "funds/bcu-copay-assistance-myeloma.yaml": fund,
        "after/fmla.yaml": program.replace("\nname: ", "\nname: The "),
        "broken/fmla.yaml": program.replace("\nname: ", "\nnam: "),
        "examples/case.yaml": case,
        "mistaken.yaml": case.replace("\ncoverage:", "\ncoverages:"),
        "cases.csv": CASES,
        "templates/letter.html": "{{ as_of as_of }}\n",
    }
    for name, text in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def _section(example: Example) -> str:
    document = _printed(shlex.split(example.run))
    title = f"## `mmfinance {example.shown} --json`"
    said = f"\n\nAll of the above, and `{example.part}`:" if example.part else ""
    shown = {example.part: document[example.part]} if example.part else document
    rows = ((*row[:2], row[2] if example.values else "") for row in _keys(shown))
    return f"{title}{said}\n\n{markdown_table(('key', 'kind', 'for instance'), rows)}"


def _printed(arguments: list[str]) -> Any:
    """The document a command prints where nobody has set anything."""
    unset = dict.fromkeys(name for name in os.environ if name.startswith("MMFINANCE_"))
    nothing_set = {**unset, "MMFINANCE_CONFIG": "config.toml", "HOME": os.getcwd()}
    done = CliRunner().invoke(app, [*arguments, "--json"], env=nothing_set)
    if not done.stdout:
        raise RuntimeError(f"mmfinance {' '.join(arguments)} printed no document: {done.output} {done.exception!r}")
    return json.loads(done.stdout)


def _keys(document: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each key once, in order; `[]` goes into a list, whose entries may differ in what is null."""
    seen: dict[str, tuple[str, str]] = {}
    for path, value in _walk(document, ""):
        if path not in seen or seen[path][0] == "null":
            seen[path] = (_kind(value), "" if _is_opened(value) else in_few_words(value))
    yield from ((f"`{path}`", kind, shown) for path, (kind, shown) in seen.items())


def _is_opened(value: Any) -> bool:
    """Whether a value is taken apart in rows of its own, or is empty."""
    return isinstance(value, Mapping) or (isinstance(value, list) and not (value and isinstance(value[0], str)))


def _walk(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if path:
        yield path, value
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _walk(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, Mapping):
                yield from ((place, one) for place, one in _walk(inner, f"{path}[]") if place != f"{path}[]")


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "number", float: "number", str: "text", list: "list", dict: "object"}
    return "null" if value is None else names[type(value) if type(value) in names else str]
