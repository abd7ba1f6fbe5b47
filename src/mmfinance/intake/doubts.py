"""Written answers to ask about before they are kept: an amount hard to believe, a name that may be a known one."""

from collections.abc import Callable
from typing import Any

from mmfinance.assistance.directory import Directory
from mmfinance.intake.question import Doubt, Option
from mmfinance.phrases import Money, Phrase
from mmfinance.reference.centers import Center, find_centers

PROGRAM = "program:"
"""What stands before the id of a program that was chosen; in what a person writes it is taken out."""
_MOST_SHOWN = 5
_MONTHS = 12

Doubting = Callable[[str, Directory], Doubt | None]


def unlikely(
    read: Callable[[str], Any], low: float, high: float, in_dollars: bool = False, yearly: bool = False
) -> Doubting:
    """Ask about a number outside what most people tell; of a `yearly` amount also whether it is for one month."""

    def doubt(written: str, directory: Directory) -> Doubt | None:
        try:
            value = read(written)
        except ValueError:
            return None
        if low <= value <= high:
            return None
        shown = _dollars if in_dollars else _count
        return Doubt(
            Phrase(
                "You wrote {value}. Most answers lie between {low} and {high}. Is it right?",
                value=shown(value),
                low=shown(low),
                high=shown(high),
            ),
            (Option(written, Phrase("Yes, it is right")), *(_for_a_month(value) if yearly and value < low else ())),
        )

    return doubt


def place_meant(written: str, directory: Directory) -> Doubt | None:
    """Ask whether a name that was written is one of the centers that are known."""
    if written.isdecimal():
        return None
    found = find_centers(written)[:_MOST_SHOWN]
    return _one_of_these([Option(one.id, named(one)) for one in found], written) if found else None


def program_meant(written: str, directory: Directory) -> Doubt | None:
    """Ask which program of the directory was meant."""
    name = written.replace(PROGRAM, " ")
    found = directory.find(name)[:_MOST_SHOWN]
    return _one_of_these([Option(f"{PROGRAM}{one.id}", f"{one.name} – {one.organisation}") for one in found], name)


def named(one: Center) -> str:
    """A center as people know it."""
    return f"{one.name}, {one.city} {one.state}"


def _one_of_these(options: list[Option], written: str) -> Doubt:
    text = Phrase("Do you mean one of these?") if options else Phrase("We do not know a program of this name.")
    return Doubt(text, (*options, Option(written, Phrase("None of these. Keep: {name}", name=written))))


def _for_a_month(amount: float) -> tuple[Option, ...]:
    if amount <= 0:
        return ()
    yearly = amount * _MONTHS
    return (Option(str(yearly), Phrase("It is for one month: {amount} a year", amount=_dollars(yearly))),)


def _dollars(amount: float) -> Money:
    return Money(round(amount * 100))


def _count(number: float) -> str:
    return f"{number:,g}" if number < 1_000_000 else f"{number:,.0f}"
