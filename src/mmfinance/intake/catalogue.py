"""Collect every sentence of the conversation and merge it into its catalogues (a developer's tool).

``python -m mmfinance.intake.catalogue`` rewrites each ``.po`` file: new sentences appear without a translation, which
the tests refuse; sentences that nothing says any more are dropped.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog

from mmfinance.intake.languages import CATALOGUES, DOMAIN
from mmfinance.letters.catalogue import read_catalogue_file, rewrite
from mmfinance.letters.languages import LOCALES, SOURCE_LANGUAGE

_PACKAGE = Path(__file__).parents[1]
_SPEAKING = ("intake", "cli/prompting")


def said_in_conversation() -> tuple[str, ...]:
    """Every sentence of questions, answers and terminals, each once; the names of the treatments are the letters'."""
    found: dict[str, None] = {}
    for path in sorted(path for part in _SPEAKING for path in (_PACKAGE / part).rglob("*.py")):
        found |= dict.fromkeys(_phrases(ast.parse(path.read_text(encoding="utf-8"))))
    return tuple(found)


def read_conversation_catalogue(language: str) -> Catalog:
    """Read a language's catalogue of the conversation."""
    return read_catalogue_file(_path(language), language)


def _phrases(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Phrase":
            template = node.args[0]
            if isinstance(template, ast.Constant) and isinstance(template.value, str):
                yield template.value


def _path(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


if __name__ == "__main__":
    for name in LOCALES:
        if name != SOURCE_LANGUAGE:
            rewrite(_path(name), LOCALES[name], said_in_conversation())
