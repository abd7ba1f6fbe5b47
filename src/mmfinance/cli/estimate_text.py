"""An estimate as plain text for a terminal: words and layout only."""

from collections.abc import Iterable

from rich.console import Console

from mmfinance.case.model import Case
from mmfinance.cli.tables import print_table, table
from mmfinance.cli.terminal import console, paragraph
from mmfinance.exposure.household.affordability import ShareOfIncome, share_of_income
from mmfinance.exposure.report.estimate_picture import GLYPHS, GROUP_NAMES, PLAIN_GLYPHS, terminal_bars
from mmfinance.exposure.report.pictures import whole_dollars
from mmfinance.exposure.result import Accumulator, Estimate, Range
from mmfinance.reference.care_paths import care_path

BAR_WIDTH = 40
BESIDE_BAR = 21
"""Columns of month and amount, with the gaps."""
KINDS = {
    "employer": "employer",
    "cobra": "COBRA",
    "marketplace": "marketplace",
    "medicare": "Medicare",
    "medicare_advantage": "Medicare Advantage",
    "part_d": "Part D",
    "medicaid": "Medicaid",
    "tricare": "TRICARE",
    "champva": "CHAMPVA",
    "va": "VA",
    "calendar_year": "no plan in force",
}
"""Kinds of coverage in a table."""


def print_estimate(case: Case, found: Estimate) -> None:
    """Print the whole estimate."""
    out = console()
    _print_range(out, case, found)
    if _anything_counted(found):
        _print_groups(out, found)
        _print_months(out, found)
    _print_limits(out, found)
    _print_drug_bills(out, found)
    _print_open_questions(out, found)
    _print_notes(out, found)


def plan_year_words(label: str) -> str:
    """A plan year as people say it: ``part_d 2026-01-01`` is "Part D from 2026-01-01"."""
    kind, _, start = label.partition(" ")
    return f"{KINDS.get(kind, kind.replace('_', ' '))} from {start}"


def _print_range(out: Console, case: Case, found: Estimate) -> None:
    horizon = found.horizon
    paragraph(out, f"What the coming {horizon.months} months may cost, {horizon.start} to {horizon.end}")
    paragraph(out, f"{_treatment(found)}\n")
    paragraph(out, _likely(found), "  ")
    if found.not_counted and _anything_counted(found):
        names = ", ".join(GROUP_NAMES[group].lower() for group in found.not_counted)
        paragraph(out, f"Not known and not in it: {names}.", "  ")
    paragraph(out, f"Premiums come on top: {_premiums(found)}.", "  ")
    if _anything_counted(found) and (share := share_of_income(case, found)):
        _print_share(out, share)
    paragraph(out, "An estimate, not a bill or a promise; no medical or legal advice.\n", "  ")


def _treatment(found: Estimate) -> str:
    """The care path by its name, with the id that commands take."""
    if found.care_path is None:
        return "No care path chosen"
    assumed = ", which stands in for all of its kind" if found.care_path_assumed else ""
    return f"{care_path(found.care_path).name} ({found.care_path}){assumed}"


def _print_share(out: Console, share: ShareOfIncome) -> None:
    low, expected, high = share.everything
    span = "" if f"{low:.0%}" == f"{high:.0%}" else f" ({low:.0%} to {high:.0%})"
    paragraph(out, f"That is {expected:.0%} of the household's yearly income{span}.", "  ")
    if share.threshold is not None:
        side = "reaches" if share.reached else "stays below"
        paragraph(
            out,
            f"Care alone is {share.care:.0%}: that {side} {float(share.threshold.value):.0%}, from which an insured "
            f"person counts as underinsured ({share.threshold.source.publisher}, {share.threshold.source.date}).",
            "  ",
        )


def _print_groups(out: Console, found: Estimate) -> None:
    groups = table("Kind of cost", "low", "expected", "high", amounts=("low", "expected", "high"))
    for group, name in GROUP_NAMES.items():
        unknown = group in found.not_counted
        groups.add_row(name, *(("", "not known", "") if unknown else _three(found.by_group[group])))
    groups.add_row("All", *_three(found.total))
    print_table(out, groups)
    years = table("Plan year", "low", "expected", "high", amounts=("low", "expected", "high"))
    for period in found.by_plan_year:
        years.add_row(plan_year_words(period.label), *_three(period.total))
    print_table(out, years)
    paragraph(out, "Expected amounts add up; low and high stand for each line by itself and do not.\n")


