"""Names of people and of languages."""

from functools import cache

from mmfinance.batch.columns.plain import plain_text
from mmfinance.batch.columns.unreadable import Unreadable

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "md", "phd", "esq", "rn", "dds"})
_OWN_NAMES = {"español": "es", "espanol": "es", "français": "fr", "tiếng việt": "vi", "русский": "ru", "中文": "zh"}
_CHINESE = ("mandarin", "cantonese", "chinese (mandarin)", "chinese (cantonese)")


def full_name(text: str) -> str:
    """Read a name; `Doe, Jane A.` becomes `Jane A. Doe`. Raises Unreadable for more commas than that explains."""
    parts = [part.strip() for part in plain_text(text).split(",")]
    suffix = f", {parts.pop()}" if len(parts) > 1 and parts[-1].lower().replace(".", "") in _SUFFIXES else ""
    if len(parts) > 2 or not all(parts):
        raise Unreadable("has commas that do not say which part is the last name", "First Last, or Last, First")
    return " ".join(reversed(parts)) + suffix


def language(text: str) -> str:
    """Read a language by its English name, its own name where that is common here, or its two letters."""
    word = text.lower()
    if word in _CHINESE:
        return "zh"
    code = _OWN_NAMES.get(word) or _codes().get(word)
    if code:
        return code
    if word in _codes().values():
        return word
    raise Unreadable("is no language that is known", "the English name of one language, or its two letters")


@cache
def _codes() -> dict[str, str]:
    """English names of languages that have a two-letter code, from the Unicode locale data."""
    from babel import Locale

    names = Locale("en").languages.items()
    return {name.lower(): code for code, name in names if len(code) == 2}
