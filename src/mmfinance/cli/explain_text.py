"""An opened amount as plain text for a terminal: words and layout only."""

from rich.console import Console

from mmfinance.cli.tables import print_table, table
from mmfinance.cli.terminal import console, paragraph, print_line
from mmfinance.exposure.report.estimate_picture import GROUP_NAMES
from mmfinance.exposure.report.explain import Opened, OpenedMonth, OpenedService
from mmfinance.exposure.result import CounterState, FigureUsed, TripShare

NOTE = (
    "Expected amounts are means over all draws; the parts of a month sum to them to the cent. The services below each "
    "are those of the expected schedule, one plain run, whose sum can differ."
)


def print_opened(opened: Opened) -> None:
    """Print months, or one service."""
    out = console()
    if isinstance(opened, OpenedService):
        _print_service(out, opened)
        return
    paragraph(out, f"{NOTE}\n")
    for month in opened:
        _print_month(out, month)


def money(cents: int | None) -> str:
    """Cents as dollars to the cent."""
    return "not known" if cents is None else f"${cents / 100:,.2f}"


def _print_month(out: Console, month: OpenedMonth) -> None:
    print_line(out, f"{month.label}: expected {money(month.expected)}")
    _print_parts(out, month)
    if month.services or month.trips or month.days_of_work:
        print_line(out, f"On the expected schedule: {money(month.amount)}")
    if month.services:
        rows = table("no.", "date", "service", "allowed", "you pay", "why", amounts=("no.", "allowed", "you pay"))
        for number, share in month.services:
            service = share.service
            pays = money(share.patient_pays)
            rows.add_row(str(number), f"{service.day}", service.name, money(service.allowed), pays, share.why)
        print_table(out, rows)
    for trip in month.trips:
        print_line(out, f"  {trip.trip.day} trip, {trip.trip.reason}: {_trip(trip)}")
    for work in month.days_of_work:
        print_line(out, f"  {work.day} pay lost by the {work.who}: {work.hours:g} hours, {money(work.lost_pay)}")
    out.print()


def _print_parts(out: Console, month: OpenedMonth) -> None:
    if month.parts:
        rows = table("part", "kind of cost", "in draws", "expected", amounts=("in draws", "expected"))
        for one in month.parts:
            rows.add_row(one.name, GROUP_NAMES[one.group], f"{one.in_draws:.0%}", money(one.expected))
        print_table(out, rows)


def _trip(share: TripShare) -> str:
    parts = {"journey": share.journey, "parking": share.parking, "lodging": share.lodging, "meals": share.meals}
    said = [f"{name} {money(cents)}" for name, cents in parts.items() if cents]
    nights = f" ({share.nights} nights away)" if share.nights else ""
    return (", ".join(said) or "no cost counted") + nights


def _print_service(out: Console, opened: OpenedService) -> None:
    share, service = opened.share, opened.share.service
    said = [
        f"{service.category.replace('_', ' ')}, {service.benefit} benefit, for {service.purpose.replace('_', ' ')}",
        f"allowed {money(service.allowed)} (price source: {opened.price_source or 'the case itself'})",
        f"paid under {share.plan}; you pay {money(share.patient_pays)}: {share.why}",
        f"rule: {share.rule_source}",
    ]
    paragraph(out, f"Service {opened.number}: {service.name}, {service.day}")
    for line in said:
        print_line(out, f"  {line}")
    for name in ("deductible", "copay", "coinsurance", "not_covered", "balance_bill"):
        print_line(out, f"    {name.replace('_', ' ')}: {money(getattr(share, name))}")
    _print_counters(out, opened.counters)
    _print_figures(out, opened.figures)


def _print_counters(out: Console, counters: tuple[CounterState, ...]) -> None:
    if counters:
        rows = table("counter", "limit", "left before", "left after", amounts=("limit", "left before", "left after"))
        for one in counters:
            rows.add_row(one.name, money(one.limit), money(one.left_before), money(one.left_after))
        print_table(out, rows)


def _print_figures(out: Console, figures: tuple[FigureUsed, ...]) -> None:
    for one in figures:
        mark = ", latest published" if one.fallback else ""
        print_line(out, f"  figure: {one.name} = {one.value} ({one.period}{mark}); {one.source}")