def _print_months(out: Console, found: Estimate) -> None:
    glyphs = GLYPHS if "utf" in (out.encoding or "").lower() else PLAIN_GLYPHS
    legend = ", ".join(f"{g} {n}" for g, n in zip(glyphs, GROUP_NAMES.values(), strict=True))
    paragraph(out, f"Expected by month: {legend}", rest="  ")
    months = table("Month", "expected", "", amounts=("expected",))
    bars = terminal_bars(found.by_month, min(BAR_WIDTH, out.width - BESIDE_BAR), glyphs)
    for period, bar in zip(found.by_month, bars, strict=True):
        months.add_row(period.label, whole_dollars(period.total.expected), bar)
    print_table(out, months)


def _print_limits(out: Console, found: Estimate) -> None:
    counted = [one for one in found.accumulators if one.at_end.high > 0]
    if counted:
        limits = table("Limit", "plan year", "amount", "so far", "likely met", amounts=("amount", "so far"))
        for one in counted:
            limits.add_row(one.name, plan_year_words(one.plan_year), _limit(one), _so_far(one), _met(one))
        print_table(out, limits)
    for uncapped in found.uncapped:
        paragraph(out, f"NO LIMIT ({uncapped.plan}): {uncapped.sentence}", rest="  ")
    out.print()


def _print_drug_bills(out: Console, found: Estimate) -> None:
    if found.drug_bills:
        paragraph(out, "The payment plan spreads drug costs over the year; it saves nothing. On the expected schedule:")
        bills = table("Month", "at the pharmacy", "bill", amounts=("at the pharmacy", "bill"))
        for one in found.drug_bills:
            bills.add_row(one.month, whole_dollars(one.at_pharmacy), whole_dollars(one.bill))
        print_table(out, bills)


def _limit(one: Accumulator) -> str:
    if one.limit is None:
        return "none"
    return whole_dollars(one.limit) if one.limit_stated else f"at most {whole_dollars(one.limit)}"


def _so_far(one: Accumulator) -> str:
    return "not known" if one.at_start is None else whole_dollars(one.at_start)


def _met(one: Accumulator) -> str:
    if one.paid_by_others:
        return "other coverage pays it"
    if one.limit is not None and one.at_start is not None and one.at_start >= one.limit:
        return "met already"
    if one.at_start is None and one.met_on and one.plan_year.endswith(one.met_on.isoformat()):
        return "perhaps already"
    return f"{one.met_on:%Y-%m}" if one.met_on else "not in this time"


def _print_open_questions(out: Console, found: Estimate) -> None:
    asked = [one for one in found.assumptions if one.question]
    if asked:
        paragraph(out, "What would make this more certain, most important first:")
        for number, one in enumerate(asked, start=1):
            paragraph(out, f"{one.question} {one.sentence}", f"  {number}. ", "     ")
        out.print()
    if found.swings:
        paragraph(out, "What moves the total most (mean total at either end of each):")
        for swing in found.swings:
            low, high = sorted((swing.low, swing.high))
            paragraph(out, f"{swing.sentence}: {whole_dollars(low)} to {whole_dollars(high)}", "  ", "    ")
        out.print()


def _print_notes(out: Console, found: Estimate) -> None:
    _print_list(out, "Also assumed:", [one.sentence for one in found.assumptions if not one.question])
    _print_list(out, "Mind:", found.warnings)
    paragraph(out, f"As of {found.as_of}. Every amount opens with --explain; figures and sources stand in --json.")


def _print_list(out: Console, heading: str, lines: Iterable[str]) -> None:
    lines = list(lines)
    if lines:
        paragraph(out, heading)
        for line in lines:
            paragraph(out, line, "  - ", "    ")
        out.print()


def _likely(found: Estimate) -> str:
    total = found.total
    if not _anything_counted(found):
        return "Nothing is counted yet: no treatment and no service is known."
    low, expected, high = _three(total)
    if low == high:
        return f"About {expected}."
    return f"Likely between {low} and {high}; expected {expected}."


def _anything_counted(found: Estimate) -> bool:
    return bool(found.services or found.trips)


def _premiums(found: Estimate) -> str:
    """The premiums; an unknown one is said, not shown as nothing."""
    if found.premiums is None:
        return "not known"
    if found.premiums.high == 0:
        return "none that is known"
    unknown = any(one.left_out and one.name.endswith("premium_monthly") for one in found.assumptions)
    return _span(found.premiums) + (" and one that is not known" if unknown else "")


def _three(amounts: Range) -> tuple[str, str, str]:
    return whole_dollars(amounts.low), whole_dollars(amounts.expected), whole_dollars(amounts.high)


def _span(amounts: Range) -> str:
    if amounts.low == amounts.high:
        return whole_dollars(amounts.expected)
    return f"{whole_dollars(amounts.low)} to {whole_dollars(amounts.high)}"
