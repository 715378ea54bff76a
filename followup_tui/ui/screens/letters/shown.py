"""What is said around a letter: to whom, what is still open, what is to be looked at."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from followup_tui.domain.card import Sign
from followup_tui.domain.letter import LetterKind
from followup_tui.letters.desk import Desk, Sheet
from followup_tui.ui.fitting import fit
from followup_tui.ui.glyphs import GLYPHS

NAMES = {
    LetterKind.THANK_YOU: "thank-you letter",
    LetterKind.FOLLOW_UP: "follow-up",
    LetterKind.SECOND_FOLLOW_UP: "another follow-up",
    LetterKind.ASK_DATE: "ask when they decide",
    LetterKind.MISSED_CALL: "the call that did not come",
    LetterKind.WITHDRAW: "withdraw",
    LetterKind.DECLINE: "decline their offer",
    LetterKind.ACCEPT: "accept their offer",
}


def name_of(kind: LetterKind) -> str:
    """Say what a letter is for."""
    return NAMES[kind]


def tabs(desk: Desk, index: int, width: int) -> Content:
    """Name everybody who gets a letter, the one in front told apart, and how far each letter is.

    Where not all have room, the one in front is named, and which of how many it is.
    """
    parts = [_tab(sheet, chosen=at == index) for at, sheet in enumerate(desk.sheets)]
    if sum(cell_len(name) + cell_len(mark) for name, mark in parts) <= width:
        styled = [
            (text, style)
            for at, (name, mark) in enumerate(parts)
            for text, style in ((name, "bold $yours" if at == index else "$quiet"), (mark, "$quiet"))
        ]
        return Content.assemble(*styled)
    which = f"{index + 1} of {len(parts)}  "
    name, mark = parts[index]
    room = max(width - cell_len(which) - cell_len(mark), 1)
    return Content.assemble((which, "$quiet"), (fit(name, room), "bold $yours"), (mark, "$quiet"))


def _tab(sheet: Sheet, *, chosen: bool) -> tuple[str, str]:
    name = sheet.person.full_name if sheet.person else "to whom it may concern"
    places = len(sheet.letter.open_places)
    mark = " sent" if sheet.sent else f" {places} open" if places else ""
    return (f"[{name}]" if chosen else f" {name} "), f"{mark}  "


def to_whom(sheet: Sheet, width: int) -> Content:
    """Say where a letter goes; a name that has no room is cut, and never the address."""
    person = sheet.person
    if person is None:
        return Content.assemble(("To       ", "$quiet"), "nobody is noted there; p notes somebody")
    where = f"<{person.email}>" if person.email else "no address yet; p notes it"
    name = fit(person.full_name, max(width - 10 - cell_len(where), 8))
    return Content.assemble(("To       ", "$quiet"), f"{name} ", (where, "" if person.email else "$yours"))


def state_of(desk: Desk, index: int, *, writing: bool, sending: bool = False) -> Content:
    """Say what is still open in a letter, what is to be looked at, and how it can go out.

    Args:
        desk: the letters.
        index: the one in front.
        writing: whether it is being written on: then no key means anything but what it types.
        sending: whether it is just being sent.
    """
    sheet = desk.sheets[index]
    places = sheet.letter.open_places
    first: list[tuple[str, str | Style]] = []
    if sheet.sent is not None:
        first.append(("sent", "$good"))
    elif sending:
        first.append(("Sending…", "$yours"))
    elif places:
        still = f"{len(places)} places are" if len(places) > 1 else "1 place is"
        first.append((f"{GLYPHS.signs[Sign.REFLECT]} {still} still open", "bold $yours"))
    else:
        first.append((f"{GLYPHS.signs[Sign.LETTER]} ready", "bold $good"))
        if link := sheet.link:
            first += [("   ", ""), ("click: open in your mail program", Style(underline=True, link=link))]
    if sheet.sending and not sending:
        told = f"It was being sent at {sheet.sending}: look whether it went; s notes it as sent"
        first.append((f"   {told}", "$overdue"))
    notes = f" {GLYPHS.dot} ".join(
        [*desk.notes(index, writing=writing), *(() if writing or desk.is_checked(index) else ("p people",))]
    )
    return Content.assemble(*first, ("\n", ""), (notes, "$yours"))
