"""Whose a mail address is: a service's, a mailbox of a company, or the user's own."""

from __future__ import annotations

import re
from typing import Final

from followup_tui.domain.search import fold
from followup_tui.exchange.imports.incoming import ImportOptions

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


def is_own_address(address: str, options: ImportOptions) -> bool:
    """Return whether an address is the user's own; what stands behind a plus does not count."""
    return _bare_mailbox(address) in map(_bare_mailbox, options.own_addresses)


def is_user(name: str, address: str, options: ImportOptions) -> bool:
    """Return whether a name and an address are the user's, who may have more addresses than the settings."""
    is_own_name = bool(options.own_name) and fold(name) == fold(options.own_name)
    return is_own_name or is_own_address(address, options)


def _bare_mailbox(address: str) -> str:
    """Return an address without capitals and without what stands behind a plus: `ada+jobs@` is `ada@`."""
    local, sign, domain = address.casefold().rpartition("@")
    return f"{local.partition('+')[0]}{sign}{domain}"
