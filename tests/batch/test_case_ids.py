"""Case ids seen already."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.batch.case_ids import CaseIds


def test_an_id_that_comes_again_names_its_first_row() -> None:
    with CaseIds() as seen:
        assert [seen.earlier_row(one, row) for row, one in enumerate(("a", "b", "A", "a"), start=2)] == [
            None,
            None,
            2,
            2,
        ]


@settings(max_examples=30)
@given(st.lists(st.text(min_size=1, max_size=3), max_size=40))
def test_what_a_set_would_say(identifiers: list[str]) -> None:
    with CaseIds() as seen:
        again = [seen.earlier_row(one, row) is not None for row, one in enumerate(identifiers)]
    lowered = [one.lower() for one in identifiers]
    assert again == [one in lowered[:at] for at, one in enumerate(lowered)]
