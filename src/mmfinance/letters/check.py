"""Checking a set of templates, every kind in every language against examples; and starting a set of one's own."""

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from mmfinance.errors import InputError, MmfinanceError
from mmfinance.letters.catalogue import read_catalogue, said_by_templates
from mmfinance.letters.kinds import KINDS
from mmfinance.letters.languages import LOCALES, SOURCE_LANGUAGE
from mmfinance.letters.markup import accessibility_findings
from mmfinance.letters.situation import Situation
from mmfinance.letters.typeset import Letter, Style, overflow_of, typeset
from mmfinance.letters.worker import Worker
from mmfinance.letters.write import letter_values
from mmfinance.shipped import shipped_directory

_RISKY = {
    r"\|\s*safe\b": "`|safe` lets data become markup",
    r"autoescape\s+false": "`autoescape false` lets data become markup",
    r"[{=(%]\s*_\((?!\s*[\"'])": "`_(...)` of a variable lets data become markup; use `|said`",
    r"display:\s*(inline-)?(flex|grid)": "flex and grid boxes are slow, nested ones endless; use blocks or tables",
}


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to mend: in which template or letter, for which example, and what."""

    where: str
    example: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}{f' ({self.example})' if self.example else ''}: {self.what}"


def check_templates(templates: Path, examples: Iterable[tuple[str, Situation]]) -> tuple[Finding, ...]:
    """Check a template directory. Each example is a name and a situation; kinds that do not apply to it are skipped.

    A template that cannot be read is all that is found: nothing else can be said before it is mended.
    """
    if unreadable := tuple(_unreadable(templates)):
        return unreadable
    found = {*_risky_markup(templates), *_missing_translations(templates)}
    with closing(Worker()) as worker:
        for name, situation in examples:
            for kind in KINDS:
                told = _kind_findings(worker, templates, situation, kind)
                found |= {Finding(f"{kind}/letter.html", name, what) for what in told}
    return tuple(sorted(found))


def copy_templates(target: Path) -> None:
    """Start a template set of one's own from the shipped one. Raises InputError when the target exists."""
    if target.exists():
        raise InputError(f"{target} exists already; name a directory that does not")
    shutil.copytree(shipped_directory("templates"), target)


def _unreadable(templates: Path) -> Iterator[Finding]:
    env = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for path in sorted(templates.rglob("*.html")):
        try:
            env.parse(path.read_text(encoding="utf-8"))
        except TemplateSyntaxError as error:
            where = f"{path.relative_to(templates).as_posix()}:{error.lineno}"
            yield Finding(where, "", error.message or "cannot be read")


def _kind_findings(worker: Worker, templates: Path, situation: Situation, kind: str) -> Iterator[str]:
    situation = _applicable(situation, kind)
    if (kind == "appeal" and situation.case.denial is None) or (kind == "referral" and situation.program_id is None):
        return
    try:
        yield from worker.call(findings_of, kind, letter_values(situation, kind), templates).decode().splitlines()
    except MmfinanceError as error:
        yield str(error)


def findings_of(kind: str, letter: Letter, templates: Path) -> bytes:
    """List what is wrong with one letter in any language, a line each; runs in a worker."""
    found: dict[str, None] = {}
    for language in LOCALES:
        style = Style(language, "html", templates=templates)
        try:
            found |= dict.fromkeys(accessibility_findings(typeset(kind, letter, style).decode()))
            found |= dict.fromkeys(f"{what} (in {language})" for what in overflow_of(kind, letter, style))
        except MmfinanceError as error:
            found[str(error)] = None
    return "\n".join(found).encode()


def _applicable(situation: Situation, kind: str) -> Situation:
    if kind != "referral" or situation.program_id or not situation.matches.programs:
        return situation
    return replace(situation, program_id=situation.matches.programs[0].program_id)


def _risky_markup(templates: Path) -> Iterator[Finding]:
    for path in sorted(templates.rglob("*")):
        if path.suffix in (".html", ".css"):
            text = path.read_text(encoding="utf-8")
            for pattern, why in _RISKY.items():
                if re.search(pattern, text):
                    yield Finding(path.relative_to(templates).as_posix(), "", why)


def _missing_translations(templates: Path) -> Iterator[Finding]:
    for language in LOCALES:
        if language == SOURCE_LANGUAGE:
            continue
        known = {_first(message.id) for message in read_catalogue(language) if message.string}
        for message, places in said_by_templates(templates).items():
            if _first(message) not in known:
                file, line = places[0]
                yield Finding(f"{file}:{line}", "", f"no translation into {language} of: {_first(message)[:80]}")


def _first(message: object) -> str:
    return str(message[0]) if isinstance(message, (tuple, list)) else str(message)
