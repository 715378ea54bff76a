"""Parses the user's own name and address, as the settings have them."""

from __future__ import annotations

# Not `person_line`: the settings are read at every start, and a prompt waits for `due`.
from followup_tui.domain.forms_of_address import is_suffix, split_name
from followup_tui.domain.mail_address import split_address
from followup_tui.domain.person import Person
from followup_tui.domain.text import clean_line
from followup_tui.errors import CallError


def parse_sender(text: str) -> Person:
    """Parse the user's own name and address: `Ada King <ada@example.org>`, `"King, Ada" <ada@example.org>`.

    Raises:
        CallError: it is no name with an address.
    """
    line, address = split_address(clean_line(text, "Your name and address", limit=500))
    if not address:
        raise CallError("There is no address in it", "Write it like Ada King <ada@example.org>")
    name = line.strip(" ,\"'“”„")
    first, *others = [part.strip() for part in name.split(",") if part.strip()] or [""]
    names = [part for part in others if not is_suffix(part)]
    suffixes = [part for part in others if is_suffix(part)]
    if len(names) == 1:  # a sender has no position: it is the first name
        first = f"{names[0]} {first}"
    elif names:
        first = ", ".join([first, *names])
    form_of_address, name = split_name(first)
    if not any(map(str.isalpha, name)):
        raise CallError("There is no name in it", "Write it like Ada King <ada@example.org>")
    name = clean_line(", ".join([name, *suffixes]), "Your name")
    return Person(id="", name=name, form_of_address=form_of_address, email=address)
