"""Which application an invitation or a mail is about: by the addresses, the names and the words in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from typing import Final, NamedTuple

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.company import company_key
from followup_tui.domain.person import Person
from followup_tui.domain.search import fold
from followup_tui.exchange.imports.incoming import Choice, Question
from followup_tui.exchange.imports.mailboxes import is_service, is_service_domain
from followup_tui.exchange.imports.plan import Planning
from followup_tui.exchange.imports.plan_profiles import Profile, domain_of, searchable

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
    candidates = _candidates(map(planning.profiles.of, planning.applications.values()), clues)
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


def _candidates(profiles: Iterable[Profile], clues: Clues) -> list[Application]:
    """Return the applications that the strongest clue names; live ones where there are any."""
    profiles = list(profiles)
    live = [profile for profile in profiles if profile.application.stage is not Stage.CLOSED]
    title = searchable(clues.title)
    names = {fold(person.name) for person in clues.people if person.name}
    for among in (live, profiles):
        for is_named in _clues(clues, title, names):
            named = [profile for profile in among if is_named(profile)]
            if named:
                return [profile.application for profile in _narrowed(named, title, names)]
    return []


def _narrowed(named: list[Profile], title: str, names: Collection[str]) -> list[Profile]:
    """Return those of several whose role stands in the title, or whose people are in it, if any."""
    of_that_role = [profile for profile in named if profile.role_words in title] or named
    return [profile for profile in of_that_role if _has_person(profile, title, names)] or of_that_role


def _clues(clues: Clues, title: str, names: Collection[str]) -> Iterable[Callable[[Profile], bool]]:
    addresses = {address.casefold() for address in clues.addresses}
    domains = {domain for domain in map(domain_of, clues.addresses) if _name_in(domain)}
    company_keys = _company_keys(domains)
    other_keys = _company_keys(domain for domain in clues.more_domains if not is_service_domain(domain))

    def is_in_title(profile: Profile) -> bool:
        key = profile.company_key
        return profile.company_words in title or (len(key) >= _SHORTEST_BEGINNING and f" {key} " in title)

    return (
        lambda profile: not profile.addresses.isdisjoint(addresses),
        lambda profile: not profile.domains.isdisjoint(domains) or _is_called_so(profile, company_keys),
        is_in_title,
        lambda profile: _has_person(profile, title, names),
        lambda profile: _is_called_so(profile, other_keys),
    )


def is_called_so(profile: Profile, domain: str) -> bool:
    """Return whether a company, or the agency, has the name in a domain."""
    return _is_called_so(profile, _company_keys([domain]))


def _company_keys(domains: Iterable[str]) -> list[str]:
    return [company_key(name) for name in map(_name_in, domains) if name]


def _is_called_so(profile: Profile, company_keys: Collection[str]) -> bool:
    return any(
        key == other or (len(other) >= _SHORTEST_BEGINNING and key.startswith(other))
        for other in company_keys
        for key in profile.company_keys
    )


def _has_person(profile: Profile, title: str, names: Collection[str]) -> bool:
    return not profile.names.isdisjoint(names) or any(words in title for words in profile.name_words)
