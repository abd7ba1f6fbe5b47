"""The JSON of an estimate, `mmfinance/estimate@1`: dollars with two decimals, the same bytes for the same input."""

from collections.abc import Collection, Mapping
from typing import Any

from mmfinance.case.vocabulary import CostGroup
from mmfinance.exposure.report.citations import price_origin
from mmfinance.exposure.result import (
    ESTIMATE_SCHEMA,
    Accumulator,
    Estimate,
    Period,
    Range,
    ServiceShare,
    Swing,
    TripShare,
)
from mmfinance.money import dollars

JsonObject = dict[str, Any]
NOT_KNOWN: JsonObject = {"low": None, "expected": None, "high": None}


def estimate_document(estimate: Estimate) -> JsonObject:
    """Turn an estimate into plain data for JSON; amounts in dollars, dates as ISO text, unknown as null."""
    unknown = estimate.not_counted
    return {
        "schema": ESTIMATE_SCHEMA,
        "case_id": estimate.case_id,
        "as_of": estimate.as_of.isoformat(),
        "horizon": {
            "start": estimate.horizon.start.isoformat(),
            "end": estimate.horizon.end.isoformat(),
            "months": estimate.horizon.months,
        },
        "care_path": estimate.care_path,
        "care_path_assumed": estimate.care_path_assumed,
        "total": _total(estimate.total, unknown),
        "by_group": _groups(estimate.by_group, unknown),
        "not_counted": [group.value for group in estimate.not_counted],
        "by_month": [_period("month", period, unknown) for period in estimate.by_month],
        "by_plan_year": [_period("plan_year", period, unknown) for period in estimate.by_plan_year],
        "premiums": None if estimate.premiums is None else _range(estimate.premiums),
        "services": [_service(share) for share in estimate.services],
        "trips": [_trip(share) for share in estimate.trip_shares],
        "drug_bills": [
            {"month": one.month, "at_pharmacy": dollars(one.at_pharmacy), "bill": dollars(one.bill)}
            for one in estimate.drug_bills
        ],
        "accumulators": [_accumulator(one) for one in estimate.accumulators],
        "uncapped": [{"plan": one.plan, "sentence": one.sentence} for one in estimate.uncapped],
        "price_unknown": list(estimate.price_unknown),
        "assumptions": [
            {"name": one.name, "sentence": one.sentence, "question": one.question} for one in estimate.assumptions
        ],
        "swings": [_swing(one) for one in estimate.swings],
        "figures_used": [dict(vars(one)) for one in estimate.figures_used],
        "warnings": list(estimate.warnings),
    }


def _range(amounts: Range) -> JsonObject:
    return {"low": dollars(amounts.low), "expected": dollars(amounts.expected), "high": dollars(amounts.high)}


def _total(amounts: Range, unknown: Collection[CostGroup]) -> JsonObject:
    """The total of the groups that are known; unknown itself where none is."""
    return NOT_KNOWN if len(unknown) == len(CostGroup) else _range(amounts)


def _groups(by_group: Mapping[CostGroup, Range], unknown: Collection[CostGroup]) -> JsonObject:
    return {group.value: NOT_KNOWN if group in unknown else _range(by_group[group]) for group in CostGroup}


def _period(key: str, period: Period, unknown: Collection[CostGroup]) -> JsonObject:
    total, groups = _total(period.total, unknown), _groups(period.by_group, unknown)
    return {key: period.label, "total": total, "by_group": groups}


def _service(share: ServiceShare) -> JsonObject:
    service = share.service
    return {
        "date": service.day.isoformat(),
        "name": service.name,
        "category": service.category.value,
        "benefit": service.benefit.value,
        "purpose": service.purpose.value,
        "setting": service.setting.value,
        "network": service.network.value,
        "allowed": None if service.allowed is None else dollars(service.allowed),
        "patient_pays": dollars(share.patient_pays),
        "deductible": dollars(share.deductible),
        "copay": dollars(share.copay),
        "coinsurance": dollars(share.coinsurance),
        "not_covered": dollars(share.not_covered),
        "balance_bill": dollars(share.balance_bill),
        "plan": share.plan,
        "why": share.why,
        "rule_source": share.rule_source,
        "source": price_origin(service),
    }


def _trip(share: TripShare) -> JsonObject:
    return {
        "date": share.trip.day.isoformat(),
        "nights": share.nights,
        "purpose": share.trip.purpose.value,
        "reason": share.trip.reason,
        "journey": dollars(share.journey),
        "parking": dollars(share.parking),
        "lodging": dollars(share.lodging),
        "meals": dollars(share.meals),
    }


def _accumulator(one: Accumulator) -> JsonObject:
    return {
        "name": one.name,
        "plan": one.plan,
        "plan_year": one.plan_year,
        "limit": None if one.limit is None else dollars(one.limit),
        "limit_stated": one.limit_stated,
        "paid_by_others": one.paid_by_others,
        "at_start": None if one.at_start is None else dollars(one.at_start),
        "at_end": _range(one.at_end),
        "met_on": one.met_on.isoformat() if one.met_on else None,
    }


def _swing(one: Swing) -> JsonObject:
    return {
        "name": one.name,
        "sentence": one.sentence,
        "low": dollars(one.low),
        "high": dollars(one.high),
        "question": one.question,
    }
