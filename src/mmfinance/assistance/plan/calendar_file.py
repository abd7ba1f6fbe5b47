"""The plan's dates as a calendar file (RFC 5545); by default no entry names a program, which could tell the disease."""

import hashlib
from datetime import datetime, time, timedelta
from typing import cast

from mmfinance.assistance.result import Deadline, Plan


def calendar_file(plan: Plan, named: bool = False) -> bytes:
    """Write the dated deadlines as all-day entries with a reminder a week before; the same plan gives the same bytes.

    Without `named` an entry says only that a money deadline is due and which number it has in the letter's list.
    """
    # icalendar costs 50 ms to import: only this export pays it.
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//mmfinance//plan//EN")
    calendar.add("version", "2.0")
    for number, deadline in enumerate(plan.deadlines, start=1):
        event = Event()
        event.add("uid", _uid(plan, deadline))
        event.add("dtstamp", datetime.combine(plan.as_of, time()))
        event.add("dtstart", deadline.day)
        event.add("summary", deadline.title if named else f"Deadline {number} of your list")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", "A deadline is a week away")
        alarm.add("trigger", timedelta(days=-7))
        event.add_component(alarm)
        calendar.add_component(event)
    return cast(bytes, calendar.to_ical())


def _uid(plan: Plan, deadline: Deadline) -> str:
    text = f"{plan.case_id}|{deadline.day}|{deadline.title}"
    return hashlib.sha256(text.encode()).hexdigest()[:24] + "@mmfinance"
