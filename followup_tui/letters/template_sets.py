"""The template sets: those that come with the program, and the user's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from followup_tui.domain.letter import INFORMAL, is_informal, language_code
from followup_tui.domain.person import Person
from followup_tui.domain.salutation import can_be_greeted_by_first_name
from followup_tui.domain.text import TEMPLATE_SET_NAME

SHIPPED: Final = ("en", "de", "de-informal")
"""The sets of templates that come with the program."""


def template_sets(folder: Path) -> tuple[str, ...]:
    """Return the names of the template sets: the shipped ones, and the folders in the user's own folder.

    That one, `letters` beside the settings, may be missing.
    """
    try:
        own = sorted(entry.name for entry in folder.iterdir() if entry.is_dir())
    except OSError:
        own = []
    return tuple(dict.fromkeys([*SHIPPED, *(name for name in own if re.fullmatch(TEMPLATE_SET_NAME, name))]))


def shipped_set(template_set: str) -> str:
    """Return the shipped set that fills in for a set, where that has no template of a kind."""
    language = language_code(template_set)
    informal = f"{language}{INFORMAL}"
    return informal if is_informal(template_set) and informal in SHIPPED else language


def is_by_first_name(person: Person | None, template_set: str, *, first_names: bool) -> bool:
    """Return whether a letter greets somebody by the first name; never where only a family name is known.

    Args:
        person: the recipient; None for a letter to nobody in particular.
        template_set: the set of the application, or of the settings.
        first_names: whether the settings say so, where neither the person nor the set does.
    """
    if person is None or not can_be_greeted_by_first_name(person):
        return False
    if person.by_first_name is not None:
        return person.by_first_name
    return first_names or is_informal(template_set)


def set_for(person: Person | None, template_set: str, folder: Path, *, first_names: bool) -> str:
    """Return the set that a letter to somebody is written from.

    `de-informal` for those whom it greets by the first name, and `de` for all others, whichever of the two
    the application has; where there is no such other set, the one it has.
    """
    base = template_set.removesuffix(INFORMAL)
    by_first_name = is_by_first_name(person, template_set, first_names=first_names)
    fitting_set = f"{base}{INFORMAL}" if by_first_name else base
    return (
        fitting_set if fitting_set == template_set or fitting_set in template_sets(folder) else template_set
    )
