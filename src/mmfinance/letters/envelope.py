"""Who a letter is from or to: name, address and how to reach the person."""

from dataclasses import dataclass
from datetime import date

from mmfinance.case.model import Case


@dataclass(frozen=True)
class Sender:
    """The person as a letter names them; unknown parts are absent."""

    name: str | None
    address: tuple[str, ...]
    phone: str | None
    email: str | None
    birth_date: date | None


def sender_of(case: Case) -> Sender:
    """The person of a case."""
    patient = case.patient
    contact = patient.contact
    return Sender(
        name=patient.name,
        address=address_lines(case),
        phone=contact.phone if contact else None,
        email=contact.email if contact else None,
        birth_date=patient.birth_date,
    )


def address_lines(case: Case) -> tuple[str, ...]:
    """The person's address as lines of an envelope; unknown parts are left out."""
    address = case.patient.address
    if address is None:
        return ()
    region = " ".join(part for part in (address.state, address.zip) if part)
    town = ", ".join(part for part in (address.city, region) if part)
    return tuple(line for line in (address.street, town) if line)
