"""Planning the import of people from an address book: they complete, or join, the people of applications."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.company import company_key
from followup_tui.domain.people import add_person
from followup_tui.domain.person import Person
from followup_tui.domain.same_person import Likeness, likeness
from followup_tui.domain.sanitize import clean_person_lines
from followup_tui.domain.wording import join_with_and
from followup_tui.errors import CallError
from followup_tui.exchange.imports.incoming import IncomingPerson
from followup_tui.exchange.imports.plan import ImportItem, ImportResult, Planning
from followup_tui.exchange.imports.plan_applications import completed
from followup_tui.exchange.imports.plan_profiles import domain_of
from followup_tui.exchange.imports.plan_target import is_called_so


def plan_person(planning: Planning, incoming: IncomingPerson) -> None:
    """Plan one person: what is not noted of them is added, wherever they are noted at that company.

    Somebody new joins the one live application there, where the kind of file says that they may.
    """
    person = incoming.person
    title = ", ".join(filter(None, (person.full_name, person.position, incoming.company)))
    item = ImportItem(ImportResult.SKIPPED, incoming.where, title)
    planning.add(item, lambda: _planned(planning, incoming, item))


def _planned(planning: Planning, incoming: IncomingPerson, item: ImportItem) -> ImportItem:
    incoming = replace(incoming, person=clean_person_lines(incoming.person))
    applications = _applications(planning, incoming)
    if not applications:
        raise CallError(
            f"no application at {incoming.company}" if incoming.company else "no company to match"
        )
    noted = [
        (application, person)
        for application in applications
        for person in application.people
        if _is_same(person, incoming.person)
    ]
    changes: list[str] = []
    for application, person in noted:
        after = completed(person, incoming.person)
        if after != person:
            planning.put(application.with_person(after))
            changes += [name for name in _DETAILS if getattr(after, name) != getattr(person, name)]
    if noted:
        result = ImportResult.CHANGED if changes else ImportResult.EXISTING
        added = join_with_and([_DETAILS[name] for name in dict.fromkeys(changes)])
        return replace(
            item,
            result=result,
            application_id=noted[0][0].id,
            changes=(f"{added} added",) if changes else (),
        )
    if not incoming.can_be_added:
        raise CallError("nobody of that name is noted there")
    live = [application for application in applications if application.stage is not Stage.CLOSED]
    if len(live) != 1:
        raise CallError(
            "several live applications there: --to ID says which" if live else "no live application there"
        )
    after_adding, _ = add_person(live[0], incoming.person)
    planning.put(after_adding)
    return replace(item, result=ImportResult.NEW, application_id=live[0].id, changes=("a person",))


_DETAILS = {
    "form_of_address": "form of address",
    "position": "position",
    "email": "e-mail address",
    "phone": "phone number",
    "family_name": "family name",
}
"""What an address book completes of a person, and the words for it."""


def _applications(planning: Planning, incoming: IncomingPerson) -> Iterable[Application]:
    """Return the applications a person may belong to: those at their company, or with their address.

    Where a card names no company, the domain of the address does.
    """
    if planning.options.target_id in planning.applications:
        return [planning.applications[planning.options.target_id]]
    company, address = incoming.company, incoming.person.email.casefold()
    at_company = planning.at_company(planning.group_of(company) or company_key(company)) if company else []
    if at_company or not address:
        return at_company
    domain = "" if company else domain_of(address)
    profiles = map(planning.profiles.of, planning.applications.values())
    return [
        profile.application
        for profile in profiles
        if address in profile.addresses or is_called_so(profile, domain)
    ]


def _is_same(noted: Person, other: Person) -> bool:
    if noted.email and noted.email.casefold() == other.email.casefold():
        return True
    # Another address contradicts it; another position is only what is noted.
    return likeness(replace(noted, position=""), replace(other, position="")) is Likeness.SAME
