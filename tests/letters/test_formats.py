from datetime import date

import pytest

from mmfinance.errors import InputError
from mmfinance.letters.formats import formats, month_start


@pytest.mark.parametrize(
    ("language", "money", "day", "month"),
    [("en", "$1,234,568", "December 7, 2026", "Dec"), ("es", "$1,234,568", "7 de diciembre de 2026", "dic")],
)
def test_amounts_and_days_in_each_language(language: str, money: str, day: str, month: str) -> None:
    write = formats(language)
    assert write["money"](123_456_750) == money
    assert write["day"](date(2026, 12, 7)).replace("\u00a0", " ") == day
    assert write["month"](month_start("2026-12")) == month


def test_a_phone_link_holds_digits_only() -> None:
    assert formats("en")["tel"]("1-800-555-0100 ext. 4 <script>") == "tel:18005550100"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org", "/etc/passwd"])
def test_only_web_pages_become_links(url: str) -> None:
    with pytest.raises(InputError, match="web pages only"):
        formats("en")["shown_url"](url)
