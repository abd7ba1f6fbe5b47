import re
from dataclasses import replace

import pytest

from mmfinance.assistance.result import Availability, Verdict
from mmfinance.case.vocabulary import CostGroup
from mmfinance.exposure.estimate import PRICE_UNKNOWN_BOUNDED, PRICE_UNKNOWN_UNBOUNDED, estimate
from mmfinance.exposure.result import Period, Range
from mmfinance.letters.charts import monthly_charts
from mmfinance.letters.formats import whole_dollars
from mmfinance.letters.kinds import KINDS
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of, letter_values
from mmfinance.phrases import Phrase
from tests.letters.pages import page_count, text_of, type_sizes
from tests.letters.samples import sample_estimate, sample_matches, sample_plan, sample_situation, sample_step


def test_an_ordinary_action_letter_has_two_pages() -> None:
    for language in ("en", "es"):
        assert page_count(letter_of(sample_situation(), "action", Style(language))) <= 2


def test_large_print_is_larger_and_says_the_same() -> None:
    small, large = (letter_of(sample_situation(), "action", Style(large_print=large)) for large in (False, True))
    assert page_count(large) > page_count(small)
    text = text_of(small).replace("The thin line shows how high it could go.", "")
    assert set(text.split()) - set(text_of(large).split()) <= {"2", "Page"}


def test_body_type_is_12_points_and_large_print_18() -> None:
    small, large = (
        type_sizes(letter_of(sample_situation(), "action", Style(large_print=big))) for big in (False, True)
    )
    footer = small.pop(9.0)
    assert re.fullmatch(r"(Casesample-1·November25,2026·mmfinance[\d.]+Page\dof\d)+", footer)
    labels = "".join(text for size, text in small.items() if size < 12)
    assert not re.search("[a-z]{3}", labels), "months, amounts and step numbers only"
    assert min(small) >= 10
    assert min(large) >= 18


@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_in_large_print_has_smaller_type(kind: str) -> None:
    assert min(type_sizes(letter_of(sample_situation(), kind, Style("es", large_print=True)))) >= 18


def test_every_amount_on_paper_is_one_of_the_estimate_or_plan() -> None:
    estimate, plan = sample_estimate(), sample_plan()
    ranges = [
        estimate.total,
        estimate.premiums,
        *estimate.by_group.values(),
        *(month.total for month in estimate.by_month),
    ]
    known = {amount for each in ranges if each for amount in (each.low, each.expected, each.high)}
    known |= {plan.left_if_guaranteed, plan.left_if_likely}
    on_paper = {
        int(amount.replace(",", ""))
        for amount in re.findall(r"\$([\d,]*\d)", text_of(letter_of(sample_situation(), "action", Style())))
    }
    assert on_paper
    assert on_paper <= {whole_dollars(cents) for cents in known}


def test_an_estimate_says_so_with_its_date_and_unconfirmed_help_says_call_first() -> None:
    text = text_of(letter_of(sample_situation(), "action", Style()))
    assert "This is an estimate made on November 25, 2026." in text
    assert text.count("Call first") == sum(step.call_first for step in sample_plan().steps)


@pytest.mark.parametrize(
    ("availability", "verdict", "phone", "english", "spanish"),
    [
        ("unknown", "possible", True, "Call first to ask if it is open.", "Llame primero para saber si está abierto."),
        ("waitlist", "eligible", False, "Ask first if it is open.", "Pregunte primero si está abierto."),
        ("open", "possible", True, "Call first to ask if you fit.", "Llame primero para saber si cumple las reglas."),
        ("open", "need_info", False, "Ask first if you fit.", "Pregunte primero si cumple las reglas."),
        ("open", "eligible", True, "Start with a call.", "Empiece con una llamada."),
    ],
)
def test_only_a_program_not_known_to_be_open_is_asked_whether_it_is(
    availability: str, verdict: str, phone: bool, english: str, spanish: str
) -> None:
    step = sample_step(1, call_first=True, phone="1-800-555-0100" if phone else None)
    matches = sample_matches()
    match = replace(matches.programs[0], availability=Availability(availability), verdict=Verdict(verdict))
    situation = replace(
        sample_situation(),
        plan=replace(sample_plan(), steps=(step,)),
        matches=replace(matches, programs=(match, *matches.programs[1:])),
    )
    for language, said in (("en", english), ("es", spanish)):
        text = " ".join(letter_of(situation, "action", Style(language, "txt")).decode().split())
        assert said in text
        assert ("open." in text or "abierto." in text) == (availability != "open")


