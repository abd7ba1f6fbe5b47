"""Priced services as rows of columns, each once: what many cases share of their services, all but the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from mmfinance.case.vocabulary import CostGroup, Network, Purpose, Setting
from mmfinance.exposure.adjudication.steps import Flags, Steps, Whole, payment_order, steps_of
from mmfinance.exposure.outcome import group_of
from mmfinance.exposure.scheduling.draws import on_lanes, uniforms
from mmfinance.exposure.scheduling.expansion import scheduled
from mmfinance.exposure.scheduling.pricing import Paying, Size, monthly_lines
from mmfinance.exposure.scheduling.scheduled import ScheduledService
from mmfinance.reference.care_path_files import Item

ANY_DAY = date(2001, 1, 1)
"""The day that rows stand on; the case's own day takes its place."""


@dataclass(frozen=True)
class Given:
    """Something of a care path, and all but the month that its price depends on."""

    item: Item
    purpose: Purpose
    paying: Paying
    setting: Setting
    network: Network
    size: Size


@dataclass(frozen=True)
class Rows:
    """Every row on the expected lane: steps [R, 1], its place in a day's order of payment [R], and if treatment [R]."""

    steps: Steps
    place: Whole
    treatment: Flags


class ServiceBook:
    """The rows met so far; a row keeps its number."""

    def __init__(self) -> None:
        self._services: dict[ScheduledService, int] = {}
        self._billed: dict[Given, dict[date, NDArray[np.int64]]] = {}
        self._rows: Rows | None = None

    def billed(self, given: Given, months: Sequence[date]) -> list[NDArray[np.int64]]:
        """The rows that something is billed as in each of several months (their first days)."""
        known = self._billed.setdefault(given, {})
        for month in months:
            if month not in known:
                known[month] = self._rows_in(given, month)
        return [known[month] for month in months]

    def _rows_in(self, given: Given, month: date) -> NDArray[np.int64]:
        lines = monthly_lines(given.item, month, given.paying, given.setting, given.size)
        services = (scheduled(line, ANY_DAY, given.paying, given.purpose, given.network) for line in lines)
        return np.array([self._number(service) for service in services], dtype=np.int64)

    def rows(self) -> Rows:
        """All rows as columns."""
        if self._rows is None:
            self._rows = _columns(tuple(self._services))
        return self._rows

    def _number(self, service: ScheduledService) -> int:
        if service not in self._services:
            self._services[service], self._rows = len(self._services), None
        return self._services[service]


def _columns(scheduled_services: tuple[ScheduledService, ...]) -> Rows:
    levels = {entry.level for entry in scheduled_services if entry.level}
    middle = uniforms(("weight", *(f"price:{level}" for level in levels)), 1)
    lanes = on_lanes(scheduled_services, middle, 1)
    treatment = [group_of(one.purpose) is CostGroup.DEDUCTIBLES_AND_COPAYMENTS for one in lanes.services]
    return Rows(
        steps=steps_of(lanes, np.arange(len(lanes.services))),
        place=np.argsort(payment_order(lanes.services)),
        treatment=np.array(treatment, dtype=np.bool_),
    )
