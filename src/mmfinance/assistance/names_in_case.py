"""What a case names from elsewhere - ZIP codes, a care path, a center, programs - and what of it leads nowhere."""

from collections.abc import Callable, Iterator
from pathlib import Path

from mmfinance.assistance.directory import load_directory
from mmfinance.case.model import Case
from mmfinance.documents import Document, KeyPath, dotted
from mmfinance.errors import InvalidDocument, Problem, UnknownName
from mmfinance.reference.care_paths import care_path
from mmfinance.reference.centers import center
from mmfinance.reference.places import zip_place


def require_known_names(case: Case, document: Document, programs_dir: Path | None = None) -> None:
    """Check each name that a case takes from the reference data and the program directory, shipped unless told.

    Raises InvalidDocument with the line of each unknown name and the nearest known ones.
    """
    unknown = (*unknown_in_reference(case), *_unknown(_programs(case, programs_dir)))
    problems = [Problem(document.file, document.line(path), dotted(path), message) for path, message in unknown]
    if problems:
        raise InvalidDocument(problems)


def unknown_in_reference(case: Case) -> Iterator[tuple[KeyPath, str]]:
    """Name each ZIP code, care path and center of a case that the reference data does not have."""
    return _unknown(_reference_names(case))


Named = Iterator[tuple[KeyPath, str, Callable[[str], object]]]


def _unknown(names: Named) -> Iterator[tuple[KeyPath, str]]:
    for path, name, look_up in names:
        try:
            look_up(name)
        except UnknownName as error:
            yield path, str(error)


def _reference_names(case: Case) -> Named:
    treatment = case.treatment
    if case.patient.address and case.patient.address.zip:
        yield ("patient", "address", "zip"), case.patient.address.zip, zip_place
    if treatment.site and treatment.site.zip:
        yield ("treatment", "site", "zip"), treatment.site.zip, zip_place
    if treatment.care_path:
        yield ("treatment", "care_path"), treatment.care_path, care_path
    if treatment.site and treatment.site.center:
        yield ("treatment", "site", "center"), treatment.site.center, center


def _programs(case: Case, programs_dir: Path | None) -> Named:
    if held := case.help_already_held:
        directory = load_directory(programs_dir)
        for index, help_held in enumerate(held):
            if help_held.program:
                yield ("help_already_held", index, "program"), help_held.program, directory.__getitem__
