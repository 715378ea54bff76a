"""Reading the people of an address book: vCards of versions 2.1, 3.0 and 4.0, one or several in a file."""

from __future__ import annotations

import re
from typing import Any, Final

from followup_tui.domain.mail_address import is_address
from followup_tui.domain.person import Person
from followup_tui.domain.person_line import parse_person
from followup_tui.domain.text import clean_line
from followup_tui.errors import CallError
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.incoming import ImportOptions, Incoming, IncomingPerson, SkippedEntry

_BEGIN: Final = "BEGIN:VCARD"
_NO_PEOPLE: Final = frozenset({"org", "group", "location", "device", "application"})
_LONG: Final = 1_000
_PRIVATE: Final = frozenset({"HOME", "FAX", "PAGER"})
"""What TYPE says of an address or a number that is not the one for work."""


def is_vcard(content: Content) -> bool:
    """Return whether a content holds vCards."""
    return (content.text or "")[:200].lstrip().upper().startswith(_BEGIN)


def read_vcards(content: Content, options: ImportOptions) -> Incoming:
    """Read the people of a file; photographs, notes and birthdays are not kept.

    Raises:
        CallError: it is damaged.
    """
    people, skipped = [], []
    for number, card in enumerate(_cards(content, options), start=1):
        where = f"card {number}"
        name = clean_line(_text(card, "fn"), "The name", 100 * _LONG)[:_LONG]
        kind = _text(card, "kind").casefold()
        if kind in _NO_PEOPLE:
            skipped.append(SkippedEntry(where, name, f"KIND:{kind} is no person"))
            continue
        if _is_company(card, name):
            skipped.append(SkippedEntry(where, name, "a company is no person"))
            continue
        try:
            person, company = _person(card), _company(card)
        except CallError as error:
            skipped.append(SkippedEntry(where, name, error.happened))
            continue
        people.append(IncomingPerson(where=where, person=person, company=company, can_be_added=True))
    return Incoming(kind="vcf", title="vCards", people=tuple(people), skipped=tuple(skipped))


def _cards(content: Content, options: ImportOptions) -> list[Any]:
    import vobject  # slow to import, and help and other kinds do without

    text = content.text or ""
    try:
        components = vobject.readComponents(text, allowQP=True, ignoreUnreadable=True)
        total = text.upper().count("BEGIN:VCARD")
        cards: list[Any] = []
        for component in components:
            options.progress("Reading", len(cards), total)
            cards.append(component)
    except (vobject.base.VObjectError, ValueError, LookupError, TypeError, AttributeError) as error:
        reason = clean_line(str(error), "The reason", 100 * _LONG)[:120]
        raise CallError(
            f"{content.name} is a damaged address book: {reason}",
            "Nothing was changed. Export it again",
        ) from error
    return [card for card in cards if card.name == "VCARD"]


def _person(card: Any) -> Person:  # noqa: ANN401 - vobject's
    """Return somebody without an id.

    Raises:
        CallError: there is no name, or it is too long.
    """
    full_name = clean_line(_text(card, "fn"), "The name")
    parts = card.contents.get("n")
    names = parts[0].value if parts else None
    given, additional, family, prefix, suffix = (
        clean_line(_joined(getattr(names, part, "")), "The name")
        for part in ("given", "additional", "family", "prefix", "suffix")
    )
    # A second first name that they do not show is none that they are called by.
    shown = additional if not full_name or additional in full_name else ""
    name = " ".join(filter(None, (given, shown, family)))
    if name:
        person = Person("", f"{name}, {suffix}" if suffix else name, prefix, family_name=family)
    elif full_name:
        person = parse_person(full_name)
    else:
        raise CallError("there is no name in it")
    return Person(
        "",
        person.name,
        person.form_of_address,
        clean_line(_text(card, "title") or _text(card, "role"), "The position") or person.position,
        next((address for address in _values(card, "email") if is_address(address)), ""),
        next(map(_number, _values(card, "tel")), ""),
        family_name=person.family_name,
    )


def _is_company(card: Any, name: str) -> bool:  # noqa: ANN401 - vobject's
    """Return whether a card is that of a company, as versions before 4.0 say it: without anybody's name."""
    is_shown_as_one = _text(card, "x-abshowas").casefold() == "company"
    parts = card.contents.get("n")
    is_somebody = bool(parts) and bool(str(parts[0].value).strip())
    return is_shown_as_one or (bool(name) and name == _company(card) and not is_somebody)


def _company(card: Any) -> str:  # noqa: ANN401 - vobject's
    organizations = card.contents.get("org")
    value = organizations[0].value if organizations else ""
    if isinstance(value, list):  # the departments follow
        value = value[0] if value else ""
    # A comma in a name that is not escaped divides it, too.
    return clean_line(
        ",".join(map(str, value)) if isinstance(value, list) else str(value or ""), "The company"
    )


def _values(card: Any, name: str) -> list[str]:  # noqa: ANN401 - vobject's
    """Return the addresses or numbers of a card: the preferred first, those for work before private ones."""

    def order(line: Any) -> tuple[bool, int]:  # noqa: ANN401 - vobject's
        # In version 2.1 a type stands without its name.
        values = [*line.params.get("TYPE", []), *line.singletonparams]
        types = {kind.upper() for value in values for kind in str(value).split(",")}
        preference = str(next(iter(line.params.get("PREF", [])), "1" if "PREF" in types else "50"))
        return bool(types & _PRIVATE), int(preference) if preference.isdecimal() else 50

    lines = sorted(card.contents.get(name, []), key=order)
    return [str(line.value).strip() for line in lines if str(line.value).strip()]


def _number(value: str) -> str:
    """Return a phone number as somebody writes it; `tel:` and the extension of a URI in words."""
    number = re.sub(r"^tel:", "", value, flags=re.IGNORECASE)
    return clean_line(re.sub(r";ext=", " ext. ", number, flags=re.IGNORECASE), "The number")


def _text(card: Any, name: str) -> str:  # noqa: ANN401 - vobject's
    lines = card.contents.get(name)
    return _joined(lines[0].value) if lines else ""


def _joined(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value or "")
