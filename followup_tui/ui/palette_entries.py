"""What the palette offers: commands, and cards, people and lessons by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar

from textual.binding import Binding
from textual.screen import Screen

from followup_tui.domain.application import Application
from followup_tui.domain.journal import journal_entries, lessons_of
from followup_tui.domain.search import fold
from followup_tui.domain.wording import capitalized
from followup_tui.ui import routes
from followup_tui.ui.keys import GROUPS, IN_LISTS, Key
from followup_tui.ui.routes import Route

Subject = TypeVar("Subject")

CARD, PERSON, LESSON, LETTER, COLOURS = "Card", "Person", "Lesson", "Letter", "Colours"

_NAMES: Final = {
    "The board": "Board",
    "The card": "Card",
    "The open card": "Card",
    "Everywhere": "Always",
    "A list of cards": "List",
    "Their offer": "Offer",
    "Once you are hired": "Hired",
    "A page to read": "Page",
    "In a form": "Form",
    "An import": "Import",
}
"""The names of groups of keys in the palette, where they are other ones than in the list of keys."""

_LAST: Final = ("Always", "Moving", COLOURS)
"""What everybody finds without the palette stands last."""

_ALSO_CALLED: Final = {COLOURS: "theme: themes: colors: "}
"""Other words that people look for a group by, before its name."""

_LONGEST: Final = 80
"""In a longer text only whole parts are found, and no letters that are far apart."""

_FEWEST: Final = 3
"""Fewer letters are found only side by side."""

_WIDEST: Final = 3
"""Over how many times their number letters may be spread to be found."""


class Entry(NamedTuple):
    """One row of the palette.

    Attributes:
        group: what kind of thing it is.
        title: what it does, or the name.
        right: the key that does the same, or where the thing is.
        run: does it.
        is_key: whether it is a key; else what stands at the right is where the thing is.
    """

    group: str
    title: str
    right: str
    run: Callable[[], object]
    is_key: bool = False

    @property
    def folded(self) -> tuple[str, str]:
        """The words for the group, and the title, as they are searched."""
        return fold(_ALSO_CALLED.get(self.group, "") + self.group), fold(self.title)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return what can be done on a screen, the useful things first: letters, the card, the screen's own keys.

    On a page that is not the board, its own keys come first.
    """
    unsorted = list(entries)
    own = next((each.group for each in unsorted if each.group not in (LETTER, CARD, *_LAST)), CARD)
    order = (LETTER, CARD, own) if own == "Board" else (own, LETTER, CARD)
    places = {group: place for place, group in enumerate((*order, "", *_LAST))}
    return sorted(unsorted, key=lambda entry: places.get(entry.group, places[""]))


def key_entries(screen: Screen[Any], user_keys: Mapping[str, str]) -> Iterator[Entry]:
    """Yield for each key of a screen what it does, in the order of the list of keys."""
    for group, key in keys_bound_by(type(screen)):
        run = partial(screen.app.call_later, screen.run_action, key.action)
        name = _NAMES["A list of cards"] if key in IN_LISTS else _NAMES.get(group, group)
        yield Entry(name, _title(key), user_keys.get(key.id, key.shown), run, is_key=True)


def keys_bound_by(screen: type[Screen[Any]]) -> Iterator[tuple[str, Key]]:
    """Yield the keys that a class of screens binds, each once, with the name of its group."""
    bound = [entry for kind in screen.__mro__ for entry in vars(kind).get("BINDINGS", ())]
    ids = {entry.id for entry in bound if isinstance(entry, Binding)}
    for group, keys in GROUPS.items():
        yield from ((group, key) for key in keys if key.id in ids)


def name_entries(
    applications: Mapping[str, Application], show: Callable[[Screen[Any]], object]
) -> Iterator[Entry]:
    """Yield the cards, the people and the lessons, by name.

    Args:
        applications: all applications.
        show: opens a screen.
    """
    for application in applications.values():
        yield Entry(
            CARD,
            f"{application.company}, {application.job}",
            "closed" if application.outcome else "",
            partial(_show, show, routes.STORY, application),
        )
    for application in applications.values():
        for person in application.people:
            yield Entry(
                PERSON,
                person.full_name,
                application.company,
                partial(_show, show, routes.PEOPLE, application),
            )
    for learned in lessons_of(journal_entries(applications.values())):
        yield Entry(
            LESSON,
            learned.lesson.text,
            learned.entry.application.company,
            partial(_show, show, routes.ENTRY, learned.entry),
        )


def matched(query: str, group: str, title: str) -> float:
    """Return how well a folded query fits a folded title and its group, from 0, not at all.

    Best is that it begins the title, then that each of its words begins one, then that each is part of one;
    last that its letters stand in the title in their order, from where a word begins and not far apart.
    Only words are found in the group, so `letter: w` finds letters.
    """
    words, text = query.split(), f"{group}: {title}"
    if title.startswith(query):
        return 4
    if all(word in text for word in words):
        return 3 if all(text.startswith(word) or f" {word}" in text for word in words) else 2
    letters = "".join(words)
    if len(title) > _LONGEST or len(letters) < _FEWEST:
        return 0
    begins = [place for place in range(len(title)) if title[place] == letters[0] and _begins(title, place)]
    spread = min((_spread(letters, title, place) for place in begins), default=len(title) + 1)
    return 1 + 1 / (1 + spread) if spread <= min(_WIDEST * len(letters), len(title)) else 0


def _begins(text: str, place: int) -> bool:
    """Return whether a word begins at a place of a text."""
    return place == 0 or not text[place - 1].isalnum()


def _spread(letters: str, text: str, first: int) -> int:
    """Return over how many letters some are spread, from a place on; too many where they are not there."""
    place = first
    for letter in letters[1:]:
        place = text.find(letter, place + 1)
        if place < 0:
            return len(text) + 1
    return place - first + 1


def found(
    query: str, entries: Sequence[tuple[tuple[str, str], Entry]], most: int
) -> list[tuple[float, Entry]]:
    """Return the entries that fit a query best, at most so many; each entry comes with its `folded` texts."""
    wanted = fold(query)
    scored = [(score, entry) for texts, entry in entries if (score := matched(wanted, *texts))]
    return sorted(scored, key=lambda pair: -pair[0])[:most]


def _show(show: Callable[[Screen[Any]], object], route: Route[[Subject], None], subject: Subject) -> None:
    """Show the screen about something; it is made no earlier."""
    show(route(subject))


def _title(key: Key) -> str:
    return capitalized(key.does)
