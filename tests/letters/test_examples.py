"""Real letters of the example cases."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from tests.letters.pages import page_count

from mmfinance.assistance.directory import Directory, load_directory
from mmfinance.assistance.document import match_document
from mmfinance.case.reading import read_case
from mmfinance.exposure.document import estimate_document
from mmfinance.letters.formats import whole_dollars
from mmfinance.letters.kinds import KINDS
from mmfinance.letters.situation import Situation, situation_of
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
AMOUNT = re.compile(r"\$(\d[\d,]*)")


@cache
def situation(path: Path) -> Situation:
    return situation_of(read_case(path))


@cache
def directory() -> Directory:
    return load_directory()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_action_letter_takes_two_pages(path: Path) -> None:
    assert page_count(letter_of(situation(path), "action", Style())) <= 2


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", ["action", "team-summary"])
def test_every_amount_on_paper_is_in_the_json(path: Path, kind: str) -> None:
    known = situation(path)
    amounts = set(_amounts(estimate_document(known.estimate)))
    plan = known.plan
    amounts |= {plan.total_expected, plan.left_if_guaranteed, plan.left_if_likely}
    amounts |= {amount for award in plan.awards for amount in (award.guaranteed, award.at_most) if amount is not None}
    words = json.dumps(match_document(known.matches, directory())) + " ".join(step.why for step in plan.steps)
    on_paper = {
        int(found.replace(",", "")) for found in AMOUNT.findall(letter_of(known, kind, Style(format="txt")).decode())
    }
    in_words = {int(found.replace(",", "")) for found in AMOUNT.findall(words)}
    assert on_paper
    assert on_paper <= {whole_dollars(amount) for amount in amounts} | in_words


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("referral", "appeal")])
def test_every_kind_is_written_in_every_format(kind: str) -> None:
    for path in EXAMPLES[:2]:
        assert len(letter_of(situation(path), kind, Style("es", "txt"))) > 400
        assert b"</html>" in letter_of(situation(path), kind, Style(format="html"))


def _amounts(document: object) -> list[int]:
    """Every number of a JSON document as cents."""
    if isinstance(document, dict):
        return [amount for value in document.values() for amount in _amounts(value)]
    if isinstance(document, (list, tuple)):
        return [amount for value in document for amount in _amounts(value)]
    return [round(document * 100)] if isinstance(document, (int, float)) and not isinstance(document, bool) else []
