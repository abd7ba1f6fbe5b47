"""Treatments and treatment centres by the names that clinics use."""

from collections.abc import Iterator, Mapping
from functools import cache

from mmfinance.batch.columns.plain import plain_text
from mmfinance.batch.columns.unreadable import Unreadable
from mmfinance.batch.columns.yes_no import no_or_yes
from mmfinance.reference.care_paths import care_path as care_path_of
from mmfinance.reference.care_paths import care_path_ids
from mmfinance.reference.centers import centers

# Products as their US labels name them.
_CAR_T_PRODUCTS = {
    **dict.fromkeys(("abecma", "ide-cel", "ide cel", "idecel", "bb2121"), "idecabtagene vicleucel"),
    **dict.fromkeys(("carvykti", "cilta-cel", "cilta cel", "ciltacel"), "ciltacabtagene autoleucel"),
    "idecabtagene": "idecabtagene vicleucel",
    "ciltacabtagene": "ciltacabtagene autoleucel",
}
# Regimens by the letters in common use. Kd, KRd and SVd have schedules of once and twice a week: their ids say which.
_REGIMENS = {
    "bvd": "belantamab_mafodotin_bortezomib_dexamethasone",
    "dkd": "daratumumab_carfilzomib_dexamethasone",
    "drd": "daratumumab_lenalidomide_dexamethasone",
    "dpd": "daratumumab_pomalidomide_dexamethasone",
    "krd": "carfilzomib_lenalidomide_dexamethasone",
    "erd": "elotuzumab_lenalidomide_dexamethasone",
    "epd": "elotuzumab_pomalidomide_dexamethasone",
    "isa-kd": "isatuximab_carfilzomib_dexamethasone",
    "isakd": "isatuximab_carfilzomib_dexamethasone",
    "isa-pd": "isatuximab_pomalidomide_dexamethasone",
    "isapd": "isatuximab_pomalidomide_dexamethasone",
    "ird": "ixazomib_lenalidomide_dexamethasone",
    "rd": "lenalidomide_dexamethasone",
    "pd": "pomalidomide_dexamethasone",
    "xvd": "selinexor_bortezomib_dexamethasone",
    "svd": "selinexor_bortezomib_dexamethasone",
    "xd": "selinexor_dexamethasone",
    "vtd-pace": "vtd_pace",
    "second car-t": "repeat_car_t",
    "second car t": "repeat_car_t",
    "repeat car-t": "repeat_car_t",
    "asct": "autologous_transplant",
    "allo": "allogeneic_transplant",
}


def car_t_product(text: str) -> str:
    """Read a CAR-T product by generic or brand name; another name is kept as it is written."""
    plain = plain_text(text)
    return _CAR_T_PRODUCTS.get(plain.lower(), plain)


def had_car_t(text: str) -> dict[str, str] | None:
    """Read whether there was a CAR-T, or which; no says nothing more. Raises Unreadable for other words."""
    product = _CAR_T_PRODUCTS.get(text.lower(), text.lower())
    if product in _CAR_T_PRODUCTS.values():
        return {"product": product}
    return {} if no_or_yes(text) else None


def care_path(text: str) -> str:
    """Read a care path by id, name, brand or the letters of its regimen.

    Raises Unreadable for a name that is not known, or that several care paths share.
    """
    word = " ".join(text.lower().split())
    as_identifier = word.replace(" ", "_")
    if as_identifier in care_path_ids():
        return as_identifier
    found = {_REGIMENS[word]} if word in _REGIMENS else _care_paths_by_name().get(word, set())
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise Unreadable("is the name of several care paths", f"one of {', '.join(sorted(found))}")
    raise Unreadable("is no care path that is known", "an id of `mmfinance carepaths`, such as teclistamab")


def center(text: str) -> dict[str, str]:
    """Read a treatment centre of the directory by id or name, or keep the name of any other."""
    plain = plain_text(text)
    identifier = _centers_by_name().get(plain.lower())
    return {"center": identifier} if identifier else {"name": plain}


@cache
def _care_paths_by_name() -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for identifier in care_path_ids():
        for name in _names(care_path_of(identifier).name.lower()):
            found.setdefault(name, set()).add(identifier)
    return found


def _names(name: str) -> Iterator[str]:
    """The whole name, and for a care path of one drug the name and the brand in brackets: `Teclistamab (Tecvayli)`."""
    yield name
    before, bracket, after = name.partition(" (")
    brand, _, rest = after.partition(")")
    if bracket and not rest and "," not in name:
        yield before
        yield brand


@cache
def _centers_by_name() -> Mapping[str, str]:
    named = {one.name.lower(): one.id for one in centers()}
    return named | {one.id: one.id for one in centers()}
