"""Which application an invitation or a mail is about: by the addresses, the names and the words in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.company import company_key
from followup_tui.domain.person import Person
from followup_tui.domain.search import fold
from followup_tui.exchange.imports.calendar_people import is_service, is_service_domain
from followup_tui.exchange.imports.incoming import Choice, Question
from followup_tui.exchange.imports.plan import Planning

NEW: Final = "new"
"""The answer that it is about an application that is not noted yet."""

_PRIVATE_NAMES: Final = (
    "gmail googlemail outlook hotmail live msn yahoo ymail icloud me mac aol gmx web t-online freenet posteo"
    " proton protonmail pm mail fastmail mailbox seznam wp orange free laposte libero qq 163"
)
_PRIVATE: Final = frozenset(_PRIVATE_NAMES.split())
"""The names, in their domains, of those who give anybody an address."""

_AGENCIES: Final = frozenset(
    (
        *(
            "Hays",
            "Randstad",
            "Adecco",
            "Manpower",
            "Manpowergroup",
            "Michaelpage",
            "Pagegroup",
            "Roberthalf",
        ),
        *("Robertwalters", "Kellyservices", "Gulp", "Experis", "Ferchau", "Brunel", "Harveynash", "Akkodis"),
        *("Dis Ag", "Amadeus Fire", "Huxley", "Computerfutures", "Progressive", "Sthree", "Kforce"),
        *("Teksystems", "Insightglobal", "Reed", "Morganmckinley", "Nigelfrank", "Darwinrecruitment"),
    )
)
"""Agencies as their domains call them."""

_SECOND_LEVEL: Final = frozenset({"co", "com", "org", "net", "ac", "gov", "edu"})
_SHORTEST_BEGINNING: Final = 4
"""So many letters of a company's name have to stand in a domain to tell it."""


class Clues(NamedTuple):
    """What tells which application something is about.

    Attributes:
        key: what identifies it, for the question.
        title: what it is called.
        people: the people in it.
        addresses: the addresses in it, of people and of mailboxes.
        more_domains: domains that only hint at a company.
    """

    key: str
    title: str
    people: tuple[Person, ...] = ()
    addresses: tuple[str, ...] = ()
    more_domains: tuple[str, ...] = ()


class Target(NamedTuple):
    """What something is about.

    Attributes:
        application: the application; None where it is not noted yet or not known.
        company: the company of a new one, by its domain; empty where nothing tells it.
        question: what has to be asked; None where it is clear.
    """

    application: Application | None
    company: str = ""
    question: Question | None = None


def target_of(planning: Planning, clues: Clues, *, may_ask: bool) -> Target:
    """Return which application something is about.

    Args:
        planning: the applications as they are by now.
        clues: what tells it.
        may_ask: whether the user is asked where it is not clear.
    """
    clues = clues._replace(addresses=tuple(each for each in clues.addresses if not is_service(each)))
    company = company_of(clues.addresses)
    answer = planning.options.target_id or planning.options.answers.get(f"application {clues.key}", "")
    if answer:
        return Target(planning.applications.get(answer), company)
    candidates = _candidates(planning.applications.values(), clues)
    if len(candidates) == 1:
        return Target(candidates[0], company)
    if not may_ask or (not candidates and company):
        return Target(None, company)
    live = [each for each in planning.applications.values() if each.stage is not Stage.CLOSED]
    choices = [Choice(each.id, f"{each.company}, {each.role}") for each in candidates or live]
    if company:
        choices.append(Choice(NEW, f"a new application at {company}"))
    if not choices:
        return Target(None, company)
    text = f"Which application is {clues.title} about?"
    return Target(None, company, Question(f"application {clues.key}", text, tuple(choices), "--to ID"))


def domain_of(address: str) -> str:
    """Return the domain of an address, case-folded."""
    return address.rpartition("@")[2].casefold()


def company_of(addresses: Iterable[str]) -> str:
    """Return what a company is called by its domain: `Contoso` of contoso.example; empty if none tells it.

    An agency is it only where no other company is there.
    """
    names = _names_in(addresses)
    return next((name for name in names if name not in _AGENCIES), next(iter(names), ""))


def agency_of(addresses: Iterable[str]) -> str:
    """Return the agency between the user and the company of `company_of`; empty where there is none."""
    names = _names_in(addresses)
    is_between = not _AGENCIES.issuperset(names)
    return next((name for name in names if name in _AGENCIES and is_between), "")


def _names_in(addresses: Iterable[str]) -> list[str]:
    """Return what companies are called by the domains of addresses."""
    names = filter(None, map(_name_in, map(domain_of, addresses)))
    return [re.sub("[-_]+", " ", name).title() for name in names]


def _name_in(domain: str) -> str:
    """Return the company's name in a domain; nothing where it is one of everybody's."""
    labels = domain.casefold().strip(".").split(".")
    if len(labels) < 2:
        return ""
    is_second_level = len(labels) > 2 and labels[-2] in _SECOND_LEVEL
    name = labels[-3] if is_second_level else labels[-2]
    return "" if name in _PRIVATE else name


def _candidates(applications: Iterable[Application], clues: Clues) -> list[Application]:
    """Return the applications that the strongest clue names; live ones where there are any."""
    applications = list(applications)
    live = [application for application in applications if application.stage is not Stage.CLOSED]
    for among in (live, applications):
        for is_named in _clues(clues):
            named = [application for application in among if is_named(application)]
            if named:
                return _narrowed(named, clues)
    return []


def _narrowed(named: list[Application], clues: Clues) -> list[Application]:
    """Return those of several whose role stands in the title, or whose people are in it, if any."""
    title = _words(clues.title)
    of_that_role = [application for application in named if _words(application.role) in title] or named
    return [application for application in of_that_role if _has_person(application, clues)] or of_that_role


def _clues(clues: Clues) -> Iterable[Callable[[Application], bool]]:
    addresses = {address.casefold() for address in clues.addresses}
    domains = {domain for domain in map(domain_of, clues.addresses) if _name_in(domain)}
    title = _words(clues.title)

    def has_address(application: Application) -> bool:
        return any(person.email.casefold() in addresses for person in application.people if person.email)

    def has_domain(application: Application) -> bool:
        theirs = {domain_of(person.email) for person in application.people if person.email}
        return bool(theirs & domains) or is_called_so(application, domains)

    def is_in_title(application: Application) -> bool:
        company = company_key(application.company)
        words = _words(application.company)
        return words in title or (len(company) >= _SHORTEST_BEGINNING and f" {company} " in title)

    return (
        has_address,
        has_domain,
        is_in_title,
        lambda application: _has_person(application, clues),
        lambda application: is_called_so(
            application, (domain for domain in clues.more_domains if not is_service_domain(domain))
        ),
    )


def is_called_so(application: Application, domains: Iterable[str]) -> bool:
    """Return whether a company, or the agency, has the name in one of the domains."""
    keys = [company_key(name) for name in (application.company, application.via) if name]
    names = [company_key(name) for name in map(_name_in, domains) if name]
    return any(
        key == name or (len(name) >= _SHORTEST_BEGINNING and key.startswith(name))
        for key in keys
        for name in names
    )


def _has_person(application: Application, clues: Clues) -> bool:
    title = _words(clues.title)
    names = {fold(person.name) for person in clues.people if person.name}
    return any(
        fold(person.name) in names or _words(person.name) in title
        for person in application.people
        if person.name
    )


def _words(text: str) -> str:
    """Return the words of a text, each between spaces, so that whole words are searched."""
    words = "".join(char if char.isalnum() else " " for char in fold(text)).split()
    return f" {' '.join(words)} " if words else "\0"
