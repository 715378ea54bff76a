"""Every action of the key table: which keys lead to it from a fresh board, and which one is counted.

A scene is one run of the program over a fresh copy of the data. Its keys are pressed one after the other, so
what a key brings depends on those before it, and a new one is best put at its scene's end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from followup_tui.ui import keys


@dataclass(frozen=True, slots=True)
class Step:
    """A key that is counted.

    Attributes:
        id: the action, as the key table and the settings call it; or, in brackets, what else is counted.
        key: the key.
        names: the keys that lead here from the step before, or from the fresh board; not counted.
    """

    id: str
    key: str
    names: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Steps that are made in one run of the program.

    Attributes:
        name: what it is about.
        steps: the steps, in order.
    """

    name: str
    steps: tuple[Step, ...]


def _scene(name: str, *lines: str) -> Scene:
    """Read a scene: a line for each step, `keys that lead there | action | key`."""
    steps = []
    for line in lines:
        names, action, key = (part.strip() for part in line.split("|"))
        steps.append(Step(action, key, names))
    return Scene(name, tuple(steps))


_OWN_SCENES: Final = (
    _scene(
        "moving",
        "            | board.down      | j",
        "            | board.up        | k",
        "            | board.right     | l",
        "            | board.left      | h",
        "            | board.last      | G",
        "            | board.first     | g",
        "            | board.page-down | pagedown",
        "            | board.page-up   | pageup",
        "            | board.column-5  | 5",
        "            | (a page turned) | pagedown",
        "            | board.column-4  | 4",
        "            | board.column-3  | 3",
        "            | board.column-2  | 2",
        "            | board.column-1  | 1",
        "            | board.next-due  | tab",
    ),
    _scene(
        "what the board shows",
        "            | board.sort      | s",
        "s s         | board.filter    | /",
        "            | (a letter of the filter)   | e",
        "            | (another letter of it)     | l",
        "enter       | (the filter taken back)    | escape",
        "            | keys            | ?",
        "            | story.down      | j",
        "            | story.up        | k",
    ),
    _scene(
        "moving a card",
        "            | card.move-right | L",
        "            | card.move-left  | H",
        "            | undo            | u",
        "            | redo            | ctrl+r",
    ),
    _scene(
        "a story",
        "            | card.open       | enter",
        "            | back            | escape",
        "j enter     | (the next card opened) | escape",
    ),
    _scene(
        "what is selected in a story",
        "enter       | selected.down   | j",
        "            | selected.up     | k",
        "            | selected.edit   | enter",
        "escape      | selected.remove | R",
    ),
    _scene("notes", "            | card.notes      | N"),
    _scene(
        "forms",
        "            | board.new       | n",
        "            | (a letter in a form)  | a",
        "            | form.next       | tab",
        "            | form.back       | escape",
    ),
    _scene(
        "editing",
        "| card.edit | e",
        "tab tab tab tab tab tab | form.editor | ctrl+e",
        "X | form.save | ctrl+s",
    ),
    _scene("removing a card", "            | card.remove     | ctrl+k"),
    _scene("after an interview", "            | card.after      | x"),
    _scene("reflecting", "            | card.reflect    | r"),
    _scene("a dossier", "5 | card.dossier | D", "| reading.file | y"),
    _scene(
        "people",
        "            | card.people     | p",
        "            | people.down     | j",
        "            | people.up       | k",
        "            | people.checked  | x",
        "            | people.edit     | enter",
        "escape      | people.new      | n",
        "escape      | people.remove   | D",
    ),
    _scene(
        "the agenda",
        "            | board.agenda    | a",
        "            | agenda.down     | j",
        "            | agenda.up       | k",
        "            | agenda.open     | o",
        "escape      | agenda.act      | enter",
    ),
    _scene(
        "the journal",
        "            | board.journal   | J",
        "            | list.down    | j",
        "            | list.up      | k",
        "            | list.last    | G",
        "            | list.first   | g",
        "            | list.page-down | pagedown",
        "            | list.page-up | pageup",
        "            | journal.open    | enter",
        "            | reading.edit    | e",
        "escape escape | journal.edit  | e",
        "escape      | journal.company | c",
        "c           | journal.tag     | t",
        "t           | journal.open-lessons | o",
        "o           | list.search  | /",
        "            | (a letter of the search) | e",
    ),
    _scene(
        "searching everything",
        "            | board.search    | ctrl+f",
        "            | (a letter of the whole search) | e",
        "enter       | search.open     | enter",
    ),
    _scene("looking back", "S           | statistics.cards | enter"),
    _scene(
        "an import",
        "            | board.import    | I",
        "x           | import.choose   | enter",
        "            | import.go       | ctrl+s",
    ),
    _scene(
        "an offer",
        "            | card.offer      | O",
        "ctrl+s      | offer.edit      | e",
        "escape      | offer.letter    | t",
        "escape escape | offer.time    | m",
        "escape escape | offer.negotiate | n",
        "escape escape | offer.written | i",
        "            | offer.withdrawn | w",
        "            | offer.close     | c",
        "escape u    | offer.decline   | d",
        "u           | offer.accept    | a",
        "            | hired.down      | j",
        "            | hired.up        | k",
        "            | hired.last      | G",
        "            | hired.first     | g",
        "            | hired.letter    | enter",
        "escape escape | hired.dossier | D",
        "escape      | hired.offer     | O",
        "escape j    | hired.withdraw  | c",
    ),
    _scene(
        "a promise",
        "            | card.promise    | P",
        "a ctrl+s enter k k | selected.move | M",
        "escape      | selected.cancel | X",
        "u           | selected.done   | y",
    ),
    _scene("an entry's lessons", "J enter | entry.lessons | x"),
    _scene(
        "half-written",
        "n a b c escape | board.half-written | o",
    ),
    _scene(
        "letters",
        "            | card.thank      | t",
        "            | (a letter in a letter) | a",
        "            | letters.next    | tab",
        "            | letters.before  | shift+tab",
        "            | letters.done    | ctrl+s",
        "            | letters.accept  | ctrl+o",
        "escape      | letters.edit    | enter",
        "escape      | letters.subject | E",
        "escape      | letters.kind    | right",
        "            | letters.kind-back | left",
        "            | letters.questions | Q",
        "            | letters.copy    | y",
        "            | letters.draft   | M",
        "            | letters.anew    | D",
        "escape      | letters.template | T",
        "            | letters.people  | p",
    ),
    _scene("a letter noted", "t ctrl+o escape | letters.sent | s"),
    _scene("a letter sent", "t ctrl+o escape | letters.send | S"),
    _scene("all letters sent", "t ctrl+o escape | letters.send-all | A"),
    _scene("one more letter", "4 f escape  | letters.others | o"),
    _scene("a follow-up", "4           | card.follow-up  | f"),
    _scene("leaving", "            | quit            | q"),
)
"""Those that lead somewhere, or in which one step follows another."""


def _opening(scenes: Iterable[Scene]) -> Iterator[Scene]:
    """Return a scene for each key that opens a screen and is counted in none of these: its press."""
    counted = {step.id for scene in scenes for step in scene.steps}
    for key in (key for group in keys.GROUPS.values() for key in group):
        if key.action.startswith("open_") and key.id not in counted:
            yield Scene(key.id, (Step(key.id, key.keys.split(",")[0], ""),))


SCENES: Final = (*_OWN_SCENES, *_opening(_OWN_SCENES))
"""All of them."""


def missing() -> list[str]:
    """Return the actions of the key table that no scene counts, and what is counted but is no action."""
    known = set(_ids(keys.GROUPS.values()))
    counted = {step.id for scene in SCENES for step in scene.steps if not step.id.startswith("(")}
    return sorted(known ^ counted)


def _ids(groups: Iterable[Iterable[keys.Key]]) -> Iterable[str]:
    return (key.id for group in groups for key in group)