def test_an_average_is_called_expected_and_never_most_likely() -> None:
    for kind in ("action", "team-summary"):
        english = letter_of(sample_situation(), kind, Style(format="txt")).decode()
        spanish = letter_of(sample_situation(), kind, Style("es", "txt")).decode()
        assert "expected" in english.lower()
        assert "most likely" not in english.lower()
        assert "espera" in spanish
        assert "más probable" not in spanish.lower()
    assert "We expect about $14,830" in letter_of(sample_situation(), "action", Style(format="txt")).decode()
    assert "Esperamos unos $14,830" in letter_of(sample_situation(), "action", Style("es", "txt")).decode()


def test_insurance_that_nobody_is_sure_of_is_asked_for_with_what_its_card_shows() -> None:
    situation = sample_situation()
    unsure = situation.case.model_copy(update={"coverage_not_sure": ("medigap", "part_d")})
    asked = replace(situation, case=unsure, estimate=estimate(unsure, draws=100))
    for language, said in (
        (
            "en",
            ("What we expect is without it.", "Its card names the plan by one letter.", "Its card says MedicareRx."),
        ),
        ("es", ("Lo que esperamos es sin ello.", "Su tarjeta dice la letra del plan.", "Su tarjeta dice MedicareRx.")),
    ):
        letters = [letter_of(one, "action", Style(language, format="txt")).decode() for one in (situation, asked)]
        before, text = (" ".join(letter.split()) for letter in letters)
        assert [text.count(sentence) for sentence in said] == [1, 1, 1]
        assert not any(sentence in before for sentence in said)


def test_where_no_cost_is_known_unsure_insurance_promises_no_amounts() -> None:
    situation = sample_situation()
    unsure = situation.case.model_copy(
        update={"coverage_not_sure": ("medigap",), "treatment": type(situation.case.treatment)()}
    )
    asked = replace(situation, case=unsure, estimate=estimate(unsure, draws=100))
    text = " ".join(letter_of(asked, "action", Style(format="txt")).decode().split())
    assert "We do not know if you have this. Look at your cards:" in text
    assert "We cannot say yet what it may cost" in text


def test_what_is_not_known_is_never_printed_as_nothing() -> None:
    groups = dict(sample_estimate().by_group) | {CostGroup.LOST_WAGES: Range(0, 0, 0)}
    unknown = replace(sample_estimate(), by_group=groups, not_counted=(CostGroup.LOST_WAGES,), premiums=None)
    situation = replace(sample_situation(), estimate=unknown)
    english = " ".join(letter_of(situation, "action", Style(format="txt")).decode().split())
    assert "Lost pay | not known yet" in english
    assert "All together, without: lost pay |" in english
    assert english.count("Expected cost each month, without: lost pay.") == 2
    assert "Not known yet and not in it: lost pay." in english
    assert "Plan premiums are not known" in english
    spanish = " ".join(letter_of(situation, "action", Style("es", "txt")).decode().split())
    assert "Pago perdido | aún no se sabe" in spanish
    assert "Todo junto, sin contar: pago perdido |" in spanish
    assert "Lost pay | not known yet" in letter_of(situation, "team-summary", Style(format="txt")).decode()


def test_a_letter_that_runs_over_two_pages_is_set_more_tightly() -> None:
    plan = sample_plan()
    papers = tuple(
        replace(plan.papers[0], name=f"Paper number {number} with a name of two lines") for number in range(8)
    )
    steps = tuple(replace(step, why=f"{step.why} {step.why[:60]}") for step in sample_plan(steps=7).steps)
    situation = replace(sample_situation(), plan=replace(plan, papers=papers, steps=steps))
    assert page_count(letter_of(situation, "action", Style("es"))) == 2
    assert page_count(letter_of(situation, "action", Style("es", large_print=True))) > 2


