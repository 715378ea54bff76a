"""The open card: one page that reads as a story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from followup_tui.domain.application import Application
from followup_tui.domain.look import Look
from followup_tui.domain.story import StoryEntry, stage_words
from followup_tui.ui.keys import ACTING, BACK, EVERYWHERE, SELECTED, KeyGroups, bindings
from followup_tui.ui.screens.application_page import ApplicationPage
from followup_tui.ui.screens.selected import ACTS, Act, Acts
from followup_tui.ui.selection import moved_index
from followup_tui.ui.story_now import story_of
from followup_tui.ui.story_rows import lay_out_story
from followup_tui.ui.widgets.marked_rows import MarkedRows, Span
from followup_tui.ui.wrapping import MAX_WIDTH

_BESIDE = 4
"""How many cells of a row the text does not have: the mark, the margins, and what scrolls it."""


class StoryPage(ApplicationPage):
    """One application, whole; one entry of its timeline is selected."""

    BINDINGS: ClassVar = bindings(BACK, SELECTED, ACTING, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (ACTING, BACK, EVERYWHERE)

    gone = "It is no longer there. ctrl+r brings back what was undone; escape goes back."

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self._view = MarkedRows(id="text")
        self._index = 0
        self._ids: list[str] = []
        self._entries: Sequence[StoryEntry] = ()
        self._unfolded: frozenset[str] = frozenset()
        self._hints: Sequence[str] = ()
        self._width = 0

    def beside_company(self, application: Application) -> Sequence[str]:
        """Return the role and the tags."""
        return (application.job, *application.tags)

    def top_right(self, application: Application) -> tuple[str, Look]:
        """Return the stage, and how long they are overdue."""
        return stage_words(application, self.program.tracker.today())

    def body(self) -> ComposeResult:
        """Yield the story."""
        with VerticalScroll():
            yield self._view
            yield Static(self.gone, id="gone", markup=False)

    def on_mount(self) -> None:
        """Show the story."""
        self.show_text()
        self._show_hints()

    def show(self) -> None:
        """Show the page as it is now."""
        super().show()
        self._show_hints()

    def show_text(self) -> None:
        """Show the story as it is now. What is selected stays selected wherever it stands now."""
        application = self.application
        self.set_class(application is None, "-gone")
        if application is None:
            return
        self._width = self.app.size.width
        laid = lay_out_story(
            story_of(self.program, application), min(self._width - _BESIDE, MAX_WIDTH), self._unfolded
        )
        ids = [entry.id for entry in laid.entries]
        self._index = moved_index(self._ids, self._index, ids) if self._ids else _first_index(laid.entries)
        self._ids, self._entries = ids, laid.entries
        spans = [Span(id_, *rows) for id_, rows in zip(ids, laid.spans, strict=True)]
        self._view.show_marked(laid.rows, spans, self._index)

    def text(self) -> Content:
        """Return the story as one text."""
        return Content(self._view.text)

    def hints(self) -> list[str]:
        """Return what the last row says: first the keys that fit what is selected."""
        acts = self._acts()
        fitting = (
            replace(key, hint=f"{key.shown} {acts[key.id].word}") for key in SELECTED if key.id in acts
        )
        return self.hints_of(tuple(fitting), *self.hint_groups)

    def action_go_down(self, entries: int) -> None:
        """Select the next entry, or the one before; go a line on where there is more to read before that."""
        scroll, index = self.query_one(VerticalScroll), self._index + entries
        if self._entries:
            region = self._view.region_of(self._index)
            first_line = scroll.scroll_target_y
            last_line = first_line + scroll.size.height
            is_cut_off = region.bottom > last_line if entries > 0 else region.y < first_line
        else:
            is_cut_off = True
        if is_cut_off or not 0 <= index < len(self._entries):
            self.action_scroll(entries)
            return
        self._select(index)

    def action_on_selected(self, key_id: str) -> None:
        """Do to what is selected what a key does to its kind."""
        if (act := self._acts().get(key_id)) is not None:
            act.act()
        else:
            self.program.say("This key does nothing to what is selected here")

    def on_click(self, event: events.Click) -> None:
        """Select the entry under the pointer; do to one that is selected what enter does."""
        if event.widget is not self._view:
            return
        index = self._view.span_at(event.y)
        if index is not None and index == self._index:
            self.action_on_selected("selected.edit")
        elif index is not None:
            self._select(index)

    def on_resize(self) -> None:
        """Lay the story out anew."""
        if self._width != self.app.size.width:
            self.show_text()

    def _select(self, index: int) -> None:
        self._index = index
        self._view.mark(index)
        self._show_hints()
        scroll, region = self.query_one(VerticalScroll), self._view.region_of(index)
        region = region.crop_size((1, min(region.height, scroll.size.height)))
        scroll.scroll_to_region(region, animate=False, immediate=True)

    def _show_hints(self) -> None:
        """Show the keys that fit what is selected; where they are the same as before, a message stays."""
        if (hints := self.hints()) != self._hints:
            self._hints = hints
            self.say_hints(hints)

    @property
    def _selected(self) -> StoryEntry | None:
        return self._entries[self._index] if self._index < len(self._entries) else None

    def _acts(self) -> Acts:
        """Return what the keys do to what is selected; a letter that is folded is unfolded first."""
        application, entry = self.application, self._selected
        if application is None or entry is None:
            return {}
        acts: dict[str, Act] = {}
        if type(entry.subject) in ACTS:
            acts |= ACTS[type(entry.subject)](self, application, entry.subject)
        is_wave, is_unfolded = len(entry.events) > 1, entry.id in self._unfolded
        if entry.is_foldable and (is_wave or not is_unfolded):
            acts["selected.edit"] = Act("fold" if is_unfolded else "unfold", self._folding(entry))
        return acts

    def _folding(self, entry: StoryEntry) -> Callable[[], None]:
        def fold() -> None:
            self._unfolded ^= {entry.id}
            self.show_text()
            self._show_hints()

        return fold


def _first_index(entries: Sequence[StoryEntry]) -> int:
    """Return which entry is selected at first: the next interview that is planned, else the latest."""
    interviews = [index for index, entry in enumerate(entries) if entry.events[0].interview]
    ahead = [index for index in interviews if entries[index].is_ahead]
    return max(ahead, default=min(interviews, default=0))
