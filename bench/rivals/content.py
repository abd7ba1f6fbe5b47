"""Referral letters to one program from many invented people, and the words of a letter as plain text."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from mmfinance import __version__
from mmfinance.case.reading import read_case
from mmfinance.letters.formats import formats
from mmfinance.letters.situation import Request, situation_of
from mmfinance.letters.typeset import Letter
from mmfinance.letters.write import letter_values
from side_by_side import EXAMPLES

PROGRAM = "cancercare-financial-assistance"
SYLLABLES = (
    "an be cha da el fre gi ho im jo ka le mor ne os pat qui ra se tho ul ve wa xi yo ze "
    "bel dor fin gus hal kin lan mir nor é ịnh ł ñan"
)
"""Names are made of these at random: people's names repeat less than any list that fits here."""
WAYS = ("Street", "Avenue", "Road", "Martin Luther King Jr. Boulevard", "Court", "Drive")
TOWNS = ("Durham NC", "Lakeland FL", "Passaic NJ", "Cheyenne WY", "Saint Paul MN", "Truth or Consequences NM")


def referrals(seed: int = 1) -> Iterator[Letter]:
    """Letters without end: the criteria of each example case in turn, another person each time."""
    chance = random.Random(seed)
    letters = [_referral(path) for path in sorted(EXAMPLES.glob("*.yaml"))]
    number = 0
    while True:
        letter = letters[number % len(letters)]
        sender = replace(letter.values.sender, **_person(chance))
        yield replace(letter, case_id=f"bench-{number}", values=replace(letter.values, sender=sender))
        number += 1


def _referral(path: Any) -> Letter:
    return letter_values(situation_of(read_case(path), Request(program_id=PROGRAM)), "referral")


def _person(chance: random.Random) -> dict[str, Any]:
    town, state = chance.choice(TOWNS).rsplit(" ", 1)
    return {
        "name": f"{_name(chance)} {_name(chance)}",
        "address": (
            f"{chance.randint(1, 9999)} {_name(chance)} {chance.choice(WAYS)}",
            f"{town}, {state} {chance.randint(10000, 99999)}",
        ),
        "phone": f"1-{chance.randint(200, 999)}-555-{chance.randint(100, 199):04d}",
        "email": chance.choice((None, f"person{chance.randint(1, 99999)}@example.org")),
        "birth_date": date(chance.randint(1930, 1990), chance.randint(1, 12), chance.randint(1, 28)),
    }


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES.split(), k=chance.choice((2, 2, 3)))).capitalize()


def in_words(letter: Letter) -> dict[str, Any]:
    """What a letter says, as plain text."""
    said, day, host, tel, shown_url = (formats("en")[name] for name in ("said", "day", "host", "tel", "shown_url"))
    values, met = letter.values, {True: "Yes", False: "No", None: "To be confirmed"}
    sender = values.sender
    return {
        "day": day(letter.as_of),
        "footer": f"Case {letter.case_id} · {day(letter.as_of)} · mmfinance {__version__}",
        "program": values.program,
        "organisation": values.organisation,
        "phone": values.apply.phone and {"number": values.apply.phone, "url": tel(values.apply.phone)},
        "web": values.apply.url and {"shown": shown_url(values.apply.url), "url": values.apply.url},
        "met": values.count(True),
        "open": values.count(None),
        "unmet": values.count(False),
        "name": sender.name,
        "lines": [*sender.address, f"Phone: {sender.phone}", *([sender.email] if sender.email else [])],
        "born": day(sender.birth_date),
        "criteria": [[said(reason.sentence), met[reason.met]] for reason in values.criteria],
        "papers": [said(paper) for paper in values.papers],
        "sources": [
            {
                "title": source.title,
                "url": source.url,
                "host": host(source.url),
                "checked": f", checked {day(source.checked_on)}" if source.checked_on else "",
            }
            for source in values.sources
        ],
    }
