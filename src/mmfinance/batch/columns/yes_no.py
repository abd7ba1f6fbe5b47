"""Yes, no and not known, as people write them in cells."""

from collections.abc import Mapping

from mmfinance.batch.columns.unreadable import Unreadable

NOT_KNOWN = frozenset(
    (
        *("?", "??", "unknown", "unk", "not known", "not sure", "unsure", "patient unsure", "don't know", "dont know"),
        *("dk", "does not know", "doesn't know", "tbd", "to be determined"),
    )
)
"""Words, in lower case, that say that nobody knows."""
BLANK = NOT_KNOWN | frozenset(
    (
        *("", "-", "--", "---", "–", "—", ".", "n/a", "na", "n.a.", "n.a", "#n/a", "nan", "null", "nil"),
        *("pending", "missing", "blank", "(blank)"),
        *("not available", "not provided", "not stated", "not asked", "not reported", "prefer not to say"),
    )
)
"""Words that say nothing, in lower case: a blank is not known, never zero and never no."""

_ANSWERS = {
    **dict.fromkeys(("yes", "y", "true", "t", "1", "1.0", "x", "✓", "✔", "si", "sí"), True),
    **dict.fromkeys(("no", "n", "false", "f", "0", "0.0", "none", "never"), False),
}


def no_or_yes(text: str, also: Mapping[str, bool] | None = None) -> bool:
    """Read yes or no. Raises Unreadable for any other word."""
    word = text.lower().replace("-", " ") if also else text.lower()
    answer = _ANSWERS.get(word)
    if answer is None and also:
        answer = also.get(word)
    if answer is None:
        raise Unreadable("is neither yes nor no", "yes or no; blank where it is not known")
    return answer
