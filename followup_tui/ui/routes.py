"""Every screen by name: the one table of where screens are.

A screen that opens another asks for it here and does not import it:

    self.app.push_screen(routes.WHY(application))

The other's module is loaded when that is first called. The types say what a screen is made of, and what it
gives back when it is left; `tests/ui/test_routes.py` compares them with the screens' own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, cast

from msgspec import Struct

from followup_tui.domain.application import Application
from followup_tui.domain.contact import Contact
from followup_tui.domain.interview import Interview
from followup_tui.domain.person import Person
from followup_tui.domain.promise import Promise

if TYPE_CHECKING:  # The board's first paint needs none of these.
    from textual.screen import Screen

    from followup_tui.domain.journal import JournalEntry, LearnedLesson
    from followup_tui.domain.letter import LetterKind
    from followup_tui.domain.merge_conflicts import MergeConflict, Side
    from followup_tui.domain.same_person import WhichPersonError
    from followup_tui.ui.question import Question

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Route(Struct, Generic[Arguments, Result], frozen=True):
    """The way to a screen.

    Attributes:
        module: the module it is in, below `followup_tui.ui.screens`.
        name: the name of its class, and so the screen's.
    """

    module: str
    name: str

    def load(self) -> type[Screen[Result]]:
        """Return the screen's class; its module is imported the first time."""
        module = import_module(f"followup_tui.ui.screens.{self.module}")
        return cast("type[Screen[Result]]", getattr(module, self.name))

    def __call__(self, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Screen[Result]:
        """Make the screen, for `push_screen`."""
        return cast("Callable[Arguments, Screen[Result]]", self.load())(*args, **kwargs)


# About all applications.
AGENDA: Route[[], None] = Route("agenda", "AgendaPage")
JOURNAL: Route[[], None] = Route("journal", "JournalPage")
SEARCH: Route[[str], None] = Route("search", "SearchPage")
STATISTICS: Route[[], None] = Route("statistics", "StatisticsPage")
CARDS: Route[[str, Sequence[str]], None] = Route("cards", "CardListPage")
NEW_APPLICATION: Route[[], str | None] = Route("new_application", "NewApplicationForm")
IMPORT: Route[[], None] = Route("import_files", "ImportPage")
KEYS: Route[[type[Screen[Any]]], None] = Route("key_list", "KeyListPage")

# About one application.
STORY: Route[[Application], None] = Route("story", "StoryPage")
WHY: Route[[Application], None] = Route("why", "WhyPage")
PEOPLE: Route[[Application], None] = Route("people", "PeoplePage")
PREP: Route[[Application], None] = Route("prep", "PrepPage")
DOSSIER: Route[[Application], None] = Route("dossier", "DossierPage")
CLOSE: Route[[Application], None] = Route("close_application", "CloseApplicationPage")
CLOSE_REJECTED: Route[[Application], None] = Route("close_application", "CloseRejectedPage")
DECISION_DATE: Route[[Application], str | None] = Route("decision_date", "DecisionDateForm")
SNOOZE: Route[[Application], str | None] = Route("snooze", "SnoozeForm")
LOG_CONTACT: Route[[Application], str | None] = Route("log_contact", "LogContactForm")
OFFER: Route[[Application], str | None] = Route("offer", "OfferForm")
OFFER_ANSWER: Route[[Application], None] = Route("offer_answer", "OfferAnswerPage")
FORGET: Route[[Application], None] = Route("forget", "ForgetPage")
HIRED: Route[[Application], None] = Route("hired", "HiredPage")
MERGE_CARDS: Route[[Application], str | None] = Route("merge_cards", "MergeCardsForm")
ANOTHER_INTERVIEW: Route[[Application], str | None] = Route("another_interview", "AnotherInterviewForm")

# About one application, with what else they need.
EDIT: Route[[Application, Mapping[str, str] | None], str | None] = Route(
    "edit_application", "EditApplicationForm"
)
EDIT_CONTACT: Route[[Application, Contact], str | None] = Route("log_contact", "EditContactForm")
PLAN_INTERVIEW: Route[[Application, Sequence[Person]], str | None] = Route(
    "another_interview", "PlanInterviewForm"
)
AFTER_INTERVIEW: Route[[Application, Interview], str | None] = Route("after_interview", "AfterInterviewForm")
EDIT_INTERVIEW: Route[[Application, Interview], str | None] = Route("interview_forms", "EditInterviewForm")
MOVE_INTERVIEW: Route[[Application, Interview], str | None] = Route("interview_forms", "MoveInterviewForm")
INTERVIEW_OFF: Route[[Application, Interview], str | None] = Route("interview_forms", "InterviewOffForm")
REFLECT: Route[[Application, Interview], str | None] = Route("reflect", "ReflectForm")
PERSON: Route[[Application, Person], str | None] = Route("person", "PersonForm")
PROMISE: Route[[Application, Promise], str | None] = Route("promise", "PromiseForm")
LETTERS: Route[[Application, LetterKind, str], None] = Route("letters.page", "LettersPage")
SENDER: Route[[], str | None] = Route("letters.sender", "SenderForm")
RECIPIENT: Route[[Application, Sequence[Person]], str] = Route("letters.recipient", "RecipientDialog")
ENTRY: Route[[JournalEntry], None] = Route("journal_entry", "EntryPage")
LESSONS: Route[[Sequence[LearnedLesson], JournalEntry | None], None] = Route("look_back", "LookBackPage")

# Questions.
QUESTION: Route[[Question], bool] = Route("question", "QuestionDialog")
WHICH_PERSON: Route[[WhichPersonError], str] = Route("which_person", "WhichPersonDialog")
MERGE_CONFLICTS: Route[[Application, Sequence[MergeConflict]], dict[MergeConflict, Side] | None] = Route(
    "merge_conflicts", "MergeConflictsPage"
)
KEPT_CLASHES: Route[[Application, Sequence[MergeConflict]], dict[MergeConflict, Side] | None] = Route(
    "merge_conflicts", "KeptClashesPage"
)

ROUTES: Mapping[str, Route[..., Any]] = {
    route.name: route for route in list(globals().values()) if isinstance(route, Route)
}
"""All of them by name, for what has only the name: a key, and a draft on disk."""
