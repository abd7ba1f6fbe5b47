"""A letter names official pages only, and never a copy, a news page or an unfinished site."""

from dataclasses import replace

import pytest

from mmfinance.assistance.directory import load_directory
from mmfinance.assistance.program import Program
from mmfinance.letters.printed_sources import printed_source
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of
from tests.letters.samples import sample_matches, sample_program, sample_situation

MATCH = sample_matches().programs[0]


def program(*sources: tuple[str, str | None]) -> Program:
    found = [{"title": "Rules", "kind": kind, "url": url} for kind, url in sources]
    return sample_program("Sample Fund", sources=found, apply={"url": "https://www.sample.org/apply"})


@pytest.mark.parametrize(
    ("kind", "url", "printed"),
    [
        ("official", "https://www.sample.org/rules", True),
        ("official", "https://help.sample.org/rules", True),
        ("official", "https://www.medicaid.gov/rules", True),
        ("law", "https://www.govinfo.gov/rules", True),
        ("official", "https://www.scribd.com/doc/1", False),
        ("official", "https://www.globenewswire.com/news", False),
        ("official", "https://staging.sample.org/rules", False),
        ("official", "https://blog.sample.org/rules", False),
        ("official", "https://notsample.org/rules", False),
        ("official", "https://fake-medicaid.gov.example.com/rules", False),
        ("third_party", "https://www.sample.org/rules", False),
        ("background", "https://www.medicaid.gov/rules", False),
        ("law", None, False),
    ],
)
def test_which_source_may_be_printed(kind: str, url: str | None, printed: bool) -> None:
    source = printed_source(program((kind, url)), MATCH)
    assert (source is not None) == printed
    assert source is None or (source.url, source.checked_on) == (url, MATCH.reasons[0].source.checked_on)


def test_a_copy_listed_first_does_not_hide_the_official_page() -> None:
    both = program(("official", "https://www.scribd.com/doc/1"), ("official", "https://www.medicare.gov/rules"))
    source = printed_source(both, MATCH)
    assert source is not None
    assert source.url == "https://www.medicare.gov/rules"


@pytest.mark.parametrize("kind", ["action", "referral"])
def test_without_an_official_source_a_letter_has_no_source_line(kind: str) -> None:
    copies = {name: program(("official", "https://www.scribd.com/doc/1")) for name in sample_situation().programs}
    text = letter_of(replace(sample_situation(), programs=copies), kind, Style(format="txt")).decode()
    assert "scribd" not in text
    assert "Rules read at" not in text


def test_no_shipped_program_names_a_copy_or_a_news_page() -> None:
    found = [printed_source(each, MATCH) for each in load_directory().programs.values()]
    urls = [source.url or "" for source in found if source]
    assert urls
    for host in ("scribd", "docslib", "newswire", "//blog.", "staging", "medium.com", "issuu", ".beta.", "needymeds"):
        assert not [url for url in urls if host in url]
