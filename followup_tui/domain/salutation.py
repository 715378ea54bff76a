"""The salutation of a letter: the form of address with the family name, the first name, or the whole name.

A wrong name is worse than none: where it is not certain which word is the family name or the first name, the
whole name is used, without what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from followup_tui.domain.forms_of_address import WITH_GIVEN_NAME, plain_form, spoken_forms
from followup_tui.domain.name_letters import is_initial
from followup_tui.domain.name_marks import without_marks
from followup_tui.domain.names import NameParts, name_characters, read_name
from followup_tui.domain.person import Person

_GERMAN_OPENING: Final = {"Frau": "Sehr geehrte", "Herr": "Sehr geehrter"}

_TO_NOBODY: Final[Mapping[str, str]] = {"en": "Dear hiring team,", "de": "Sehr geehrte Damen und Herren,"}


def family_name(person: Person) -> str:
    """Return the family name of a person where it is certain; else an empty text.

    It is certain where the user noted it, where the name shows it (`NAGY Péter`, `Novák, Jana`, `山田 太郎`),
    and where a known given name and one family name, with its particles, are all there is (`Anna von Berg`).
    """
    return _plain(person.family_name) or _parts(person).family


def name_in_letters(person: Person) -> str:
    """Return the name of a person as a letter writes it: without brackets, degrees, pronouns and marks."""
    return _parts(person).whole


def first_name(person: Person) -> str:
    """Return the first name of a person where it is certain; else an empty text."""
    parts = _parts(person)
    noted = _plain(person.family_name).casefold().split()
    is_called_otherwise = parts.given != "" and parts.given not in parts.whole.split()
    if not noted or is_called_otherwise:
        return parts.given
    rest = [word for word in parts.whole.split() if word.casefold() not in noted and not is_initial(word)]
    return " ".join(rest) if rest and len(rest) < len(parts.whole.split()) else parts.given


def can_be_greeted_by_first_name(person: Person | None) -> bool:
    """Return whether more than a family name is known of somebody: of `Frau Novák` it is not."""
    parts = _parts(person) if person is not None else NameParts()
    if person is None or not parts.whole:
        return False
    is_one_name = all(word.islower() for word in parts.whole.split()[:-1])  # `von Berg` is one
    return not (_forms(person, parts) and is_one_name and parts.given in ("", parts.whole))


def salutation(person: Person | None, language: str, *, by_first_name: bool = False) -> str:
    """Return the salutation of a letter: `Dear Dr. Novák,`, `Sehr geehrte Frau Novák,`, `Dear Jana Novák,`.

    Args:
        person: the recipient; None for a letter to nobody in particular. Somebody whose name is not known is
            greeted as nobody in particular.
        language: `en` or `de`; any other is treated as English.
        by_first_name: whether to greet by the first name, `Dear Jana,`, `Hallo Jana,`. Where that is not
            certain it is the whole name; whoever cannot be greeted so is greeted formally.
    """
    to_nobody = _TO_NOBODY.get(language, _TO_NOBODY["en"])
    parts = _parts(person) if person is not None else NameParts()
    if person is None or not parts.whole:
        return to_nobody
    family = family_name(person)
    spoken = spoken_forms(_forms(person, parts), parts.suffixes, language)
    if by_first_name and can_be_greeted_by_first_name(person):
        return f"{'Hallo' if language == 'de' else 'Dear'} {first_name(person) or parts.whole},"
    forms = spoken.words
    if spoken.dropped and not can_be_greeted_by_first_name(person):
        return to_nobody  # `Dear Huber,` would be rude, and what is left of the title says no more
    if language == "de":
        opening = _GERMAN_OPENING.get(forms[0] if forms else "", "Guten Tag")
        # Without Frau or Herr, a family name alone would be impolite.
        name = parts.whole if opening == "Guten Tag" else family or parts.whole
        return f"{' '.join([opening, *forms, name])},"
    if forms and plain_form(forms[-1]) in WITH_GIVEN_NAME:
        return f"Dear {' '.join([*forms, (family and first_name(person)) or parts.whole])},"
    return f"Dear {' '.join([*forms, (forms and family) or parts.whole])},"


def _parts(person: Person) -> NameParts:
    return read_name(person.name, has_form=bool(person.form_of_address))


def _forms(person: Person, parts: NameParts) -> str:
    """Return the forms of address that were noted, and those that stand in the name."""
    return " ".join(filter(None, (_plain(person.form_of_address), parts.forms)))


def _plain(text: str) -> str:
    """Return a text as a name is written: without brackets, marks and digits."""
    return " ".join(re.sub(r"[,()]", " ", name_characters(without_marks(text).name)).split())
