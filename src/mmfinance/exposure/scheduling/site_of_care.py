"""Where visits take place: in a hospital's clinic or in a doctor's office, or either where the case does not say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from mmfinance.case.model import Case
from mmfinance.case.vocabulary import Network, Setting
from mmfinance.exposure.scheduling.pricing import Line, Paying, Size, monthly_lines
from mmfinance.exposure.scheduling.scheduled import EXPECTED, Condition, Conditions
from mmfinance.reference.care_path_files import Item

SITE_OF_CARE = "site_of_care"
OTHER_SITE = {Setting.OFFICE: Setting.OUTPATIENT_HOSPITAL, Setting.OUTPATIENT_HOSPITAL: Setting.OFFICE}
_USUAL, _OTHER = Condition(SITE_OF_CARE, 0, EXPECTED), Condition(SITE_OF_CARE, EXPECTED, 1)
"""No source says how often which is chosen, so each stands in half of the draws; the expected lane is at the usual."""


@dataclass(frozen=True)
class Site:
    """Where visits are billed, `other` in half of the draws instead; None where the site of care is known."""

    setting: Setting
    other: Setting | None
    network: Network


def site_of(case: Case, usual: Setting) -> Site:
    """The site of care that a case says or implies, or the usual one with the other beside it.

    A cancer centre of the list, and a place that the case calls a nonprofit hospital, are hospitals.
    """
    site = case.treatment.site
    network = (site and site.network) or Network.IN
    if site is None or site.setting is None:
        hospital = site is not None and (site.center is not None or site.nonprofit is True)
        return Site(Setting.OUTPATIENT_HOSPITAL, None, network) if hospital else Site(usual, OTHER_SITE[usual], network)
    return Site(site.setting if site.setting in OTHER_SITE else usual, None, network)


@lru_cache(maxsize=20_000)
def lines_at_sites(
    item: Item, month: date, paying: Paying, settings: tuple[Setting, Setting | None], size: Size
) -> tuple[tuple[Line, Conditions], ...]:
    """The priced lines of an item, and the draws that each is billed in where two sites bill differently.

    Where one of the two has no price for it, the item is not drawn.
    """
    usual, other = (
        () if setting is None else monthly_lines(item, month, paying, setting, size) for setting in settings
    )
    billed = [{_as_billed(line, paying) for line in lines} for lines in (usual, other)]
    alike = billed[0] & billed[1]
    if not other or any(line.middle.allowed is None for line in billed[0] ^ billed[1]):
        return tuple((line, ()) for line in usual)
    return tuple(_at_sites(usual, other, alike, paying))


def _at_sites(
    usual: tuple[Line, ...], other: tuple[Line, ...], alike: set[Line], paying: Paying
) -> Iterator[tuple[Line, Conditions]]:
    for line in usual:
        yield line, () if _as_billed(line, paying) in alike else (_USUAL,)
    for line in other:
        if _as_billed(line, paying) not in alike:
            yield line, (_OTHER,)


def _as_billed(line: Line, paying: Paying) -> Line:
    """What coverage pays by: only what comes off the bill of a person without any goes by the place itself."""
    return line if paying is Paying.BILLED else replace(line, setting=Setting.OFFICE)
