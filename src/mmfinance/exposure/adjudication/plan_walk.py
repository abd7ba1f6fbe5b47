"""Walk services in date order through one plan's deductible, copays, coinsurance and maximum."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mmfinance.exposure.adjudication.copay_help import CardPurse
from mmfinance.exposure.adjudication.step_terms import StepTerms, one_route, pick, prepare, routes_paid
from mmfinance.exposure.adjudication.steps import Flags, Steps, Whole
from mmfinance.exposure.benefits.terms import NO_LIMIT, Counters
from mmfinance.money import Cents

NOT_MET = -1
MET_BEFORE = -2


@dataclass(frozen=True)
class LayerShares:
    """What one coverage, taken alone, leaves to the patient: [S, L] cents.

    `left_before` [S, K] is what was left of each counter before each step in lane 0; `left_at_end` [Y, K, L] is what
    is left when each plan year (or the walk) ends; `met_at` [Y, K, L] is the step at which a counter was filled
    (-1 never, -2 before the walk). `counters` names the K axis. `before_card` is what the plan asked in lane 0, as
    deductible, copay and coinsurance, at the steps at which manufacturer money may pay.
    """

    covers: Flags
    deductible: Cents
    copay: Cents
    coinsurance: Cents
    card_pays: Cents
    counters: Counters
    terms: StepTerms
    left_before: Cents
    left_at_end: Cents
    met_at: Whole
    before_card: Mapping[int, tuple[int, int, int]]

    @property
    def year(self) -> Whole:
        """The plan year of each step, [S, 1 or L]."""
        return self.terms.year

    @property
    def route(self) -> Whole:
        """The route of each step through the plan, [S, 1 or L]."""
        return self.terms.route


def walk_plan(counters: Counters, steps: Steps, terms: StepTerms, purse: CardPurse | None = None) -> LayerShares:
    """Adjudicate every step in order; `purse` is manufacturer money, spent as it goes.

    Order of a claim: deductible, then copay and coinsurance on the rest, then the maximum (45 CFR 156.130).
    """
    walk = _Walk(counters.used(), steps, terms, purse)
    for step in range(len(steps.day)):
        walk.take(step)
    return walk.shares()


def reduce_parts(by: Cents, deductible: Cents, copay: Cents, coinsurance: Cents) -> tuple[Cents, Cents, Cents]:
    """Take an amount off coinsurance first, then the copay, then the deductible."""
    from_coinsurance = np.minimum(by, coinsurance)
    from_copay = np.minimum(by - from_coinsurance, copay)
    return deductible - (by - from_coinsurance - from_copay), copay - from_copay, coinsurance - from_coinsurance


def share_of_rest(share: Cents, payable: Cents, rest: Cents, coinsurance: Cents) -> Cents:
    """A fixed share of the whole price, taken on what is left of it after the deductible; half-up."""
    whole = np.maximum(payable, 1)
    return np.where(share >= 0, (2 * rest * share + whole) // (2 * whole), coinsurance)


class _Walk:
    """The state of one walk: what is left of each counter in each lane."""

    def __init__(self, counters: Counters, steps: Steps, terms: StepTerms, purse: CardPurse | None) -> None:
        self.counters, self.steps, self.terms, self.purse = counters, steps, terms, purse
        self.prepared = prepare(steps, terms)
        self.start = np.maximum(counters.limit - counters.met, 0)
        routes = routes_paid(steps, terms)
        fills = [one_route(table, routes) for table in (counters.deductible_of, counters.maximum_of)]
        self.no_deductible, self.no_maximum = (np.where(table, 0, NO_LIMIT) for table in fills)
        self.deductible_of, self.maximum_of = (table.astype(np.int64) for table in fills)
        count, lanes = steps.allowed.shape
        self.nothing = np.zeros(lanes, dtype=np.int64)
        years, kept = self.start.shape[:2]
        self.left = np.zeros((kept, lanes), dtype=np.int64)
        self.group_charged = np.zeros(lanes, dtype=np.int64)
        self.group = np.zeros(1, dtype=np.int64)
        self.left_before = np.zeros((count, kept), dtype=np.int64)
        self.left_at_end = np.broadcast_to(self.start, (years, kept, lanes)).copy()
        self.met_at = np.where(self.left_at_end <= 0, MET_BEFORE, NOT_MET)
        self.parts = np.zeros((4, count, lanes), dtype=np.int64)
        self.before_card: dict[int, tuple[int, int, int]] = {}

    def take(self, step: int) -> None:
        """Adjudicate one step in every lane."""
        if step in self.prepared.turns:
            self._begin_year(step)
        self.left_before[step] = self.left[:, 0]
        if step in self.prepared.idle:
            return
        deductible, copay, coinsurance = self._before_maximum(step)
        route = self.terms.route[step]
        counted = deductible + copay + coinsurance
        over = counted - np.minimum.reduce(self.left + pick(self.no_maximum, route))
        if np.count_nonzero(over > 0):
            deductible, copay, coinsurance = reduce_parts(np.maximum(over, 0), deductible, copay, coinsurance)
            counted = deductible + copay + coinsurance
        counted_deductible = deductible
        if self.purse is not None and self.purse.may_pay(step):
            self.before_card[step] = (int(deductible[0]), int(copay[0]), int(coinsurance[0]))
            spent = self.purse.spend(step, deductible, counted)
            self.parts[3, step], counted_deductible, counted = spent.paid, spent.counted_deductible, spent.counted
            deductible, copay, coinsurance = reduce_parts(spent.relief, deductible, copay, coinsurance)
        self.parts[0, step], self.parts[1, step], self.parts[2, step] = deductible, copay, coinsurance
        if np.count_nonzero(counted):
            self._count(step, counted_deductible, counted)

    def shares(self) -> LayerShares:
        """What the walk found."""
        if len(self.steps.day):
            self._close_year(len(self.steps.day) - 1, np.ones((1,), dtype=np.bool_))
        deductible, copay, coinsurance, card_pays = self.parts
        return LayerShares(
            covers=self.terms.covered & np.ones_like(self.steps.occurs),
            deductible=deductible,
            copay=copay,
            coinsurance=coinsurance,
            card_pays=card_pays,
            counters=self.counters,
            terms=self.terms,
            left_before=self.left_before,
            left_at_end=self.left_at_end,
            met_at=self.met_at,
            before_card=self.before_card,
        )

    def _count(self, step: int, deductible: Cents, all_parts: Cents) -> None:
        """Fill the counters of the step's route, and note which are full."""
        route = self.terms.route[step]
        if np.count_nonzero(deductible):
            self.left -= pick(self.deductible_of, route) * deductible
        self.left -= pick(self.maximum_of, route) * all_parts
        self._note_met(step)

    def _before_maximum(self, step: int) -> tuple[Cents, Cents, Cents]:
        """Deductible, copay and coinsurance as if there were no maximum."""
        terms, prepared = self.terms, self.prepared
        payable = prepared.payable[step]
        room = np.minimum.reduce(self.left + pick(self.no_deductible, terms.route[step]))
        deductible = np.minimum(np.minimum(payable, room), prepared.deductible_cap[step])
        rest = payable - deductible
        coinsurance = (rest * terms.coinsurance[step] + 5_000) // 10_000
        if step in prepared.shared:
            coinsurance = share_of_rest(terms.share[step], payable, rest, coinsurance)
        copay = self.nothing
        if step in prepared.copaid:
            copay = self._copay(step, rest)
            rest = np.maximum(rest - copay, 0)
        coinsurance = np.minimum(coinsurance, rest)
        if step in prepared.limited:
            over = np.maximum(copay + coinsurance - terms.at_most[step], 0)
            _, copay, coinsurance = reduce_parts(over, self.nothing, copay, coinsurance)
        return deductible, copay, coinsurance

    def _copay(self, step: int, rest: Cents) -> Cents:
        """The copay: once for each service, or once a day or stay; due in full where the price is not known."""
        prepared = self.prepared
        copay: Cents = np.minimum(prepared.copay[step], rest + prepared.copay_room[step])
        if step not in prepared.grouped:
            return copay
        self.group_charged = np.where(prepared.group[step] != self.group, 0, self.group_charged)
        self.group = prepared.group[step]
        once = np.minimum(np.maximum(prepared.copay[step] - self.group_charged, 0), copay)
        copay = np.where(self.terms.grouped[step], once, copay)
        self.group_charged = self.group_charged + copay
        return copay

    def _begin_year(self, step: int) -> None:
        """Open a plan year: every counter starts again, less what was met of it before the walk."""
        year = self.terms.year[step]
        if step == 0:
            self.left = np.broadcast_to(pick(self.start, year), self.left.shape).copy()
            return
        turned = year != self.terms.year[step - 1]
        self._close_year(step - 1, turned)
        self.left = np.where(turned, pick(self.start, year), self.left)

    def _close_year(self, step: int, lanes: Flags) -> None:
        """Keep what is left of each counter in the year of this step, in the lanes given."""
        year = self.terms.year[step]
        if year.size == 1:
            self.left_at_end[year[0]] = self.left
            return
        which = np.flatnonzero(np.broadcast_to(lanes, year.shape))
        self.left_at_end[year[which], :, which] = self.left[:, which].T

    def _note_met(self, step: int) -> None:
        year = self.terms.year[step]
        if year.size == 1:
            met = self.met_at[year[0]]
            met[(self.left <= 0) & (met == NOT_MET)] = step
