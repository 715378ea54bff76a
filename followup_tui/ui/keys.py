"""Every key of the program, once: what the screens bind, the bottom row hints at, and `?` lists.

The user's own keys come from `[keys]` in the settings, by the id in this table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from followup_tui.domain.application import Application, Stage
from followup_tui.ui import routes
from followup_tui.ui.routes import Route

if TYPE_CHECKING:
    from textual.binding import BindingType


class Key(Struct, frozen=True):
    """One key and what it does.

    Attributes:
        id: what the settings call it, `board.move-right`.
        keys: the keys, in Textual's names, separated by commas.
        action: the screen's action.
        does: what it does, for the list of keys.
        hint: how the bottom row says it; empty where it has no room.
        over_entries: whether it counts before what a text entry would do with it.
    """

    id: str
    keys: str
    action: str
    does: str
    hint: str = ""
    over_entries: bool = False

    @property
    def shown(self) -> str:
        """The keys as a person reads them: the first, and those that are arrows or signs: `H <`."""
        first, *others = (_SIGNS.get(key, key) for key in self.keys.split(","))
        return " ".join((first, *(key for key in others if not key.isalnum())))


OverEntries = partial(Key, over_entries=True)
"""A key that counts before what a text entry would do with it."""

_SIGNS: Final = {"down": "↓", "up": "↑", "left": "←", "right": "→"} | {
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "esc",
}

KeyGroups = tuple[tuple[Key, ...], ...]
"""Some groups of keys."""


def opens(route: Route[[], Any]) -> str:
    """Return the action that opens a screen."""
    return f"open_screen({route.name!r})"


def for_card(route: Route[[Application], Any]) -> str:
    """Return the action that opens a screen about the chosen card."""
    return f"open_for_card({route.name!r})"


MOVING = (
    Key("board.down", "j,down", "go_down(1)", "next card"),
    Key("board.up", "k,up", "go_down(-1)", "card before"),
    Key("board.left", "h,left", "go_right(-1)", "column to the left"),
    Key("board.right", "l,right", "go_right(1)", "column to the right"),
    Key("board.first", "g,home", "first", "first card of the column"),
    Key("board.last", "G,end", "last", "last card of the column"),
    Key("board.page-down", "pagedown", "page(1)", "a page down"),
    Key("board.page-up", "pageup", "page(-1)", "a page up"),
    *(
        Key(f"board.column-{number}", str(number), f"column({number})", f"go to {stage.value.title()}")
        for number, stage in enumerate(Stage, start=1)
    ),
)

CARD = (
    Key("card.open", "enter", "open", "open the card: its whole story", "enter open"),
    Key("card.move-left", "H,<", "move(-1)", "move the card a stage back; reopen a closed one"),
    Key("card.move-right", "L,>", "move(1)", "move the card a stage on", "H/L move"),
    Key("card.why", "w", for_card(routes.WHY), "why: may I write, by which rule, until when", "w why"),
    Key("card.thank", "t", "thank", "thank-you letters, one for each person you met", "t thank"),
    Key("card.follow-up", "f", "follow_up", "the follow-up that fits, or another letter", "f follow up"),
    Key("card.reflect", "r", "reflect", "how was it: well, badly, change next time, said", "r reflect"),
    Key("card.edit", "e", "edit", "edit company, role, agency, tags, links, notes", "e edit"),
    Key(
        "card.contact",
        "m",
        for_card(routes.LOG_CONTACT),
        "log a contact: you wrote, or heard from them",
        "m log",
    ),
    Key("card.date", "d", for_card(routes.DECISION_DATE), "the day by which they decide", "d date"),
    Key("card.people", "p", for_card(routes.PEOPLE), "the people you met", "p people"),
    Key("card.interview", "i", for_card(routes.ANOTHER_INTERVIEW), "another interview, held or planned"),
    Key("card.after", "x", "after", "after the interview: a short checklist"),
    Key("card.prep", "v", for_card(routes.PREP), "before the next interview: lessons, what was said"),
    Key("card.dossier", "D", for_card(routes.DOSSIER), "for day one: who is who, what was promised"),
    Key("card.snooze", "z", for_card(routes.SNOOZE), "snooze it: no advice until a day"),
    Key("card.notes", "N", "notes", "write the notes in your own editor"),
    Key("card.offer", "O", "offer", "their offer: note it, accept or decline it"),
    Key("card.promise", "P", "promise", "something you, or they, promised"),
    Key(
        "card.merge", "+", for_card(routes.MERGE_CARDS), "the same job was recorded twice: make two cards one"
    ),
    Key("card.remove", "ctrl+k", "remove", "remove the card; u brings it back"),
    Key(
        "card.close",
        "c",
        for_card(routes.CLOSE),
        "close it: hired, withdrawn, rejected, silent, …",
        "c close",
    ),
)

ACTING = tuple(key for key in CARD if key.id != "card.open")
"""The keys of a card where it is open already."""

SELECTED = (
    Key("selected.down", "j,down", "go_down(1)", "the next interview or contact, or a line down"),
    Key("selected.up", "k,up", "go_down(-1)", "the one before, or a line up"),
    Key("selected.edit", "enter", "on_selected('edit')", "change what is selected", "enter change"),
    Key("selected.move", "M", "on_selected('move')", "it was moved to another time", "M another time"),
    Key(
        "selected.cancel", "X", "on_selected('cancel')", "it was cancelled, or did not take place", "X cancel"
    ),
    Key(
        "selected.done",
        "y",
        "on_selected('done')",
        "it is done: a promise kept, a message that needs no answer",
        "y done",
    ),
    Key("selected.remove", "R,delete", "on_selected('remove')", "remove what is selected", "R remove"),
)
"""The keys of what is selected on the open card. Which of them fit it, `screens/selected.py` says."""

BOARD = (
    Key("board.new", "n", "new", "record an interview", "n new"),
    Key(
        "board.agenda",
        "a",
        opens(routes.AGENDA),
        "agenda: what is due, today and in the next 7 days",
        "a agenda",
    ),
    Key("board.journal", "J", opens(routes.JOURNAL), "the journal: everything you wrote down"),
    Key("board.next-due", "tab", "next_due", "go to the next card on which something is due"),
    Key("board.half-written", "o", "half_written", "go on with what is half-written"),
    Key("board.filter", "/", "filter", "show only cards with these words", "/ filter"),
    Key("board.search", "ctrl+f", "search", "find words in everything: notes, contacts, the journal"),
    Key("board.import", "I", opens(routes.IMPORT), "import from mail, calendars, other trackers"),
    Key("board.statistics", "S", opens(routes.STATISTICS), "looking back: figures and charts"),
    Key("board.sort", "s", "sort", "sort by urgency, company, or newest"),
)

EVERYWHERE = (
    Key("undo", "u", "undo", "take the last step back", "u undo"),
    Key("redo", "ctrl+r", "redo", "do it again"),
    Key("quit", "q", "app.quit", "leave; everything is saved", "q leave"),
    Key("keys", "?", "keys", "this list", "? keys"),
)

BACK = (Key("back", "escape,backspace", "back", "back to the board", "escape back"),)

SCROLLING = (
    Key("story.down", "j,down", "scroll(1)", "a line down"),
    Key("story.up", "k,up", "scroll(-1)", "a line up"),
)

FORM = (
    Key("form.save", "ctrl+s", "save", "save", "ctrl+s save"),
    Key("form.next", "tab", "app.focus_next", "next field", "tab next"),
    Key("form.back", "escape", "back", "back; asks if something would be lost", "escape back"),
)

EDITOR = (
    OverEntries(
        "form.editor", "ctrl+e", "editor", "write it in your own editor ($VISUAL, $EDITOR)", "ctrl+e editor"
    ),
)

AGENDA = (
    Key("agenda.down", "j,down", "go_down(1)", "next line"),
    Key("agenda.up", "k,up", "go_down(-1)", "line before"),
    Key("agenda.act", "enter", "act", "do what the line says", "enter do it"),
    Key("agenda.open", "o", "open", "open the card", "o open"),
)

READING = (
    Key("reading.file", "y", "file", "put it in a file, to print or keep", "y in a file"),
    Key("reading.edit", "e", "edit", "edit it", "e edit"),
)

ENTRY = (Key("entry.lessons", "x", "lessons", "its open lessons: did I do them?", "x lessons"),)

IN_LISTS = (
    Key("list.down", "j,down", "go_down(1)", "next line"),
    Key("list.up", "k,up", "go_down(-1)", "line before"),
    Key("list.first", "g,home", "first", "the first line"),
    Key("list.last", "G,end", "last", "the last line"),
    Key("list.page-down", "pagedown", "page(1)", "a page down"),
    Key("list.page-up", "pageup", "page(-1)", "a page up"),
    Key("list.search", "/", "search", "find words, as you type", "/ find"),
)

SEARCH = (Key("search.open", "enter", "open", "open the card", "enter open"),)

IMPORT = (
    Key("import.choose", "enter", "choose", "choose the answer, or change the option"),
    Key("import.go", "ctrl+s", "go", "read the file; import what is shown"),
)

STATISTICS = (Key("statistics.cards", "enter", "cards", "the cards behind the row", "enter its cards"),)

JOURNAL = (
    Key("journal.open", "enter", "open", "read it", "enter read"),
    Key("journal.edit", "e", "edit", "edit it", "e edit"),
    Key("journal.open-lessons", "o", "only_open", "only entries with open lessons", "o open lessons"),
    Key("journal.company", "c", "company", "only this company", "c company"),
    Key("journal.tag", "t", "tag", "only this tag", "t tag"),
)

LETTERS = (
    Key("letters.edit", "enter,e", "edit", "write on", "enter write"),
    Key("letters.send", "S", "send", "send it with your mail command", "S send"),
    Key("letters.send-all", "A", "send_all", "send all letters that are ready, after one question"),
    Key("letters.others", "o", "others", "write one more, to somebody else"),
    Key("letters.copy", "y", "copy", "copy it, and put it in a file", "y copy"),
    Key("letters.sent", "s", "sent", "you sent it yourself: note it", "s I sent it"),
    Key("letters.draft", "M", "draft_file", "a draft file that mail programs open (.eml)"),
    Key("letters.kind", ">,right", "kind(1)", "another kind of letter", "> another"),
    Key("letters.kind-back", "<,left", "kind(-1)", "the kind of letter before"),
    Key("letters.subject", "E", "subject", "write another subject"),
    Key("letters.questions", "Q", "questions", "your unasked questions go in, or not"),
    Key("letters.anew", "D", "anew", "begin this letter anew, from its template"),
    Key("letters.template", "T", "template", "edit the template in your own editor"),
    Key("letters.people", "p", for_card(routes.PEOPLE), "the people: names, addresses, spelling"),
)

WRITING = (
    OverEntries(
        "letters.next",
        "tab",
        "next(1)",
        "the next blank of the letter, then the next person",
        "tab next blank",
    ),
    OverEntries("letters.before", "shift+tab", "next(-1)", "the blank before, then the person before"),
    OverEntries(
        "letters.done",
        "ctrl+s",
        "done",
        "the first blank left, of any letter; then look at them all",
        "ctrl+s first blank",
    ),
    OverEntries(
        "letters.accept",
        "ctrl+o",
        "accept",
        "keep the text that you noted for the blanks",
        "ctrl+o keep this text",
    ),
)

PEOPLE = (
    Key("people.down", "j,down", "go_down(1)", "next person"),
    Key("people.up", "k,up", "go_down(-1)", "person before"),
    Key("people.new", "n", "new", "note somebody", "n new"),
    Key("people.edit", "enter,e", "edit", "edit", "enter edit"),
    Key(
        "people.checked", "x", "checked", "the spelling of the name is checked, or not", "x spelling checked"
    ),
    Key("people.remove", "D,delete", "remove", "take the person out", "D remove"),
)

OFFER = (
    Key("offer.letter", "t", "letter", "the letter it asks for next", "t letter"),
    Key("offer.time", "m", "write('ask-for-time')", "ask them for more time", "m more time"),
    Key("offer.negotiate", "n", "write('negotiate')", "negotiate a term", "n negotiate"),
    Key("offer.accept", "a", "settle('accepted')", "accept it: closes the card as hired", "a accept"),
    Key("offer.decline", "d", "settle('declined')", "decline it: closes the card as declined", "d decline"),
    Key("offer.withdrawn", "w", "settle('withdrawn')", "they withdrew it: closes nothing", "w withdrawn"),
    Key("offer.written", "i", "written", "it is in writing, or only said", "i in writing"),
    Key("offer.edit", "e,enter", "edit", "change it; once it is over, note another", "e edit"),
    Key("offer.close", "c", for_card(routes.CLOSE), "close the card, with how it ended", "c close"),
)

HIRED = (
    Key("hired.down", "j,down", "go_down(1)", "next line"),
    Key("hired.up", "k,up", "go_down(-1)", "line before"),
    Key("hired.first", "g,home", "first", "the first line"),
    Key("hired.last", "G,end", "last", "the last line"),
    Key("hired.letter", "enter", "letter", "write the letter", "enter letter"),
    Key("hired.withdraw", "c", "withdraw", "close that card as withdrawn", "c close as withdrawn"),
    Key("hired.offer", "O,e", "offer", "the offer and its terms", "O offer"),
    Key("hired.dossier", "D", for_card(routes.DOSSIER), "for day one", "D for day one"),
)

GROUPS: Mapping[str, tuple[Key, ...]] = {
    "The board": BOARD,
    "The card": CARD,
    "The open card": SELECTED,
    "Everywhere": EVERYWHERE,
    "Moving": MOVING,
    "Agenda": AGENDA,
    "People": PEOPLE,
    "Journal": (*JOURNAL, *IN_LISTS),
    "A list of cards": (*SEARCH, *STATISTICS),
    "An import": IMPORT,
    "Letters": (*LETTERS, *WRITING),
    "Their offer": OFFER,
    "Once you are hired": HIRED,
    "A page to read": (*BACK, *SCROLLING, *READING, *ENTRY),
    "In a form": (*FORM, *EDITOR),
}
"""The keys as `?` lists them."""

SHIPPED_KEYS: Mapping[str, str] = {key.id: key.keys for group in GROUPS.values() for key in group}
"""The keys by their ids, as they are where the user has not changed them."""


def only(group: Iterable[Key], *ids: str) -> tuple[Key, ...]:
    """Return the keys of a group that have these ids, in its order."""
    return tuple(key for key in group if key.id in ids)


def without(group: Iterable[Key], *ids: str) -> tuple[Key, ...]:
    """Return the keys of a group but for those that have these ids."""
    return tuple(key for key in group if key.id not in ids)


WHILE_TYPING = frozenset(key.id for key in (*FORM, *EDITOR, *WRITING))
"""The keys that work while the user types: a single letter would fire then."""

ACTIVE_TOGETHER = (
    MOVING + CARD + BOARD + EVERYWHERE,
    FORM + EDITOR,
    BACK + LETTERS + WRITING + EDITOR + EVERYWHERE,
    *(BACK + group + EVERYWHERE for group in (SELECTED + ACTING, AGENDA + ACTING, PEOPLE, HIRED)),
    *(BACK + SCROLLING + group + EVERYWHERE for group in (CARD, OFFER, READING + ENTRY)),
    BACK + SCROLLING + READING + only(BOARD, "board.journal") + EVERYWHERE,
    *(BACK + IN_LISTS + group + EVERYWHERE for group in (JOURNAL, SEARCH, IMPORT, STATISTICS)),
)
"""The keys that a screen binds at the same time: a key can do only one thing in each of these."""


def bindings(*groups: Iterable[Key]) -> list[BindingType]:
    """Return the bindings of some groups, for a screen."""
    from textual.binding import Binding  # the first paint, which names keys, is painted without

    return [
        Binding(key.keys, key.action, key.does, show=False, id=key.id, priority=key.over_entries)
        for group in groups
        for key in group
    ]
