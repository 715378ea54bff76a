"""Going on with a form that was half-written when the line dropped."""

from __future__ import annotations

from followup_tui.domain.application import Person
from followup_tui.domain.letter import LetterKind
from followup_tui.storage.drafts import LETTERS_FORM, Draft
from followup_tui.tracker import Tracker
from followup_tui.ui.screens.after_interview import AfterInterview
from followup_tui.ui.screens.another_interview import AnotherInterview
from followup_tui.ui.screens.decision_date import DecisionDate
from followup_tui.ui.screens.edit_application import EditApplication
from followup_tui.ui.screens.form import Form
from followup_tui.ui.screens.letters import LettersPage
from followup_tui.ui.screens.log_contact import LogContact
from followup_tui.ui.screens.new_application import NewApplication
from followup_tui.ui.screens.people import PersonForm
from followup_tui.ui.screens.reflect import Reflect
from followup_tui.ui.screens.snooze import Snooze

_OF_AN_APPLICATION = {
    form.__name__: form for form in (AnotherInterview, DecisionDate, EditApplication, LogContact, Snooze)
}


def form_of(draft: Draft, tracker: Tracker) -> Form | LettersPage | None:
    """Give the form a draft is of, to be opened again; None where what it was about is gone."""
    if draft.form == NewApplication.__name__:
        return NewApplication()
    application = tracker.applications.get(draft.application)
    if application is None:
        return None
    if draft.form == LETTERS_FORM and draft.of in set(LetterKind):
        return LettersPage(application, LetterKind(draft.of))
    if draft.form in _OF_AN_APPLICATION:
        return _OF_AN_APPLICATION[draft.form](application)
    if draft.form == PersonForm.__name__:
        return PersonForm(application, application.person(draft.of) or Person(id="", name=""))
    held = next((known for known in application.interviews if known.id == draft.of), None)
    forms = {form.__name__: form for form in (AfterInterview, Reflect)}
    return forms[draft.form](application, held) if held and draft.form in forms else None
