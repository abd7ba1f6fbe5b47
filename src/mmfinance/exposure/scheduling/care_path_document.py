"""A care path as a document: its phases in words, what one day of each costs, its sources. `mmfinance/carepath@1`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from mmfinance.case.vocabulary import Setting
from mmfinance.exposure.scheduling.doses import bodies
from mmfinance.exposure.scheduling.pricing import Ground, Line, Paying, lines_of
from mmfinance.money import dollars
from mmfinance.reference.care_path_files import Item, Phase
from mmfinance.reference.care_paths import CarePath, care_path, care_path_ids, planning
from mmfinance.reference.prices import price_source

CARE_PATH_SCHEMA = "mmfinance/carepath@1"
CARE_PATHS_SCHEMA = "mmfinance/carepaths@1"


def care_paths_document() -> dict[str, Any]:
    """Every care path in a line: id, name, kind, whether it is off-label, what has no price. Dollars nowhere."""
    rows = []
    for identifier in care_path_ids():
        path = care_path(identifier)
        rows.append(
            {
                "id": identifier,
                "name": path.name,
                "kind": path.kind,
                "off_label": path.off_label,
                "price_unknown": list(path.price_unknown),
                "confidence": path.confidence,
            }
        )
    return {"schema": CARE_PATHS_SCHEMA, "care_paths": rows}


def care_path_document(identifier: str, on: date) -> dict[str, Any]:
    """One care path with what one day of each phase costs at Medicare's level for the expected body, in dollars.

    Raises UnknownName for a path that does not exist. An amount of None is a price that is not known.
    """
    path = care_path(identifier)
    expected = planning().weight_kg[1]
    ground = Ground(on, Paying.MEDICARE, Setting(path.setting), bodies(float(expected), None, planning()))
    return {
        "schema": CARE_PATH_SCHEMA,
        "id": identifier,
        "name": path.name,
        "about": path.about,
        "kind": path.kind,
        "off_label": path.off_label,
        "on": on.isoformat(),
        "weight_kg": float(expected),
        "confidence": path.confidence,
        "step_up": path.step_up.model_dump(mode="json") if path.step_up else None,
        "near_centre": path.near_centre.model_dump(mode="json") if path.near_centre else None,
        "unplanned": path.unplanned.model_dump(mode="json") if path.unplanned else None,
        "followed_by": path.followed_by,
        "phases": [_phase(phase, ground) for phase in path.phases],
        "price_unknown": list(path.price_unknown),
        "notes": list(path.notes),
        "sources": [_source(name) for name in _sources(path)],
    }


def when(phase: Phase) -> str:
    """Say when a phase happens."""
    if phase.days:
        return f"day {_listed(phase.days)}"
    if phase.days_of_cycle:
        cycle = f"days {_listed(phase.days_of_cycle)} of each {phase.cycle_days} days, from day {phase.from_day}"
        return cycle + (f" to day {phase.until_day}" if phase.until_day else "")
    if phase.every_days:
        times = f", {phase.times} times" if phase.times else ""
        until = f" to day {phase.until_day}" if phase.until_day else ""
        return f"every {phase.every_days} days from day {phase.from_day}{until}{times}"
    span = f"from month {phase.from_month}" + (f" to {phase.until_month}" if phase.until_month else " on")
    unit = "weeks" if phase.every_weeks else "months"
    low, high = phase.every_weeks or phase.every_months or (1, 1)
    return f"every {low} to {high} {unit} {span}"


def _phase(phase: Phase, ground: Ground) -> dict[str, Any]:
    return {
        "id": phase.id,
        "title": phase.title,
        "when": when(phase),
        "purpose": phase.purpose.value,
        "chance": phase.chance,
        "later": [later.model_dump(mode="json") for later in phase.later],
        "gives": [_item(item, ground) for item in phase.gives],
        "note": phase.note,
        "source": phase.source,
    }


def _item(item: Item, ground: Ground) -> dict[str, Any]:
    kind, name = item.names
    lines = lines_of(item, ground)
    basis = next(iter(item.bases()), None)
    return {
        "kind": kind,
        "id": name,
        "dose": f"{getattr(item, basis)} {basis}" if basis else None,
        "on_days": list(item.on_days) if item.on_days else None,
        "times": item.times,
        "lines": [_line(line) for line in lines],
    }


def _line(line: Line) -> dict[str, Any]:
    allowed, share = line.middle.allowed, line.middle.medicare_share
    return {
        "name": line.name,
        "category": line.category.value,
        "benefit": line.benefit.value,
        "allowed": None if allowed is None else dollars(allowed),
        "medicare_patient_share": None if share is None else dollars(share),
        "period": line.price.period,
        "fallback": line.price.fallback,
        "confidence": line.price.confidence,
        "source": line.price.source,
    }


def _sources(path: CarePath) -> Iterable[str]:
    named = [*path.sources, *(phase.source for phase in path.phases if phase.source)]
    if path.step_up:
        named.append(path.step_up.source)
    return dict.fromkeys(named)


def _source(identifier: str) -> dict[str, Any]:
    return {"id": identifier, **price_source(identifier).model_dump()}


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in numbers)
