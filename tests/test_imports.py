"""The shape of the code: imports point one way, start-up stays light, modules and functions stay small."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import mmfinance

SOURCE = Path(__file__).parents[1] / "src"
PACKAGE = SOURCE / "mmfinance"
MODULES = sorted(PACKAGE.rglob("*.py"))
PUBLIC_FACE = PACKAGE / "__init__.py"

ROAD = (
    "case",
    "reference",
    "exposure",
    "assistance",
    "letters",
    "batch",
    "intake",
    "purge",
    "doctor",
    "cli",
    "__main__",
)
FOUNDATION = frozenset({"errors", "money", "documents", "files", "shipped", "phrases", "likeness", "child"})

HEAVY = ("weasyprint", "jinja2", "yaml", "numpy", "scipy", "babel", "pydantic", "rich.markdown")

MOST_MODULE_LINES = 400
MOST_FUNCTION_LINES = 60


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported_names(path: Path) -> Iterator[str]:
    """Every module that a file imports, at its top or inside a function."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno} has a relative import"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names)


def station_of(parts: tuple[str, ...]) -> str:
    """`case`, `cli`, ... or the name of a foundation module; the package's own `__init__` is the empty name."""
    return parts[0].removesuffix(".py") if parts and parts[0] != "__init__.py" else ""


def upward_imports(path: Path) -> list[str]:
    """The stations a file imports although they lie ahead of it on the road."""
    here = station_of(path.relative_to(PACKAGE).parts)
    found = []
    for name in imported_names(path):
        package, *rest = name.split(".")
        there = station_of(tuple(rest)) if package == "mmfinance" else ""
        if there not in ROAD or there == here:
            continue
        if here not in ROAD or ROAD.index(there) > ROAD.index(here):
            found.append(name)
    return found


def test_every_module_belongs_to_a_station_or_the_foundation() -> None:
    stations = {station_of(path.relative_to(PACKAGE).parts) for path in MODULES}
    assert stations - {""} <= FOUNDATION | set(ROAD)


@pytest.mark.parametrize("path", [path for path in MODULES if path != PUBLIC_FACE], ids=name_of)
def test_imports_point_one_way_along_the_road(path: Path) -> None:
    assert upward_imports(path) == []


def test_the_public_face_is_for_others() -> None:
    public = {f"mmfinance.{name}" for name in mmfinance.__all__}
    assert [name_of(path) for path in MODULES if public & set(imported_names(path))] == []


def test_the_public_face_gives_what_its_types_say() -> None:
    homes = (name.rpartition(".") for name in imported_names(PUBLIC_FACE) if name.startswith("mmfinance."))
    typed = {name: home for home, _, name in homes}
    assert typed == mmfinance._HOMES
    assert sorted(typed) == sorted(mmfinance.__all__)
    assert all(callable(getattr(mmfinance, name)) for name in typed)
    with pytest.raises(AttributeError, match="no attribute 'estimates'"):
        mmfinance.estimates  # noqa: B018


def test_an_upward_import_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "PACKAGE", tmp_path)
    module = tmp_path / "case" / "model.py"
    module.parent.mkdir()
    module.write_text("import mmfinance.money\ndef late():\n    from mmfinance.letters import write\n")
    assert upward_imports(module) == ["mmfinance.letters.write"]
    foundation = tmp_path / "money.py"
    foundation.write_text("from mmfinance.case.model import Case\n")
    assert upward_imports(foundation) == ["mmfinance.case.model.Case"]


def test_only_one_module_imports_weasyprint_and_stamping_knows_its_insides() -> None:
    importers = {name_of(p) for p in MODULES if any(n.split(".")[0] == "weasyprint" for n in imported_names(p))}
    assert {name for name in importers if not name.startswith("letters/stamping/")} == {"letters/pdf.py"}


def test_one_door_leads_to_stamping() -> None:
    inside = {name_of(p): {n for n in imported_names(p) if "letters.stamping" in n} for p in MODULES}
    doors = {name: used for name, used in inside.items() if used and not name.startswith("letters/stamping/")}
    assert doors == {"letters/typeset.py": {"mmfinance.letters.stamping.stamp.stamped_pdf"}}


def test_start_up_loads_nothing_heavy() -> None:
    program = "import sys, mmfinance.cli; print(*sys.modules, sep='\\n')"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = ran.stdout.split()
    assert "mmfinance.cli" in loaded
    assert [name for name in loaded if name.startswith(HEAVY)] == []
    assert "mmfinance.case.model" not in loaded


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_MODULE_LINES
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= MOST_FUNCTION_LINES
    ]
    assert long == []
