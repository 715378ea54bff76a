"""Importing what other programs have: files named, questions answered, all of it shown before it is done."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Final

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer
from textual.widgets import Input, Static

from followup_tui.domain.look import Meaning
from followup_tui.domain.text import clean_text
from followup_tui.errors import FollowupError
from followup_tui.exchange.imports.columns import UnknownColumnError
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.incoming import ImportOptions, Progress, Question
from followup_tui.exchange.imports.kinds import UnknownKindError
from followup_tui.exchange.imports.plan import ImportResult
from followup_tui.importing import (
    RESULT_WORDS,
    ChangedMeanwhileError,
    PlannedImport,
    answered,
    column_question,
    count_results,
    import_options,
    import_planned,
    paths_of,
    plan_again,
    plan_contents,
    read_contents,
    say_item,
    say_use,
    say_wanted,
    with_column,
)
from followup_tui.storage.recovery import Recovery
from followup_tui.ui.import_run import ImportRun, Work
from followup_tui.ui.keys import BACK, EVERYWHERE, IMPORT, IN_LISTS, KeyGroups, bindings
from followup_tui.ui.screens.list_page import RowsPage
from followup_tui.ui.widgets.field import line_entry
from followup_tui.ui.widgets.import_list import ImportList, ImportRow

_ABOUT: Final = (
    "Which file? Type or paste its path; several with a space between.\n\n"
    "followup reads mails and calendar invitations, address books, the exports of LinkedIn and of trackers, "
    "Trello boards, and any table with a company and a role. It shows what it found, and changes nothing "
    "before you say so."
)

_QUIET: Final = {ImportResult.EXISTING, ImportResult.SKIPPED}

_READING_AFTER: Final = 0.2
"""So many seconds an import reads before the page says so: most end before, and a sentence that flashes by
cannot be read."""

_MOVING: Final = tuple(key for key in IN_LISTS if key.id != "list.search")


class ImportPage(RowsPage):
    """An import, from the names of its files to one step. Nothing is changed before it is confirmed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(BACK, _MOVING, IMPORT, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (BACK,)
    AUTO_FOCUS: ClassVar[str | None] = "#files"

    def __init__(self) -> None:
        super().__init__()
        self._run: ImportRun | None = None
        self._reading: Timer | None = None
        """Shows that files are being read, once that takes a while."""
        self._contents: Sequence[Content] = ()
        self._options: ImportOptions | None = None
        self._planned: PlannedImport | None = None
        self._notice = ""
        self._answer: Callable[[str], None] | None = None
        """Takes the answer to what is asked; None while nothing is."""

    def body(self) -> ComposeResult:
        """Yield the names of the files, what is asked, and what would be."""
        yield line_entry(placeholder="~/Downloads/applications.csv", id="files")
        yield Static("", id="about", markup=False)
        yield line_entry(id="answer")
        yield ImportList()
        yield Static("", id="entry", markup=False)

    def on_mount(self) -> None:
        """Ask for the files."""
        self.say_top("Import")
        self._say(_ABOUT)
        self._hint("enter read it")

    @property
    def rows(self) -> ImportList:
        """The list."""
        return self.query_one(ImportList)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Read the files that are named, or take the answer that was typed."""
        if event.input.id == "answer":
            self._take_typed(event.value)
        else:
            self._read_files()

    def on_click(self) -> None:
        """Show the row under the pointer whole; the list has selected it."""
        self._show_selected()

    def on_row_list_opened(self) -> None:
        """Do what the row that was clicked stands for, and no more."""
        selected = self.rows.selected
        if selected is not None and selected.choose is not None:
            selected.choose()

    def action_choose(self) -> None:
        """Do what the selected row stands for: an answer, an option; one of the entries imports them all."""
        selected = self.rows.selected
        if selected is not None and selected.choose is not None:
            selected.choose()
        else:
            self.action_go()

    def action_go(self) -> None:
        """Read the files, take the answer, or import: what comes next."""
        selected = self.rows.selected
        if self._run is not None:
            return
        if self._answer is None and self._planned is None:
            self._read_files()
        elif self._answer is None and self._planned is not None:
            self._import(self._planned)
        elif self.query_one("#answer", Input).has_focus:
            self._take_typed(self.query_one("#answer", Input).value)
        elif selected is not None and selected.choose is not None:
            selected.choose()

    def action_back(self) -> None:
        """Stop reading; go back from the choice of a column; else leave, with nothing changed."""
        if self._run is not None:
            self._stop()
            self._ask_for_files("Stopped. Nothing was changed.")
            return
        if self._answer is not None and self._planned is not None and not self._planned.plan.questions:
            self._show(self._planned)
        else:
            self.dismiss(None)

    def action_go_down(self, rows: int) -> None:
        """Go so many rows down, up where negative."""
        super().action_go_down(rows)
        self._show_selected()

    def on_unmount(self) -> None:
        """Stop reading."""
        self._stop()

    def _read_files(self) -> None:
        text = self.query_one("#files", Input).value
        applications = dict(self.program.tracker.applications)
        options = self._options = import_options(self.program.context, self.program.tracker.today())

        def work(progress: Progress) -> PlannedImport:
            self._contents = read_contents(paths_of(text, os.environ))
            return plan_contents(self._contents, applications, replace(options, progress=progress))

        self._start(work)

    def _plan(self, options: ImportOptions) -> None:
        """Plan anew with what was told since."""
        contents, applications = self._contents, dict(self.program.tracker.applications)
        self._options = options  # what is asked next is told beside it

        def work(progress: Progress) -> PlannedImport:
            return plan_contents(contents, applications, replace(options, progress=progress))

        self._start(work)

    def _plan_again(self, planned: PlannedImport) -> None:
        """Plan anew what was changed meanwhile."""
        applications = dict(self.program.tracker.applications)

        def work(progress: Progress) -> PlannedImport:
            told = replace(planned.options, progress=progress)
            return plan_again(planned._replace(options=told), applications)

        self._start(work)

    def _start(self, work: Work) -> None:
        self._stop()
        self._planned = self._answer = None
        self._run = ImportRun(self.program, work, self._say, self._ended)
        self._reading = self.set_timer(_READING_AFTER, self._show_reading)

    def _show_reading(self) -> None:
        self.remove_class("-typing")
        self._show_rows(())
        self._say("Reading…")
        self._hint()

    def _stop(self) -> None:
        if self._run is not None:
            self._run.stop()
            self._end_run()

    def _end_run(self) -> None:
        self._run = None
        if self._reading is not None:
            self._reading.stop()

    def _ended(self, result: PlannedImport | FollowupError) -> None:
        """Show what would be, ask what is open, or say why nothing can be imported."""
        self._end_run()
        self.remove_class("-typing")
        if isinstance(result, FollowupError):
            self._ask_or_refuse(result)
            return
        self._planned, self._options = result, result.options
        if result.plan.questions:
            question = result.plan.questions[0]
            self._ask(question, lambda answer: self._plan(answered(result.options, question, answer)))
        else:
            self._show(result)

    def _ask_or_refuse(self, error: FollowupError) -> None:
        """Ask what the files do not show, where that can be said; else say why they cannot be imported."""
        told = self._options
        if told is not None and isinstance(error, UnknownKindError) and error.question:
            self._ask(error.question, lambda kind: self._plan(replace(told, kind=kind)))
        elif told is not None and isinstance(error, UnknownColumnError) and error.question:
            field = error.field
            self._ask(error.question, lambda heading: self._plan(with_column(told, heading, field)))
        else:
            self._ask_for_files(str(error), is_wrong=True)

    def _ask_for_files(self, sentence: str, *, is_wrong: bool = False) -> None:
        self._planned = None
        self._show_rows(())
        self._say(_ABOUT)
        self._hint("enter read it")
        self.query_one("#files", Input).focus()
        self.bottom.show_message(sentence, Meaning.OVERDUE if is_wrong else Meaning.QUIET)

    def _ask(self, question: Question, answer: Callable[[str], None]) -> None:
        """Ask something: one of several, or what is typed."""
        self._answer = answer
        self._say(question.text)
        self.set_class(not question.choices, "-typing")
        if not question.choices:
            self._show_rows(())
            self._hint("enter answer")
            self.query_one("#answer", Input).focus()
            return
        self._show_rows(
            [
                ImportRow(choice.value, str(number), choice.label, partial(answer, choice.value))
                for number, choice in enumerate(question.choices, start=1)
            ]
        )
        self._hint("enter choose")
        self.rows.focus()

    def _take_typed(self, text: str) -> None:
        if text.strip() and self._answer is not None:
            self.query_one("#answer", Input).value = ""
            self._answer(text.strip())

    def _show(self, planned: PlannedImport) -> None:
        """Show what becomes of each entry, and above it what can be told otherwise."""
        self._answer = None
        plan, told = planned.plan, planned.options
        counts = count_results(plan)
        self.say_top("Import", *(f"{counts[result]:,} {word}" for result, word in RESULT_WORDS.items()))
        notice, self._notice = self._notice, ""
        if plan.changed:
            self._say(f"{notice}{say_wanted(plan)} of {planned.titles} would be imported. ctrl+s does it.")
        elif plan.items:
            self._say(f"{notice}There is nothing to import of {planned.titles}: each line says why.")
        else:
            self._say(f"{notice}There is no entry in it ({planned.titles}).")
        rows: list[ImportRow] = []
        if any(file.applications for file in planned.incoming):
            text = f"also applications without an interview yet: {'yes' if told.takes_all else 'no'}"
            other = replace(told, takes_all=not told.takes_all)
            rows.append(ImportRow("all", "option", text, partial(self._plan, other)))
        rows += [
            ImportRow(
                ("column", heading),
                "column",
                f"{heading} is {say_use(field)}",
                partial(self._ask_column, heading),
            )
            for file in planned.incoming
            for heading, field in file.columns
        ]
        first = len(rows)
        rows += [
            ImportRow(number, RESULT_WORDS[item.result], say_item(item), is_quiet=item.result in _QUIET)
            for number, item in enumerate(plan.items)
        ]
        self._show_rows(rows)
        self.rows.move(first)
        self.rows.focus()
        self._show_selected()
        self._hint("ctrl+s import" if plan.changed else "", "j/k all lines", "enter change" if first else "")

    def _ask_column(self, heading: str) -> None:
        told = self._options
        if told is not None:
            self._ask(column_question(heading), lambda field: self._plan(with_column(told, heading, field)))

    def _import(self, planned: PlannedImport) -> None:
        """Import it as one step, with a backup before; show it anew where something was changed meanwhile."""
        if not planned.plan.changed:
            self.bottom.show_message("There is nothing to import")
            return
        tracker, paths = self.program.tracker, self.program.context.paths
        recovery = Recovery(paths.data_file, paths.backups_folder, lambda: tracker.today().now)
        try:
            change = import_planned(tracker, recovery, planned)
        except ChangedMeanwhileError as error:
            self._notice = f"{error.happened}. This is what an import would do now.\n"
            self._plan_again(planned)
            return
        except FollowupError as error:
            self.bottom.show_message(str(error), Meaning.OVERDUE)
            return
        self.program.announce(change)
        self.dismiss(None)
        self.app.call_later(self.program.acknowledge, change)

    def _show_rows(self, rows: Sequence[ImportRow]) -> None:
        self.rows.show_items(())  # the selection belongs to what was asked before
        self.rows.show_items(rows)
        self.query_one("#entry", Static).update("")

    def _show_selected(self) -> None:
        """Show the selected row whole, below the list."""
        selected = self.rows.selected
        self.query_one("#entry", Static).update(selected.text if selected else "", layout=False)

    def _say(self, text: str) -> None:
        self.query_one("#about", Static).update(clean_text(text, "The text"))

    def _hint(self, *hints: str) -> None:
        self.say_hints([*filter(None, hints), *self.hints()])
