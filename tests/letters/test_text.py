from mmfinance.letters.text import plain_text

PAGE = """<html><head><title>No</title><style>p {}</style></head><body><h1>Title &amp; more</h1>
<p>One <strong>two</strong>
three.</p><ol><li><p>First</p><p>again</p></li><li>Second</li></ol><ul class="boxes"><li>Paper</li></ul>
<table><tr><th>Kind</th><td>$5</td></tr></table><svg><title>Bars: $1</title><text>$1</text></svg><img alt="x">end</body></html>"""


def test_blocks_lists_tables_and_pictures_become_lines() -> None:
    assert plain_text(PAGE) == (
        "TITLE & MORE\n============\nOne two three.\n\n1. First\n   again\n2. Second\n\n[ ] Paper\n\nKind | $5\n\nBars: $1\nend\n"
    )


def test_lines_are_at_most_78_wide() -> None:
    assert max(map(len, plain_text(f"<p>{'word ' * 100}</p>").splitlines())) <= 78
