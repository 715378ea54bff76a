"""What the keys of the open card do to what is selected on it: for each kind of entry, those that fit it.

A kind of entry has a function in `ACTS`. It is asked each time the selection moves: which keys fit depends
on the entry, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from followup_tui.domain.application import Application
from followup_tui.domain.contact import Contact
from followup_tui.domain.contact_log import may_need_answer, remove_contact, settle_contact
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, InterviewState
from followup_tui.domain.interview_labels import remove_label
from followup_tui.domain.interview_words import interview_title
from followup_tui.domain.interviews import is_noted_as_held, remove_interview
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.promise import Promise
from followup_tui.domain.promises import drop_promise, keep_promise
from followup_tui.domain.stages import Today
from followup_tui.domain.step_labels import contact_removal_label, settling_label
from followup_tui.ui import routes
from followup_tui.ui.question import Question
from followup_tui.ui.routes import Route
from followup_tui.ui.screens.card_page import CardPage


class Act(NamedTuple):
    """What a key does to the selected entry.

    Attributes:
        word: what the last row calls it, beside the key.
        act: does it.
    """

    word: str
    act: Callable[[], object]


Acts = Mapping[str, Act]
"""By the id of a key of `keys.SELECTED`, what it does; a key that is missing does not fit the entry."""


_OFF_WORDS: Final = {
    InterviewState.PLANNED: "cancel",
    InterviewState.HELD: "did not take place",
    InterviewState.CANCELLED: "not cancelled",
    InterviewState.MISSED: "took place",
}
"""What the last row calls the key that notes, or takes back, that an interview was off."""


def interview_acts(page: CardPage, application: Application, interview: Interview) -> Acts:
    """Return what the keys do to an interview: one noted as held can neither be moved nor cancelled."""
    has_text = interview.reflection is not None or bool(interview.said)
    state = interview.state(page.program.tracker.today().utc)

    def opens(route: Route[[Application, Interview], str | None], word: str) -> Act:
        return Act(word, lambda: page.app.push_screen(route(application, interview)))

    acts = {"selected.edit": opens(routes.EDIT_INTERVIEW, "change")}
    if interview.cancelled_by is None and not is_noted_as_held(interview):
        acts["selected.move"] = opens(routes.MOVE_INTERVIEW, "another time")
    if not has_text:
        acts["selected.cancel"] = opens(routes.INTERVIEW_OFF, _OFF_WORDS[state])
    acts["selected.remove"] = Act("remove", lambda: _ask_to_remove(page, application, interview))
    return acts


def _ask_to_remove(page: CardPage, application: Application, interview: Interview) -> None:
    label, tracker = remove_label(application, interview), page.program.tracker

    def remove() -> None:
        page.program.do(
            lambda: tracker.change(
                application.id, label, lambda card, _: remove_interview(card, interview.id)
            )
        )

    has_text = interview.reflection is not None or interview.said
    reasons = ("What you wrote about it goes, too.",) if has_text else ()
    title = f"Remove {interview_title(application, interview)}?"
    page.ask(Question(title, "remove it", reasons=(*reasons, "u brings it back.")), remove)


def contact_acts(page: CardPage, application: Application, contact: Contact) -> Acts:
    """Return what the keys do to a contact; of what was received, a message may need no answer."""
    tracker = page.program.tracker

    def change(label: str, changed: Callable[[Application, Today], Application]) -> None:
        page.program.do(lambda: tracker.change(application.id, label, changed))

    acts = {
        "selected.edit": Act(
            "change", lambda: page.app.push_screen(routes.EDIT_CONTACT(application, contact))
        ),
        "selected.remove": Act(
            "remove",
            lambda: change(
                contact_removal_label(contact), lambda card, today: remove_contact(card, contact.id, today)
            ),
        ),
    }
    if may_need_answer(contact):
        is_settled = not contact.settled
        acts["selected.done"] = Act(
            "needs no answer" if is_settled else "needs an answer",
            lambda: change(
                settling_label(contact, is_settled=is_settled),
                lambda card, _: settle_contact(card, contact.id, is_settled=is_settled),
            ),
        )
    return acts


def offer_acts(page: CardPage, application: Application, offer: Offer) -> Acts:
    """Return what the keys do to an offer; the page that `enter` opens answers it."""
    route = routes.HIRED if offer.decision is OfferState.ACCEPTED else routes.OFFER_ANSWER
    return {"selected.edit": Act("answer", lambda: page.app.push_screen(route(application)))}


def promise_acts(page: CardPage, application: Application, promise: Promise) -> Acts:
    """Return what the keys do to a promise: done, dropped, another day."""

    def change(word: str, changed: Callable[[Application, str, Instant], Application]) -> None:
        tracker = page.program.tracker
        page.program.do(
            lambda: tracker.change(
                application.id,
                f"{promise.text}: {word}",
                lambda card, today: changed(card, promise.id, Instant.of(today.now)),
            )
        )

    def edit() -> None:
        page.app.push_screen(routes.PROMISE(application, promise))

    acts = {"selected.edit": Act("change", edit), "selected.move": Act("another day", edit)}
    if promise.is_open:
        acts["selected.done"] = Act("done", lambda: change("done", keep_promise))
        acts["selected.cancel"] = Act("drop", lambda: change("dropped", drop_promise))
    return acts


ACTS: Final[Mapping[type, Callable[[CardPage, Application, Any], Acts]]] = {
    Interview: interview_acts,
    Contact: contact_acts,
    Offer: offer_acts,
    Promise: promise_acts,
}
"""By the kind of entry, what the keys do to one."""
