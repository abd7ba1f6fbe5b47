from datetime import date

from icalendar import Calendar

from mmfinance.assistance.plan.calendar_file import calendar_file
from mmfinance.assistance.result import Deadline, Plan

PLAN = Plan(
    case_id="c",
    as_of=date(2026, 11, 24),
    steps=(),
    awards=(),
    total_expected=0,
    left_if_guaranteed=0,
    left_if_likely=0,
    deadlines=(Deadline(date(2027, 3, 31), "Myeloma fund: Apply", "fund", None),),
    papers=(),
    excluded=(),
)


def test_no_diagnosis_in_the_calendar_unless_programs_are_named() -> None:
    assert b"yeloma" not in calendar_file(PLAN)
    assert b"Myeloma fund" in calendar_file(PLAN, named=True)


def test_the_calendar_reads_back_and_is_the_same_every_time() -> None:
    written = calendar_file(PLAN)
    assert written == calendar_file(PLAN)
    assert [event.decoded("dtstart") for event in Calendar.from_ical(written).walk("VEVENT")] == [date(2027, 3, 31)]
