"""Every amount on paper is a number of the JSON documents that `estimate`, `match` and `plan` print.

Amounts count as known when they stand as numbers in the estimate or the plan, as the value or limit of one criterion of
the matches that names its source, or as a number of a program's file (what it gives, a limit for a single person beside
one for a couple), which has sources too. What only stands in a sentence or a note does not count.
"""

import re
from collections.abc import Iterator
from typing import Any

from mmfinance.assistance.directory import load_directory
from mmfinance.assistance.document import match_document
from mmfinance.assistance.plan.document import plan_document
from mmfinance.exposure.report.document import estimate_document
from mmfinance.letters.formats import whole_dollars
from mmfinance.letters.situation import Situation
from tests.letters.examples import FROZEN_PROGRAMS, each_example, frozen, kinds_and_languages, text_letter

AMOUNT = re.compile(r"\$(\d[\d,]*(?:\.\d\d)?)")


@each_example
def test_every_amount_of_every_letter_is_in_the_json(example: str) -> None:
    known = frozen(example)
    allowed = set(_known_cents(known)) | {whole_dollars(cents) * 100 for cents in _known_cents(known)}
    for kind, language in kinds_and_languages(known):
        on_paper = {_cents(found) for found in AMOUNT.findall(text_letter(known, kind, language))}
        assert on_paper or kind not in ("action", "team-summary")
        assert on_paper - allowed == set(), (kind, language)


def _known_cents(known: Situation) -> Iterator[int]:
    yield from _numbers(estimate_document(known.estimate))
    for other in known.alternatives:
        yield from _numbers(estimate_document(other))
    yield from _numbers(plan_document(known.plan))
    directory = load_directory(FROZEN_PROGRAMS)
    for file in directory.files.values():
        assert file.program.sources
        yield from _numbers(file.document.data)
    for program in match_document(known.matches, directory)["programs"]:
        for reason in program["reasons"]:
            assert reason["source"], reason
            yield from _numbers([reason["value"], reason["limit"]])


def _numbers(document: Any) -> Iterator[int]:
    """Every number of a JSON document as cents."""
    if isinstance(document, dict):
        document = list(document.values())
    if isinstance(document, (list, tuple)):
        for value in document:
            yield from _numbers(value)
    elif isinstance(document, str) and re.fullmatch(r"\d{1,7}", document):
        yield int(document) * 100
    elif isinstance(document, (int, float)) and not isinstance(document, bool):
        yield round(document * 100)


def _cents(found: str) -> int:
    return round(float(found.replace(",", "")) * 100)
