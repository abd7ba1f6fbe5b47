"""The cells of one row, read one by one, put together as a case document."""

from collections.abc import Collection, Mapping
from typing import Any

from mmfinance.batch.columns.case_paths import PLAN_KINDS
from mmfinance.batch.columns.left_open import may_be_had
from mmfinance.batch.columns.unreadable import Unreadable

Node = dict[str, Any]

COVERAGE = ("coverage",)


class Assembly:
    """A case document that grows cell by cell, and the header that said each of its values.

    While it grows, lists are kept by the kind of their entries; `document` turns them into lists.
    """

    def __init__(self) -> None:
        self.data: Node = {}
        self.said: dict[tuple[str, ...], str] = {}
        self._named: dict[str, str] = {}
        self._answered: set[str] = set()
        self._left_open: set[str] = set()

    def put(self, path: tuple[str, ...], value: Any, header: str) -> None:
        """Put a value at a path, or the parts of one. Raises Unreadable where another column says something else."""
        if path[:1] == COVERAGE and len(path) == 2:
            self._answered.add(path[1])
        if isinstance(value, dict):
            node = self._node(path)
            if path == COVERAGE:
                self._refuse_kinds_named_before(value, header)
            self.said.setdefault(path, header)
            for key, part in value.items():
                self._put(node, (*path, key), part, header)
        elif value is not None:
            self._put(self._node(path[:-1]), path, value, header)

    def leave_open(self, kinds: Collection[str]) -> None:
        """Note kinds of coverage that a cell asks about and does not answer; another cell still may."""
        self._left_open.update(kinds)

    def _refuse_kinds_named_before(self, entries: Node, header: str) -> None:
        """A second plan of a kind cannot be told from the first one in a table."""
        for kind in entries:
            if kind in self._named:
                raise Unreadable(
                    f"names the same kind of coverage as the column {self._named[kind]}",
                    "each kind of coverage once; a case file can hold two",
                )
        self._named |= dict.fromkeys(entries, header)

    def _node(self, path: tuple[str, ...]) -> Node:
        node = self.data
        for key in path:
            node = node.setdefault(key, {})
        return node

    def _put(self, node: Node, path: tuple[str, ...], value: Any, header: str) -> None:
        if isinstance(value, dict):
            self.put(path, value, header)
            return
        if node.get(path[-1], value) != value:
            raise Unreadable(f"says something else than the column {self.said[path]}", "one of the two, or both alike")
        node[path[-1]] = value
        self.said.setdefault(path, header)

    def document(self) -> tuple[Node, list[tuple[str, Unreadable]]]:
        """Finish the case document; with it come the columns whose values have no place in it."""
        homeless: list[tuple[str, Unreadable]] = []
        self._join_name()
        self._join_street()
        coverage = self.data.pop("coverage", None)
        if coverage is not None:
            self._settle(coverage, homeless)
            self.data["coverage_not_sure"] = may_be_had(self._left_open - self._answered, coverage) or None
            self.data["coverage"] = [{"kind": kind, **fields} for kind, fields in coverage.items()] or None
        history = self.data.get("treatment", {}).pop("history", None)
        if history:
            self._drop_mere_no(history)
            listed = [{"kind": kind, **fields} for kind, fields in history.items()]
            self.data["treatment"]["history"] = listed or None
        return self.data, homeless

    def _join_name(self) -> None:
        patient = self.data.get("patient", {})
        parts = patient.pop("name_parts", None)
        if parts and "name" not in patient:
            name = " ".join(parts[part] for part in ("first", "middle", "last") if part in parts)
            patient["name"] = ", ".join(filter(None, (name, parts.get("suffix"))))
            self.said[("patient", "name")] = self._header(("patient", "name_parts"))

    def _join_street(self) -> None:
        address = self.data.get("patient", {}).get("address", {})
        if second := address.pop("street_2", None):
            address["street"] = ", ".join(filter(None, (address.get("street"), second)))

    def _settle(self, coverage: Node, homeless: list[tuple[str, Unreadable]]) -> None:
        """Give what is said of `plan` and `first` to the entries they mean, and Part D to the plan that includes it."""
        self._settle_extra_help(coverage)
        plan, first = coverage.pop("plan", None), coverage.pop("first", None)
        if plan:
            kind = next((kind for kind in coverage if kind in PLAN_KINDS), None)
            self._give(coverage, kind, plan, "plan", _NO_PLAN, homeless)
        if first:
            self._give(coverage, next(iter(coverage), None), first, "first", _NO_COVERAGE, homeless)
        if "medicare_advantage" in coverage and "part_d" in coverage:
            drug_side = coverage.pop("part_d")
            coverage["medicare_advantage"]["includes_part_d"] = True
            if drug_side:
                coverage["medicare_advantage"]["part_d"] = {"kind": "part_d", **drug_side}

    def _settle_extra_help(self, coverage: Node) -> None:
        """No Extra Help says nothing of a person without Part D; with Medicaid the level follows from it."""
        part_d = coverage.get("part_d", {})
        if part_d.get("extra_help") == "yes":
            if "medicaid" in coverage:
                del part_d["extra_help"]
            else:
                part_d["extra_help"] = "full"
        if part_d == {"extra_help": "none"} and ("coverage", "part_d") not in self.said:
            del coverage["part_d"]

    def _give(
        self, coverage: Node, kind: str | None, fields: Node, placeholder: str, without: Unreadable,
        homeless: list[tuple[str, Unreadable]],
    ) -> None:  # fmt: skip
        if kind is None:
            homeless += [(self.said[path], without) for path in self._paths_under(("coverage", placeholder))]
            return
        coverage[kind] = _merged(coverage[kind], fields)
        for path in self._paths_under(("coverage", placeholder)):
            self.said.setdefault(("coverage", kind, *path[2:]), self.said[path])

    def _paths_under(self, start: tuple[str, ...]) -> list[tuple[str, ...]]:
        return [path for path in self.said if path[: len(start)] == start]

    def _drop_mere_no(self, history: Node) -> None:
        """`Failed: no` alone tells of no treatment."""
        for kind in [kind for kind, fields in history.items() if fields == {"failed": False}]:
            if ("treatment", "history", kind) not in self.said:
                del history[kind]

    def _header(self, start: tuple[str, ...]) -> str:
        return self.said[self._paths_under(start)[0]]


def header_of(path: tuple[str | int, ...], document: Mapping[str, Any], said: Mapping[tuple[str, ...], str]) -> str:
    """Find the column behind a path of the finished document, or behind the nearest path around it."""
    named: list[str] = []
    node: Any = document
    for part in path:
        node = node[part] if isinstance(part, int) and isinstance(node, list) else (node or {}).get(part)
        named.append(str(node["kind"]) if isinstance(part, int) and isinstance(node, dict) else str(part))
    for length in range(len(named), 0, -1):
        start = tuple(named[:length])
        for known, header in said.items():
            if known[:length] == start:
                return header
    return ""


_NO_PLAN = Unreadable(
    "belongs to a plan with a deductible of its own, and this row has none",
    "blank, or a coverage of kind employer, COBRA, marketplace or Medicare Advantage in the same row",
)
_NO_COVERAGE = Unreadable(
    "belongs to a coverage, and this row does not say its kind", "blank, or the kind of coverage in the same row"
)


def _merged(one: Node, other: Node) -> Node:
    """Join two branches; where both say something the first stays."""
    merged = dict(other)
    for key, value in one.items():
        both = isinstance(value, dict) and isinstance(other.get(key), dict)
        merged[key] = _merged(value, other[key]) if both else value
    return merged
