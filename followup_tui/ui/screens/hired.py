"""Hired: the acceptance, the withdrawals, the thanks; one list, one key each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from followup_tui.cells import text_width
from followup_tui.domain.after_hired import AfterHired, HiredStep, after_hired
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.letter import LetterKind
from followup_tui.domain.offers import VERBAL_WARNING
from followup_tui.domain.turn import offer_on_table
from followup_tui.domain.wording import ever_fewer_names
from followup_tui.ui import routes
from followup_tui.ui.fitting import fit
from followup_tui.ui.keys import BACK, EVERYWHERE, HIRED, KeyGroups, bindings
from followup_tui.ui.pieces import EMPTY, row, spread
from followup_tui.ui.question import Question
from followup_tui.ui.screens.selection_page import SelectionPage
from followup_tui.ui.styles import Run
from followup_tui.ui.widgets.marked_rows import Span
from followup_tui.ui.wrapping import wrap

_Wording = tuple[str, str, str]
"""What is to be done with whom: the words before the name, the name, and those behind it."""

_LEAVING: Final = (LetterKind.WITHDRAW, LetterKind.DECLINE)
"""The letters that end the other applications."""


class HiredPage(SelectionPage):
    """What to do once the user is hired, one line selected."""

    BINDINGS: ClassVar = bindings(BACK, HIRED, EVERYWHERE)
    hint_groups: ClassVar[KeyGroups] = (HIRED, BACK)

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self._rows: list[tuple[LetterKind, HiredStep]] = []
        self._done_rows: dict[str, bool] = {}

    def beside_company(self, application: Application) -> Sequence[str]:
        """Return the role and how it ended."""
        return application.role, application.outcome.value if application.outcome else ""

    def show_text(self) -> None:
        """Show the list."""
        application, width = self.application, self.row_width
        if application is None:
            self.show_sentence(self.gone)
            return
        steps = after_hired(application, self.program.tracker.applications.values())
        self._rows = [(LetterKind.ACCEPT, steps.acceptance)] if steps.acceptance else []
        self._rows += [(self._letter_to(step), step) for step in steps.withdrawals]
        # One line for all of them: their letters stand side by side.
        self._rows += [(LetterKind.HIRED_THANKS, step) for step in steps.thanks[:1]]
        rows = [row([run], width) for run in _above(application, width)]
        rows.append(EMPTY)
        spans = []
        for kind, step in self._rows:
            is_thanks = kind is LetterKind.HIRED_THANKS
            is_done = all(each.is_done for each in steps.thanks) if is_thanks else step.is_done
            self._done_rows[_row_id((kind, step))] = is_done or (step.is_sent and not is_thanks)
            wordings = _thanks_wordings(steps) if is_thanks else _wordings(kind, step)
            spans.append(Span(_row_id((kind, step)), len(rows), len(rows) + 1))
            rows.append(row(_runs(wordings, step, width, is_done=is_done), width))
        if not self._rows:
            rows.append(row([("Nothing.", "quiet")], width))
        below = ["enter writes the letter; c then closes that card."]
        if steps.thanks and not steps.has_helpers:
            below.append("Somebody referred you? Note “reference” as their position: p on the card.")
        rows.append(EMPTY)
        rows += [row([(line, "quiet")], width) for text in below for line in wrap(text, width)]
        self.show_spans(rows, spans)

    def open_selected(self) -> None:
        """Write the letter of the selected line."""
        self.action_letter()

    def action_letter(self) -> None:
        """Write the letter of the selected line."""
        if self.index >= len(self._rows):
            return
        kind, step = self._rows[self.index]
        page = routes.LETTERS(step.application, kind, "")
        if not self._done_rows.get(_row_id((kind, step))):
            self.app.push_screen(page)
            return
        company = step.application.company
        outcome = step.application.outcome
        was_sent = step.is_sent or kind not in _LEAVING or outcome is None
        done = f"The letter to {company} was sent." if was_sent else f"{company} is closed as {outcome}."
        question = Question("Write one more?", "open it", reasons=(done,))
        self.ask(question, lambda: self.app.push_screen(page))

    def action_withdraw(self) -> None:
        """Close the card of the selected line as withdrawn; one with an offer as declined."""
        kind, step = self._rows[self.index] if self.index < len(self._rows) else (None, None)
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


def _row_id(letter: tuple[LetterKind, HiredStep]) -> str:
    kind, step = letter
    return f"{kind.value} {step.application.id}"


def _above(application: Application, width: int) -> list[Run]:
    """Return what stands over the list, a line each."""
    if application.outcome is not Outcome.HIRED:
        return [("It is not closed as hired any more.", "quiet")]
    if application.offer is not None and application.offer.is_verbal:
        return [(line, "overdue") for line in wrap(VERBAL_WARNING, width)]
    return [(line, "good-bold") for line in wrap("Congratulations. What is left to do:", width)]


def _wordings(kind: LetterKind, step: HiredStep) -> list[_Wording]:
    """Return ever shorter wordings of a letter to write."""
    to = f" (to {step.person.full_name})" if step.person else ""
    if kind is LetterKind.ACCEPT:
        return [("", "Accept in writing", to), ("", "Accept in writing", "")]
    verb = "Decline the offer of " if kind is LetterKind.DECLINE else "Withdraw from "
    company, role = step.application.company, f", {step.application.role}"
    return [(verb, company, f"{role}{to}"), (verb, company, role), (verb, company, "")]


def _thanks_wordings(steps: AfterHired) -> list[_Wording]:
    """Return ever shorter wordings: those who helped; where nobody is noted, whoever may have."""
    names = ever_fewer_names([step.person.full_name for step in steps.thanks if step.person])
    before = "Thank those who helped: " if steps.has_helpers else "If they helped you, thank "
    return [(before, words, "") for words in names]


def _runs(wordings: Sequence[_Wording], step: HiredStep, width: int, *, is_done: bool) -> tuple[Run, ...]:
    """Return a line: what to do, the name in bold, and how far it is at its right end."""
    status = "done" if is_done else "letter sent, c closes it" if step.is_sent else ""
    room = max(width - text_width(status) - 2, 1)
    fitting = (wording for wording in wordings if text_width("".join(wording)) <= room)
    before, name, behind = next(fitting, wordings[-1])
    left = [
        (before, "quiet" if is_done else "plain"),
        (fit(name, max(room - text_width(before), 1)), "name-over" if is_done else "name"),
        (behind, "quiet"),
    ]
    return spread(left, [(status, "good" if is_done else "quiet")], width)
