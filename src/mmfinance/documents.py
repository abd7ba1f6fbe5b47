"""Reading YAML and JSON that may be hostile: scalars stay text, no aliases or repeated keys, bounded size and depth."""

import json
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mmfinance.errors import InvalidDocument, Problem

MOST_BYTES = 1_000_000
MOST_DEPTH = 30
_CHEAP_DEPTH_BOUND = 1_000
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_YAML_BREAKS = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "\x7f\x85\u2028\u2029\ufeff"})
UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    "|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # marks that turn text round: one name can pose as another
)

KeyPath = tuple[str | int, ...]


class _Loader(_BaseLoader):  # type: ignore[misc]
    """Leaves every scalar text: guessing types is not wanted, and costs a fifth of the reading."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return "tag:yaml.org,2002:str"


@dataclass(frozen=True)
class Document:
    """A file's data (mappings, lists, text and None) and the line of every key and item."""

    file: str
    data: Any
    lines: Mapping[KeyPath, int]

    def line(self, path: KeyPath) -> int:
        """Find the line of a path, or of its nearest parent."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_text(path: Path, most_bytes: int = MOST_BYTES) -> str:
    """Read a bounded UTF-8 text file.

    Raises InvalidDocument for a missing file, a directory, a pipe, device or socket (which could keep us waiting for
    ever), too many bytes, or anything that is no text.
    """
    file = path.name or str(path)
    try:
        if not stat.S_ISREG(mode := path.stat().st_mode) and not stat.S_ISDIR(mode):
            raise InvalidDocument([Problem(file, 0, "", "is a pipe, a device or a socket; a file is expected")])
        with path.open("rb") as stream:
            raw = stream.read(most_bytes + 1)
    except FileNotFoundError:
        raise InvalidDocument([Problem(file, 0, "", "there is no such file")]) from None
    except IsADirectoryError:
        raise InvalidDocument([Problem(file, 0, "", "this is a directory; a file is expected")]) from None
    except OSError as error:
        raise InvalidDocument([Problem(file, 0, "", f"cannot be read: {error.strerror}")]) from None
    if len(raw) > most_bytes:
        raise InvalidDocument(
            [Problem(file, 0, "", f"is larger than {most_bytes // 1000:,} kB, the most that is read")]
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidDocument([Problem(file, 0, "", "is not a text file (UTF-8 is expected)")]) from None
    if bad := UNPRINTABLE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise InvalidDocument([Problem(file, line, "", "holds control characters; a text file is expected")])
    return text


def read_document(path: Path, most_bytes: int = MOST_BYTES) -> Document:
    """Read one YAML or JSON file into plain data with the line of every key.

    Raises InvalidDocument with every problem found.
    """
    return parse_document(read_text(path, most_bytes), path.name or str(path))


def parse_document(text: str, file: str) -> Document:
    """Parse YAML, or JSON where the file is named .json; every scalar stays text, so that ZIP 02134 keeps its zero.

    Raises InvalidDocument for bad syntax, an empty file, aliases, duplicate keys, or nesting deeper than 30.
    """
    if file.lower().endswith(".json"):
        text = _json_as_yaml(text, file)
    _refuse_deep_nesting(text, file)
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InvalidDocument([_syntax_problem(error, file)]) from None
    if node is None:
        raise InvalidDocument([Problem(file, 0, "", "is empty")])
    builder = _Builder(file)
    data = builder.build(node, ())
    if builder.problems:
        raise InvalidDocument(builder.problems)
    return Document(file, data, builder.lines)


def _json_as_yaml(text: str, file: str) -> str:
    """Check JSON strictly, then write its strings as YAML reads them, line by line as before.

    YAML knows no surrogate pairs, folds line breaks that JSON leaves alone, and takes no tabs between values.
    """
    if not text.strip():
        raise InvalidDocument([Problem(file, 0, "", "is empty")])
    try:
        json.loads(text, parse_constant=_refuse_constant)
        return "".join(_json_pieces(text))
    except json.JSONDecodeError as error:
        raise InvalidDocument([Problem(file, error.lineno, "", f"is not valid JSON: {error.msg}")]) from None
    except RecursionError:
        raise InvalidDocument([Problem(file, 0, "", f"is nested deeper than {MOST_DEPTH} levels")]) from None
    except ValueError as error:
        raise InvalidDocument([Problem(file, 0, "", f"is not valid JSON: {error}")]) from None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _json_pieces(text: str) -> Iterator[str]:
    end = 0
    for match in _JSON_STRING.finditer(text):
        yield text[end : match.start()].replace("\t", " ")
        yield json.dumps(json.loads(match[0]), ensure_ascii=False).translate(_YAML_BREAKS)
        end = match.end()
    yield text[end:].replace("\t", " ")


def _syntax_problem(error: Exception, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or "cannot be read as YAML or JSON"
    return Problem(file, mark.line + 1 if mark else 0, "", f"is not valid YAML: {what}")


def _refuse_deep_nesting(text: str, file: str) -> None:
    """Stop deep nesting before the C composer, which recurses; a cheap bound lets ordinary files pass unscanned."""
    bound = text.count("[") + text.count("{") + max((len(line) for line in text.splitlines()), default=0)
    if bound < _CHEAP_DEPTH_BOUND:
        return
    depth = 0
    try:
        event: Any
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MOST_DEPTH:
                    line = event.start_mark.line + 1 if event.start_mark else 0
                    raise InvalidDocument([Problem(file, line, "", f"is nested deeper than {MOST_DEPTH} levels")])
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError as error:
        raise InvalidDocument([_syntax_problem(error, file)]) from None


class _Builder:
    """Turns composed nodes into plain data, noting lines and collecting problems."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def build(self, node: Any, path: KeyPath) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            if UNPRINTABLE.search(node.value):
                self._report(node, path, "holds control characters; plain text is expected")
            return None if node.style in (None, "") and node.value in _NULLS else node.value
        if id(node) in self._seen:
            self._report(node, path, "YAML aliases (*name) are not allowed; write the value out")
            return None
        self._seen.add(id(node))
        if len(path) > MOST_DEPTH:
            self._report(node, path, f"is nested deeper than {MOST_DEPTH} levels")
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._build_mapping(node, path)

    def _build_mapping(self, node: Any, path: KeyPath) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(key_node, path, "a key must be plain text")
                continue
            key = key_node.value
            if UNPRINTABLE.search(key):
                self._report(key_node, path, "a key holds control characters; plain text is expected")
                continue
            if key in built:
                self._report(key_node, (*path, key), "this key stands here twice")
                continue
            self.lines[(*path, key)] = key_node.start_mark.line + 1
            built[key] = self.build(value_node, (*path, key))
        return built

    def _report(self, node: Any, path: KeyPath, message: str) -> None:
        self.problems.append(Problem(self.file, node.start_mark.line + 1, dotted(path), message))


def dotted(path: KeyPath) -> str:
    """Write a path as a person reads it: ``coverage[0].deductible``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
