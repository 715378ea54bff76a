"""The open card: one page that reads as a story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from followup_tui.domain.application import Application
from followup_tui.domain.look import Look
from followup_tui.domain.story import StoryEntry, stage_words
from followup_tui.ui.keys import ACTING, BACK, EVERYWHERE, SELECTED, KeyGroups, bindings
from followup_tui.ui.screens.selected import ACTS, Act, Acts
from followup_tui.ui.screens.selection_page import SelectionPage
from followup_tui.ui.story_now import story_of
from followup_tui.ui.story_rows import lay_out_story
from followup_tui.ui.widgets.marked_rows import Span


class StoryPage(SelectionPage):
    """One application, whole; one entry of its timeline is selected."""

    BINDINGS: ClassVar = bindings(BACK, SELECTED, ACTING, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (ACTING, BACK, EVERYWHERE)

    gone = "It is no longer there. ctrl+r brings back what was undone; escape goes back."

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self._entries: Sequence[StoryEntry] = ()
        self._unfolded: frozenset[str] = frozenset()
        self._hints: Sequence[str] = ()

    def beside_company(self, application: Application) -> Sequence[str]:
        """Return the role and the tags."""
        return (application.job, *application.tags)

    def top_right(self, application: Application) -> tuple[str, Look]:
        """Return the stage, and how long they are overdue."""
        return stage_words(application, self.program.tracker.today())

    def body(self) -> ComposeResult:
        """Yield the story."""
        with VerticalScroll():
            yield self.view
            yield Static(self.gone, id="gone", markup=False)

    def show_text(self) -> None:
        """Show the story as it is now, and the keys that fit what is selected."""
        application = self.application
        self.set_class(application is None, "-gone")
        if application is not None:
            laid = lay_out_story(story_of(self.program, application), self.row_width, self._unfolded)
            self._entries = laid.entries
            spans = [Span(entry.id, *rows) for entry, rows in zip(laid.entries, laid.spans, strict=True)]
            self.show_spans(laid.rows, spans, _first_index(laid.entries))
        self._show_hints()

    def text(self) -> Content:
        """Return the story as one text."""
        return Content(self.view.text)

    def hints(self) -> list[str]:
        """Return what the last row says: first the keys that fit what is selected."""
        acts = self._acts()
        fitting = (
            replace(key, hint=f"{key.shown} {acts[key.id].word}") for key in SELECTED if key.id in acts
        )
        return self.hints_of(tuple(fitting), *self.hint_groups)

    def action_go_down(self, entries: int) -> None:
        """Select the next entry, or the one before; go a line on where there is more to read before that."""
        scroll, index = self.query_one(VerticalScroll), self.index + entries
        if self._entries:
            region = self.view.region_of(self.index)
            first_line = scroll.scroll_target_y
            last_line = first_line + scroll.size.height
            is_cut_off = region.bottom > last_line if entries > 0 else region.y < first_line
        else:
            is_cut_off = True
        if is_cut_off or not 0 <= index < len(self._entries):
            self.action_scroll(entries)
            return
        self.select(index)

    def action_on_selected(self, key: str) -> None:
        """Do to what is selected what a key does to its kind; `key` is `edit` for `selected.edit`."""
        if (act := self._acts().get(f"selected.{key}")) is not None:
            act.act()
        else:
            self.program.say("This key does nothing to what is selected here")

    def open_selected(self) -> None:
        """Do what enter does to the selected entry."""
        self.action_on_selected("edit")

    def select(self, index: int) -> None:
        """Select an entry, and show the keys that fit it."""
        super().select(index)
        self._show_hints()

    def _show_hints(self) -> None:
        """Show the keys that fit what is selected; where they are the same as before, a message stays."""
        if (hints := self.hints()) != self._hints:
            self._hints = hints
            self.say_hints(hints)

    @property
    def _selected(self) -> StoryEntry | None:
        return self._entries[self.index] if self.index < len(self._entries) else None

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

        return fold


def _first_index(entries: Sequence[StoryEntry]) -> int:
    """Return which entry is selected at first: the next interview that is planned, else the latest."""
    interviews = [index for index, entry in enumerate(entries) if entry.events[0].interview]
    ahead = [index for index in interviews if entries[index].is_ahead]
    return max(ahead, default=min(interviews, default=0))
