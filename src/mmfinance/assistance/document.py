"""A match as one JSON document (`mmfinance/match@1`): dollars are numbers with two decimals, unknown is null."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from mmfinance.assistance.directory import Directory
from mmfinance.assistance.facts import Between, Known, Unit, fact
from mmfinance.assistance.result import MATCH_SCHEMA, MatchResult, MissingFact, ProgramMatch, Reason, Source
from mmfinance.errors import UnknownName
from mmfinance.money import dollars


def match_document(result: MatchResult, directory: Directory) -> dict[str, Any]:
    """Lay out a match for JSON, every program in the order of the directory."""
    return {
        "schema": MATCH_SCHEMA,
        "case_id": result.case_id,
        "as_of": result.as_of.isoformat(),
        "programs": [_program(found, directory) for found in result.programs],
        "missing": [_missing(each) for each in result.missing],
        "warnings": [str(problem) for problem in directory.overlay.problems],
    }


def _program(found: ProgramMatch, directory: Directory) -> dict[str, Any]:
    program = directory[found.program_id]
    return {
        "id": found.program_id,
        "name": program.name,
        "organisation": program.organisation,
        "kinds": [kind.value for kind in program.kinds],
        "verdict": found.verdict.value,
        "availability": found.availability.value,
        "status_observed_on": _day(found.status_observed_on),
        "phone": program.apply.phone,
        "url": program.apply.url,
        "confidence": program.confidence,
        "reasons": [_reason(reason) for reason in found.reasons],
        "missing": [{"fact": each.fact, "question": each.question} for each in found.missing],
        "warnings": list(found.warnings),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "fact": reason.fact,
        "value": plain_value(reason.fact, reason.value),
        "limit": plain_value(reason.fact, reason.limit),
        "met": reason.met,
        "sentence": reason.sentence,
        "would_change": reason.would_change,
        "year": reason.year,
        **_source(reason.source),
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "source": {"title": source.title, "url": source.url},
        "checked_on": _day(source.checked_on),
    }


def _missing(each: MissingFact) -> dict[str, Any]:
    return {"fact": each.fact, "question": each.question, "decides": each.decides}


def plain_value(name: str, value: Any) -> Any:
    """Turn a value of a fact into JSON: cents into dollars, sets into lists, day numbers into dates."""
    unit = _unit(name)
    if isinstance(value, Known):
        return list(fact(name).narrowest(value.has))
    if isinstance(value, Between):
        return {"low": round(value.low, 1), "high": round(value.high, 1)}
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int) and unit is Unit.DOLLARS:
        return dollars(value)
    if isinstance(value, int) and unit is Unit.DATE:
        return date.fromordinal(value).isoformat()
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _unit(name: str) -> Unit | None:
    try:
        return fact(name).unit
    except UnknownName:
        return None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
