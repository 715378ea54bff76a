"""What tells an application among others: computed once, since a calendar has thousands of events."""

from __future__ import annotations

from typing import NamedTuple

from followup_tui.domain.application import Application
from followup_tui.domain.company import company_key
from followup_tui.domain.search import fold


class Profile(NamedTuple):
    """What tells an application.

    Attributes:
        application: the application.
        addresses: the mail addresses of its people, case-folded.
        domains: the domains of these.
        company_words: the company as `searchable`, as it is written.
        company_key: the company as every spelling of it is known.
        company_keys: that, and the agency's.
        role_words: the role as `searchable`.
        names: the names of its people, without accents and capitals.
        name_words: these as `searchable`.
    """

    application: Application
    addresses: frozenset[str]
    domains: frozenset[str]
    company_words: str
    company_key: str
    company_keys: tuple[str, ...]
    role_words: str
    names: frozenset[str]
    name_words: tuple[str, ...]


class Profiles:
    """The profiles of applications, each made when it is asked for."""

    def __init__(self) -> None:
        self._by_id: dict[str, Profile] = {}

    def of(self, application: Application) -> Profile:
        """Return the profile of an application as it is now."""
        profile = self._by_id.get(application.id)
        if profile is None or profile.application is not application:
            profile = self._by_id[application.id] = _profile(application)
        return profile


def searchable(text: str) -> str:
    """Return the words of a text, each between spaces, so that whole words are searched."""
    words = "".join(char if char.isalnum() else " " for char in fold(text)).split()
    return f" {' '.join(words)} " if words else "\0"


def domain_of(address: str) -> str:
    """Return the domain of an address, case-folded."""
    return address.rpartition("@")[2].casefold()


def _profile(application: Application) -> Profile:
    addresses = [person.email for person in application.people if person.email]
    names = [person.name for person in application.people if person.name]
    company_keys = [company_key(name) for name in (application.company, application.via) if name]
    return Profile(
        application,
        frozenset(map(str.casefold, addresses)),
        frozenset(map(domain_of, addresses)),
        searchable(application.company),
        company_keys[0],
        tuple(company_keys),
        searchable(application.role),
        frozenset(map(fold, names)),
        tuple(map(searchable, names)),
    )