def test_who_must_send_an_application_is_said_where_it_is_not_the_patient() -> None:
    other = Phrase("A social worker must send this")
    plan = replace(sample_plan(), steps=(sample_step(1, who=other, you_can_send=False), sample_step(2)))
    situation = replace(sample_situation(), plan=plan)
    assert letter_of(situation, "action", Style(format="txt")).decode().count("A social worker must send this.") == 1
    spanish = " ".join(letter_of(situation, "action", Style("es", "txt")).decode().split())
    assert spanish.count("Un trabajador social debe mandar esto.") == 1


def test_a_low_that_rounds_to_the_high_is_not_called_a_range() -> None:
    estimate = replace(sample_estimate(), total=Range(1_310, 1_340, 1_349))
    text = letter_of(replace(sample_situation(), estimate=estimate), "action", Style(format="txt")).decode()
    assert "It could be as low as" not in text


def test_a_price_without_any_bound_is_said_to_go_over_the_high_amount() -> None:
    for template, said in ((PRICE_UNKNOWN_UNBOUNDED, True), (PRICE_UNKNOWN_BOUNDED, False)):
        warning = Phrase(template, names="Hospital stay")
        estimate = replace(sample_estimate(), price_unknown=("Hospital stay",), warnings=(warning,))
        letter = letter_of(replace(sample_situation(), estimate=estimate), "action", Style(format="txt"))
        text = " ".join(letter.decode().split())
        assert ("It can cost more than the high amount." in text) == said
        assert "Price unknown" not in text, "it is said once"


def test_what_money_or_coverage_ruled_out_comes_before_programs_for_others() -> None:
    matches = sample_matches()
    income = matches.programs[-1]
    others = tuple(
        replace(income, program_id=f"closed-{i}", reasons=(replace(income.reasons[0], fact="state"),))
        for i in range(20, 26)
    )
    near = replace(income, reasons=(replace(income.reasons[0], fact="annual_income"),))
    situation = replace(sample_situation(), matches=replace(matches, programs=(*others, near)))
    values = letter_values(situation, "action").values
    assert [entry.name for entry in values.ruled_out][1] == "Other Fund 3"
    assert values.more_ruled_out == 4


def test_36_months_are_shown_in_pictures_of_one_scale() -> None:
    months = tuple(Period(f"{2026 + i // 12}-{i % 12 + 1:02d}", Range(0, i * 100, i * 100), {}) for i in range(36))
    charts = monthly_charts(months)
    assert [len(chart.bars) for chart in charts] == [12, 12, 12]
    last = [chart.bars[-1] for chart in charts]
    assert last[0].height / last[2].height == pytest.approx(11 / 35, abs=0.02)
    for chart in charts:
        assert min(b.middle - a.middle for a, b in zip(chart.bars, chart.bars[1:], strict=False)) >= 50
    assert len(monthly_charts(months[:13])) == 1
    assert [chart.bars for chart in monthly_charts(())] == []


def test_the_picture_is_told_in_words() -> None:
    text = letter_of(sample_situation(), "action", Style(format="txt")).decode()
    assert "Dec 2026: $4,124" in text


def test_the_file_names_no_diagnosis_and_no_person_in_its_title() -> None:
    html = letter_of(sample_situation(), "action", Style(format="html")).decode()
    head = html.split("<style>")[0]
    assert "myeloma" not in head
    assert "Maria" not in head


def test_the_html_twin_holds_everything_and_may_load_nothing() -> None:
    html = letter_of(sample_situation(), "action", Style(format="html")).decode()
    assert "default-src 'none'" in html
    assert "asset:" not in html
    assert not re.findall(r'(?:src|href)="(?!https://|http://|tel:|data:image/png)', html)


def test_without_a_treatment_no_letter_shows_0_dollars_as_the_cost() -> None:
    nothing = dict.fromkeys(CostGroup, Range(0, 0, 0))
    unknown = replace(
        sample_estimate(), total=Range(0, 0, 0), by_group=nothing, not_counted=tuple(CostGroup), care_path=None
    )
    situation = replace(sample_situation(), estimate=unknown)
    english = " ".join(letter_of(situation, "action", Style(format="txt")).decode().split())
    assert "We cannot say yet what it may cost" in english
    assert "most likely" not in english.lower()
    assert "$0" not in english
    spanish = " ".join(letter_of(situation, "action", Style("es", "txt")).decode().split())
    assert "Aún no podemos decir cuánto puede costar" in spanish
    assert "$0" not in " ".join(letter_of(situation, "team-summary", Style(format="txt")).decode().split())
