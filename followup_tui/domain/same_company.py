"""What the user says about two companies: that they are one, or that they are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.applications import outlines
from followup_tui.domain.company import company_key, company_of
from followup_tui.domain.dates import say_day
from followup_tui.domain.stages import Today, stage_on
from followup_tui.domain.text import clean_line

_OWN = "#"
"""Stands in the group of an application that is at another company of the same name; in no key of a name."""


def known_at(company: str, applications: Mapping[str, Application]) -> list[Application]:
    """Return the applications at companies of this name, however it is spelled, the newest first.

    Raises:
        DataError: one of them cannot be decoded.
    """
    key = company_key(company)
    ids = [outline.id for outline in outlines(applications) if company_key(outline.company) == key]
    members = [applications[application_id] for application_id in ids]
    return sorted(members, key=lambda application: application.created_at.utc, reverse=True)


def say_known(company: str, applications: Mapping[str, Application], today: Today) -> str:
    """Say what is known of a company: `You know Acme: rejected Thu 12 Nov, Backend`; nothing of a new one.

    Raises:
        DataError: an application there cannot be decoded.
    """
    members = known_at(clean_line(company, "The company"), applications) if company.strip() else []
    if not members:
        return ""
    newest, more = members[0], f" and {len(members) - 1} more" if len(members) > 1 else ""
    return f"You know {newest.company}: {_standing(newest, today)}, {newest.job}{more}"


def group_by_name(company: str, applications: Mapping[str, Application], group_before: str = "") -> str:
    """Return the company group of an application that gets this company's name.

    It is that of the others of that name; where there are none, `group_before` stays, unless that
    was only that it is not the other of its old name.
    """
    members = known_at(company, applications)
    if members:
        return "" if any(not each.company_group for each in members) else members[0].company_group
    return "" if _OWN in group_before else group_before


def own_group(application: Application) -> str:
    """Return the group of an application that is at another company than those of the same name."""
    return f"{company_key(application.company)}{_OWN}{application.uid or application.id}"


def renamed(application: Application, company: str, applications: Mapping[str, Application]) -> Application:
    """Return an application with another name of its company."""
    if company_key(company) == company_key(application.company):
        return replace(application, company=company)
    others = {each.id: each for each in applications.values() if each.id != application.id}
    group_before = application.company_group
    if not group_before and any(each.company_group == company_of(application) for each in others.values()):
        group_before = company_of(application)  # the user said that those are at its company
    group = group_by_name(company, others, group_before)
    return replace(application, company=company, company_group=group)


def as_same_company(
    application: Application, other: Application, applications: Iterable[Application]
) -> dict[str, Application]:
    """Return those that change where the user says that two are at one company, by id.

    It counts for all applications at either company, whichever is renamed later.
    """
    group, companies = company_of(other), (company_of(application), company_of(other))
    if companies[0] == companies[1]:
        return {}
    return {
        each.id: replace(each, company_group=group)
        for each in applications
        if company_of(each) in companies and each.company_group != group
    }


def as_other_company(
    application: Application, other: Application, applications: Iterable[Application]
) -> dict[str, Application]:
    """Return those that change where the user says that two are not at one company, by id.

    Of two companies with one name, the application alone is at another one; of two with different names, all
    applications with its name are.
    """
    if company_of(application) != company_of(other):
        return {}
    key = company_key(application.company)
    if key == company_key(other.company):
        return {application.id: replace(application, company_group=own_group(application))}
    group = "" if key != company_of(other) else own_group(application)
    return {
        each.id: replace(each, company_group=group)
        for each in applications
        if company_of(each) == company_of(other) and company_key(each.company) == key
    }


def _standing(application: Application, today: Today) -> str:
    if application.stage is not Stage.CLOSED or application.outcome is None:
        return stage_on(application, today).value
    on = f" {say_day(application.closed_at.day(today.zone), today.day)}" if application.closed_at else ""
    return f"{application.outcome.value}{on}"
