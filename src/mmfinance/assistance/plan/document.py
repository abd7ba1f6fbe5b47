"""The JSON of a plan (`mmfinance/plan@1`): dollars as numbers with two decimals, dates as ISO text."""

from typing import Any

from mmfinance.assistance.result import PLAN_SCHEMA, Award, Deadline, Plan, Source, Step
from mmfinance.money import dollars


def plan_document(plan: Plan) -> dict[str, Any]:
    """Turn a plan into one JSON document."""
    return {
        "schema": PLAN_SCHEMA,
        "case_id": plan.case_id,
        "as_of": plan.as_of.isoformat(),
        "steps": [_step(step) for step in plan.steps],
        "awards": [_award(award) for award in plan.awards],
        "total_expected": dollars(plan.total_expected),
        "left_if_guaranteed": dollars(plan.left_if_guaranteed),
        "left_if_likely": dollars(plan.left_if_likely),
        "deadlines": [_deadline(deadline) for deadline in plan.deadlines],
        "papers": [
            {"name": paper.name, "needed_by": list(paper.needed_by), "freshness": paper.freshness}
            for paper in plan.papers
        ],
        "not_counted": list(plan.not_counted),
        "excluded": [{"program": program_id, "why": why} for program_id, why in plan.excluded],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "order": step.order,
        "program": step.program_id,
        "title": step.title,
        "who": step.who,
        "when": step.when,
        "due": step.due.isoformat() if step.due else None,
        "phone": step.phone,
        "hours": step.hours,
        "url": step.url,
        "why": step.why,
        "call_first": step.call_first,
        "papers": list(step.papers),
        "you_can_send": step.you_can_send,
    }


def _award(award: Award) -> dict[str, Any]:
    return {
        "program": award.program_id,
        "kind": award.kind,
        "guaranteed": None if award.guaranteed is None else dollars(award.guaranteed),
        "at_most": None if award.at_most is None else dollars(award.at_most),
        "allocated_guaranteed": dollars(award.allocated_guaranteed),
        "allocated_likely": dollars(award.allocated_likely),
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "day": deadline.day.isoformat(),
        "title": deadline.title,
        "program": deadline.program_id,
        "source": _source(deadline.source),
    }


def _source(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    checked = source.checked_on.isoformat() if source.checked_on else None
    return {"title": source.title, "url": source.url, "checked_on": checked}
