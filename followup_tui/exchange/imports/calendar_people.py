"""Who is in an event of a calendar: people, without rooms, mailboxes, scheduling services and the user."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from followup_tui.domain.mail_address import is_address
from followup_tui.domain.person import Person
from followup_tui.domain.person_line import parse_person
from followup_tui.domain.search import fold
from followup_tui.errors import CallError
from followup_tui.exchange.imports.incoming import ImportOptions

_NO_PEOPLE: Final = frozenset({"ROOM", "RESOURCE", "GROUP"})
"""What CUTYPE says of an attendee who is nobody."""

_EMPLOYERS: Final = (
    "zoom greenhouse lever ashby smartrecruiters workday personio recruitee teamtailor workable doodle"
    " hubspot bamboohr softgarden join microsoft google onlyfy hirevue linkedin indeed xing stepstone"
    " glassdoor"
)
_OTHER_SERVICES: Final = (
    "calendly cal goodtime myworkday icims successfactors prescheduler modernloop savvycal gem taleo breezy"
    " jobvite rexx outlook prescreen concludis dvinci umantis jazzhr applytojob oraclecloud"
)
_EMPLOYER: Final = re.compile("|".join(_EMPLOYERS.split()))
"""A domain of a service where somebody may work that the user talks to."""

_SERVICE: Final = re.compile(
    rf"(?:{_EMPLOYER.pattern}|{'|'.join(_OTHER_SERVICES.split())})"
    r"(?:-?(?:hq|hr|mails?|email|hire|app|systems|notifications?))?"
)
"""A part of the domain of a service that makes appointments or writes mails for others."""

_MAILBOXES: Final = re.compile(
    r".*(?:no-?reply|do-?not-?reply).*|(?:\w+[-_.](?=recruit|career|bewerb|karriere|hr\Z))?(?:notifications?|notify|calendar|invites?|invitations?|scheduling|scheduler"
    r"|meetings?|events?|jobs?|careers?|talents?|recruiting|recruitment|bewerbung(?:en)?|karriere|hr|people"
    r"|personal|hiring|info|office|team|mailer|reminders?|support|hello|kontakt|contact|interviews?|system"
    r"|candidates?|applicants?|applications?|bewerber\w*)(?:[-_.+]\w+)*\d*",
    re.IGNORECASE,
)
"""Local parts of addresses that are nobody's own."""


_LEGAL_FORM: Final = re.compile(
    r"\s(?:GmbH|gGmbH|AG|SE|KG|KGaA|OHG|UG|e\. ?V\.|Inc\.?|Ltd\.?|LLC|Corp\.?|S\.A\.|B\.V\."
    r"|Group|Gruppe)\Z"
)

_NOTES_NAME: Final = re.compile(r"(?:CN=)?([^/()=]+)(?:/(?:OU?=|C=)?[^/()=]+)+", re.IGNORECASE)
"""A name in the directory of Lotus Notes: `CN=Ada Byron/OU=Berlin/O=ACME`, or `Ada Byron/Berlin/ACME`."""


class Attendees(NamedTuple):
    """Who is in an event.

    Attributes:
        people: the people, the organizer first, without ids.
        addresses: their addresses and those of mailboxes, without the user's own and those of services.
        is_own: whether the user is the organizer.
    """

    people: tuple[Person, ...]
    addresses: tuple[str, ...]
    is_own: bool


def attendees_of(event: Any, options: ImportOptions) -> Attendees:  # noqa: ANN401 - icalendar's
    """Return who is in an event.

    Args:
        event: as icalendar read it.
        options: the user's own addresses and name.
    """
    people: dict[str, Person] = {}
    addresses: dict[str, None] = {}
    is_own = False
    for is_organizer, entry in _entries(event):
        address = _address(entry)
        if is_own_address(address, options):
            is_own |= is_organizer
            continue
        if str(entry.params.get("CUTYPE", "")).upper() in _NO_PEOPLE or is_service(address):
            continue
        if address:
            addresses[address] = None
        is_there = str(entry.params.get("ROLE", "")).upper() != "NON-PARTICIPANT"
        key = address.casefold() or str(entry.params.get("CN", "")).casefold()
        person = _person(str(entry.params.get("CN", "")), address) if is_there else None
        if person is not None and fold(person.name) != fold(options.own_name):
            people.setdefault(key, person)
    return Attendees(tuple(people.values()), tuple(addresses), is_own)


def is_service(address: str) -> bool:
    """Return whether an address is that of a service that makes appointments or writes for others.

    Somebody who works there has an address right below its domain: `jane.doe@google.com`.
    """
    local_part, _, domain = address.rpartition("@")
    is_employer = _EMPLOYER.fullmatch(domain.casefold().rpartition(".")[0]) is not None
    return is_service_domain(domain) and not (local_part and is_employer and not is_mailbox(address))


def is_service_domain(domain: str) -> bool:
    """Return whether a domain is that of such a service, whoever writes from it."""
    return any(map(_SERVICE.fullmatch, domain.casefold().split(".")[:-1]))


def is_mailbox(address: str) -> bool:
    """Return whether an address is a mailbox of a company, not somebody's own: `careers@acme.example`."""
    return _MAILBOXES.fullmatch(address.partition("@")[0]) is not None


def is_company_name(name: str) -> bool:
    """Return whether a name is that of a company, by its legal form: `Contoso GmbH`."""
    return _LEGAL_FORM.search(name) is not None


def is_own_address(address: str, options: ImportOptions) -> bool:
    """Return whether an address is the user's own; what stands behind a plus does not count."""
    return _bare_mailbox(address) in map(_bare_mailbox, options.own_addresses)


def _bare_mailbox(address: str) -> str:
    """Return an address without capitals and without what stands behind a plus: `ada+jobs@` is `ada@`."""
    local, sign, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0]}{sign}{domain}"


def _entries(event: Any) -> Iterator[tuple[bool, Any]]:  # noqa: ANN401 - icalendar's
    for name in ("ORGANIZER", "ATTENDEE"):
        values = event.get(name, [])
        for value in values if isinstance(values, list) else [values]:
            if hasattr(value, "params"):
                yield name == "ORGANIZER", value


def _address(entry: Any) -> str:  # noqa: ANN401 - icalendar's
    """Return the address of somebody; empty where there is none that a mail program takes."""
    candidates: Iterable[str] = (str(entry), str(entry.params.get("EMAIL", "")))
    for candidate in candidates:
        address = re.sub("^mailto:", "", candidate.strip(), flags=re.IGNORECASE)
        if is_address(address):
            return address
    return ""


def _person(name: str, address: str) -> Person | None:
    """Return a person; None where there is no name, or only an address or a mailbox in its place."""
    name = name.strip().strip("'\"").strip()
    if match := _NOTES_NAME.fullmatch(name):
        name = match[1].strip()
    if not name or "@" in name or is_mailbox(address) or is_company_name(name):
        return None
    own_name, bracket, department = name.partition("(")
    # Quoted, so that "Weiß, Karl" is a name, and not a name with a position.
    line = f'"{own_name.strip()}"' if "," in own_name else name
    try:
        person = replace(parse_person(line), email=address)
    except CallError:
        return None
    position = department.rpartition(")")[0].strip() if bracket and "," in own_name else person.position
    return replace(person, position=position)
