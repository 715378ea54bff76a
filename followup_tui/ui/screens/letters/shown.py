"""The rows around a letter: to whom, what is still open, what is to be looked at."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from followup_tui.domain.letter import LetterKind
from followup_tui.domain.look import Sign
from followup_tui.letters.drafts import ATTACHING, LetterDrafts
from followup_tui.letters.letter_draft import LetterDraft
from followup_tui.ui.fitting import fit
from followup_tui.ui.glyphs import GLYPHS

KIND_NAMES = {
    LetterKind.THANK_YOU: "thank-you letter",
    LetterKind.FOLLOW_UP: "follow-up",
    LetterKind.SECOND_FOLLOW_UP: "another follow-up",
    LetterKind.ASK_DATE: "ask when they decide",
    LetterKind.REPLY: "answer",
    LetterKind.RESCHEDULE: "ask for another time",
    LetterKind.MISSED_CALL: "the appointment they missed",
    LetterKind.HAND_IN: "what you promised",
    LetterKind.OTHER_OFFER: "tell them of another offer",
    LetterKind.OFFER_THANKS: "thank them for the offer",
    LetterKind.ASK_FOR_TIME: "ask for more time",
    LetterKind.NEGOTIATE: "negotiate",
    LetterKind.ACCEPT: "accept their offer",
    LetterKind.DECLINE: "decline their offer",
    LetterKind.WITHDRAW: "withdraw",
    LetterKind.AFTER_REJECTION: "thanks after their no",
    LetterKind.HIRED_THANKS: "thank those who helped",
    LetterKind.REFERENCE_THANKS: "thank for a reference",
}
"""What a letter of each kind is for."""


def tabs_row(letter_drafts: LetterDrafts, index: int, width: int) -> Content:
    """Return everybody who gets a letter, the one in front told apart, and how far each letter is.

    Where not all have room, the one in front is named, and which of how many it is.
    """
    parts = [_tab(draft, chosen=at == index) for at, draft in enumerate(letter_drafts.drafts)]
    if sum(cell_len(name) + cell_len(mark) for name, mark in parts) <= width:
        styled = [
            (text, style)
            for at, (name, mark) in enumerate(parts)
            for text, style in ((name, "bold" if at == index else "$quiet"), (mark, "$quiet"))
        ]
        return Content.assemble(*styled)
    which = f"{index + 1} of {len(parts)}  "
    name, mark = parts[index]
    room = max(width - cell_len(which) - cell_len(mark), 1)
    return Content.assemble((which, "$quiet"), (fit(name, room), "bold"), (mark, "$quiet"))


def _tab(draft: LetterDraft, *, chosen: bool) -> tuple[str, str]:
    name = draft.person.full_name if draft.person else "to whom it may concern"
    blanks = len(draft.letter.blanks)
    mark = " sent" if draft.sent else f" {blanks} to fill" if blanks else ""
    return (f"[{name}]" if chosen else f" {name} "), f"{mark}  "


def recipient_row(draft: LetterDraft, width: int) -> Content:
    """Return where a letter goes; a name that has no room is cut, and never the address."""
    person = draft.person
    if person is None:
        return Content.assemble(("To       ", "$quiet"), "nobody is noted there; p notes somebody")
    if person.email and not person.name:
        # Nobody is called "the CTO": the mail names the address alone.
        who = fit(f"  {person.full_name}", max(width - 9 - cell_len(person.email), 0))
        return Content.assemble(("To       ", "$quiet"), person.email, (who, "$quiet"))
    where = f"<{person.email}>" if person.email else "no address yet; p notes it"
    name = fit(person.full_name, max(width - 10 - cell_len(where), 8))
    return Content.assemble(("To       ", "$quiet"), f"{name} ", (where, "" if person.email else "$yours"))


def state_rows(letter_drafts: LetterDrafts, index: int, *, writing: bool, sending: bool) -> Content:
    """Return what is still open in a letter, what is to be looked at, and how it can go out.

    Args:
        letter_drafts: the letters.
        index: the one in front.
        writing: whether it is being written on: then no key means anything but what it types.
        sending: whether it is being sent now.
    """
    draft = letter_drafts.drafts[index]
    blanks = draft.letter.blanks
    first: list[tuple[str, str | Style]] = []
    if draft.sent is not None:
        first.append(("sent", "$good"))
    elif sending:
        first.append(("Sending…", "$yours"))
    elif blanks:
        still = f"{len(blanks)} blank{'s' if len(blanks) > 1 else ''} to fill"
        first.append((f"{GLYPHS.signs[Sign.NEXT]} {still}", "bold $yours"))
    elif draft.mistakes:
        first.append((f"{GLYPHS.signs[Sign.NEXT]} look at it once more", "bold $yours"))
    else:
        first.append((f"{GLYPHS.signs[Sign.GOOD]} ready", "bold $good"))
        if link := draft.link:
            first += [("   ", ""), ("click: open in your mail program", Style(underline=True, link=link))]
    if draft.sending and not sending:
        question = f"It was being sent at {draft.sending}: look whether it went; s notes it as sent"
        first.append((f"   {question}", "$overdue"))
    warnings = letter_drafts.warnings(index, writing=writing)
    if not (writing or letter_drafts.is_name_checked(index)):
        warnings.append("p people")
    if ATTACHING in warnings and not writing:
        warnings.append("M makes a draft file for it")
    if draft.begun_from and not writing:
        warnings.append("D begins it anew")
    return Content.assemble(*first, ("\n", ""), (f" {GLYPHS.dot} ".join(warnings), "$yours"))
