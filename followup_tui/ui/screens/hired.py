"""Hired: the acceptance, the withdrawals, the thanks; one list, one key each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.containers import VerticalScroll
from textual.content import Content

from followup_tui.domain.after_hired import AfterHired, HiredStep, after_hired
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.letter import LetterKind
from followup_tui.domain.offers import VERBAL_WARNING
from followup_tui.domain.turn import offer_on_table
from followup_tui.domain.wording import ever_fewer_names
from followup_tui.ui import routes
from followup_tui.ui.fitting import fit_first
from followup_tui.ui.glyphs import GLYPHS
from followup_tui.ui.keys import BACK, EVERYWHERE, HIRED, KeyGroups, bindings
from followup_tui.ui.question import Question
from followup_tui.ui.screens.application_page import ApplicationPage
from followup_tui.ui.selection import moved_index

_LEAVING: Final = (LetterKind.WITHDRAW, LetterKind.DECLINE)
"""The letters that end the other applications."""


class HiredPage(ApplicationPage):
    """What to do once the user is hired, one line selected."""

    BINDINGS: ClassVar = bindings(BACK, HIRED, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (HIRED, BACK)

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self._index = 0
        self._selected_line = 0
        self._rows: list[tuple[LetterKind, HiredStep]] = []
        self._done_rows: dict[tuple[str, str], bool] = {}

    def beside_company(self, application: Application) -> Sequence[str]:
        """Return the role and how it ended."""
        return application.role, application.outcome.value if application.outcome else ""

    def text_about(self, application: Application) -> Content:
        """Return the list; the selected line stays selected wherever it stands now."""
        before = [_row_id(row) for row in self._rows]
        steps = after_hired(application, self.program.tracker.applications.values())
        self._rows = [(LetterKind.ACCEPT, steps.acceptance)] if steps.acceptance else []
        self._rows += [(self._letter_to(step), step) for step in steps.withdrawals]
        # One line for all of them: their letters stand side by side.
        self._rows += [(LetterKind.HIRED_THANKS, step) for step in steps.thanks[:1]]
        self._index = moved_index(before, self._index, [_row_id(row) for row in self._rows])
        parts = [("Congratulations. What is left to do:\n\n", "bold $good")]
        if application.outcome is not Outcome.HIRED:
            parts = [("It is not closed as hired any more.\n\n", "$quiet")]
        elif application.offer is not None and application.offer.is_verbal:
            parts.append((f"{VERBAL_WARNING}\n\n", "$overdue"))
        for index, (kind, step) in enumerate(self._rows):
            is_thanks = kind is LetterKind.HIRED_THANKS
            is_done = all(each.is_done for each in steps.thanks) if is_thanks else step.is_done
            wordings = _thanks_wordings(steps) if is_thanks else [_wording(kind, step)]
            if index == self._index:
                self._selected_line = sum(text.count("\n") for text, _ in parts)
            width = self.app.size.width - 6
            parts += _row(wordings, step, width, is_done=is_done, selected=index == self._index)
            self._done_rows[_row_id((kind, step))] = is_done or (step.is_sent and not is_thanks)
        if not self._rows:
            parts.append(("  Nothing.\n", "$quiet"))
        parts.append(("\nenter writes the letter; c then closes that card.", "$quiet"))
        if steps.thanks and not steps.has_helpers:
            parts.append(
                ("\nSomebody referred you? Note “reference” as their position: p on the card.", "$quiet")
            )
        return Content.assemble(*parts)

    def action_go_down(self, rows: int) -> None:
        """Select the line so many further down, up where negative."""
        self._index = max(0, min(self._index + rows, len(self._rows) - 1))
        self.show_text()
        scroll, line = self.query_one(VerticalScroll), self._selected_line + 1
        if not scroll.scroll_offset.y < line < scroll.scroll_offset.y + scroll.size.height - 1:
            scroll.scroll_to(y=max(0, line - scroll.size.height // 2), animate=False, immediate=True)

    def action_letter(self) -> None:
        """Write the letter of the selected line."""
        if self._index >= len(self._rows):
            return
        row = self._rows[self._index]
        (kind, step), page = row, routes.LETTERS(row[1].application, row[0], "")
        if not self._done_rows.get(_row_id(row)):
            self.app.push_screen(page)
            return
        company = step.application.company
        outcome = step.application.outcome
        was_sent = step.is_sent or kind not in _LEAVING or outcome is None
        done = f"The letter to {company} was sent." if was_sent else f"{company} is closed as {outcome}."
        question = Question("Write one more?", "open it", reasons=(done,))
        self.ask(question, lambda: self.app.push_screen(page))

    def action_first(self) -> None:
        """Select the first line."""
        self.action_go_down(-len(self._rows))

    def action_last(self) -> None:
        """Select the last line."""
        self.action_go_down(len(self._rows))

    def action_withdraw(self) -> None:
        """Close the card of the selected line as withdrawn; one with an offer as declined."""
        kind, step = self._rows[self._index] if self._index < len(self._rows) else (None, None)
        application = step.application if step else None
        if application is None or application.id == self.application_id:
            self.program.say("This closes a card you withdraw from; choose one with j and k")
        elif application.stage is Stage.CLOSED:
            self.program.say(f"{application.company} is closed already")
        else:
            tracker, application_id = self.program.tracker, application.id
            outcome = Outcome.DECLINED if kind is LetterKind.DECLINE else Outcome.WITHDRAWN
            self.program.do(lambda: tracker.close(application_id, outcome))

    def _letter_to(self, step: HiredStep) -> LetterKind:
        """Return the letter that ends another application: an offer is declined."""
        application = step.application
        has_offer = offer_on_table(application, self.program.tracker.today().utc) is not None
        is_declined = application.outcome is Outcome.DECLINED or has_offer
        return LetterKind.DECLINE if is_declined else LetterKind.WITHDRAW

    def action_offer(self) -> None:
        """Show the offer, or note one where there is none."""
        if (application := self.chosen_application()) is not None:
            route = routes.OFFER_ANSWER if application.offer else routes.OFFER
            self.app.push_screen(route(application))


def _row_id(row: tuple[LetterKind, HiredStep]) -> tuple[str, str]:
    kind, step = row
    return kind.value, step.application.id


def _wording(kind: LetterKind, step: HiredStep) -> str:
    to = f" (to {step.person.full_name})" if step.person else ""
    if kind is LetterKind.ACCEPT:
        return f"Accept in writing{to}"
    verb = "Decline the offer of" if kind is LetterKind.DECLINE else "Withdraw from"
    return f"{verb} {step.application.company}, {step.application.role}{to}"


def _thanks_wordings(steps: AfterHired) -> list[str]:
    """Return ever shorter wordings: those who helped; where nobody is noted, whoever may have."""
    names = ever_fewer_names([step.person.full_name for step in steps.thanks if step.person])
    before = "Thank those who helped: " if steps.has_helpers else "If they helped you, thank "
    return [f"{before}{words}" for words in names]


def _row(
    wordings: Sequence[str], step: HiredStep, width: int, *, is_done: bool, selected: bool
) -> list[tuple[str, str]]:
    status = "done" if is_done else "letter sent, c closes it" if step.is_sent else ""
    behind = " $selected-name" if selected else ""
    return [
        (f"{GLYPHS.marker if selected else ' '} ", "$yours"),
        (fit_first(wordings, max(width - 4 - len(status), 1)), f"{'$quiet' if is_done else 'bold'}{behind}"),
        (f"  {status}\n", "$good" if is_done else "$quiet"),
    ]
