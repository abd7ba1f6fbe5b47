"""Which source of a program a letter may name: one of the program itself or of a government, never a copy elsewhere."""

from urllib.parse import urlsplit

from mmfinance.assistance.program import Program
from mmfinance.assistance.result import ProgramMatch, Source

_OFFICIAL = ("official", "law")
_GOVERNMENT = (".gov", ".mil")
_NO_RULES = frozenset({"staging", "beta", "deploy", "dev", "test", "preview", "blog", "news"})
"""Parts of a host's name that tell of a site not published yet, or of one that tells news."""


def printed_source(program: Program, match: ProgramMatch) -> Source | None:
    """Choose the source to print beside a program's rules, or None where it has none that a reader can trust.

    That is an official page or a law, read at a government's site or at the one where the program takes applications:
    an official paper is often filed from a copy on a document, news or staging host, which a letter must not name.
    """
    if not match.reasons:
        return None
    checked_on = match.reasons[0].source.checked_on
    for source in program.sources:
        if (
            source.kind in _OFFICIAL
            and source.shows == "rules"
            and source.url
            and _is_own_or_government(source.url, program.apply.url)
        ):
            return Source(source.title, source.url, checked_on)
    return None


def _is_own_or_government(url: str, own: str | None) -> bool:
    host = _host(url)
    if _NO_RULES & set(host.split(".")):
        return False
    return host.endswith(_GOVERNMENT) or (own is not None and _site(host) == _site(_host(own)))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _site(host: str) -> str:
    return ".".join(host.split(".")[-2:])
