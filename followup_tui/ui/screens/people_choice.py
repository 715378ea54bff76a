"""The choice of a person in a form: the people of an application, or nobody of them."""

from __future__ import annotations

from typing import Final

from followup_tui.domain.application import Application

NOBODY: Final = "the company"
"""What is chosen where it is nobody one knows."""


def people_by_choice(application: Application) -> dict[str, str]:
    """Return the ids of an application's people, by the words that choose each.

    Two people of one name are told apart by their ids, and one called like the last choice, too.
    """
    names = [NOBODY, *(person.full_name for person in application.people)]
    return {
        person.full_name
        if names.count(person.full_name) == 1
        else f"{person.full_name} ({person.id})": person.id
        for person in application.people
    }
