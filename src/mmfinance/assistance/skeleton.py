"""A valid program file to start from, with a line on every key."""

from datetime import date

from mmfinance.assistance.program import Program
from mmfinance.case.reading import validate
from mmfinance.documents import parse_document

_SKELETON = """\
# yaml-language-server: $schema=../schema.json
schema: mmfinance/program@1
id: {id}
name: {name}
organisation: {name}
aliases: []                      # former names, short names, frequent misspellings
operation: active                # active unverified upcoming merged closed historical
what_it_does_today: >-
  Say in two or three plain sentences what it pays, for whom, and what it does not do.
kinds: [cash]                    # copay premium travel lodging free_drug cash hospital_aid ... (see README.md)
covers: [household]              # copay_drug deductible hospital_bill travel lodging household ... (see README.md)
award:
  guaranteed: null               # dollars everybody gets; null where not known
  at_most: null                  # the most, in dollars
  period: once                   # once month twelve_months calendar_year ...
status:
  state: unknown                 # open waitlist closed unknown, or always for a right that does not run out
  observed_on: null              # the day you saw it
  valid_days: 14
rules:
  checked_on: {day}         # the day you read the rules
  poverty_guideline: current
eligible_when:                   # null where nobody is turned away
  all_of:
    - diagnosis_any_of: [cancer]
    - income_at_most_percent_fpl: 300
who_may_apply: [patient, social_worker]
apply:
  phone: null
  url: null
  how: null
papers:
  - paper: income_proof
confidence: medium               # high medium low
unknown_fields: [award.guaranteed, award.at_most, status.observed_on, apply.phone, apply.url, apply.how]
sources:
  - title: Where you read it
    kind: official               # official law dataset third_party undated_copy background
examples:
  - name: somebody who gets it
    facts: {{diagnoses: [multiple_myeloma], annual_income: 20000, household_size: 1, state: OH}}
    verdict: eligible
  - name: somebody who does not
    facts: {{diagnoses: [multiple_myeloma], annual_income: 900000, household_size: 1, state: OH}}
    verdict: ineligible
"""


def skeleton(identifier: str, today: date) -> str:
    """Write a program file that passes every check, ready to be filled in.

    Raises InvalidDocument for an id that is no good file name.
    """
    name = identifier.replace("-", " ").replace("_", " ").capitalize()
    text = _SKELETON.format(id=identifier, name=name, day=today)
    validate(Program, parse_document(text, f"{identifier}.yaml"))
    return text
