"""Their offer: when it came, until when they want an answer, whether it is in writing, its terms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace
from textual import on
from textual.screen import Screen

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.contact import Channel
from followup_tui.domain.instant import Instant
from followup_tui.domain.offer import Offer
from followup_tui.domain.offers import (
    DEAD,
    SPOKEN,
    begin_offer,
    logged_offer_contact,
    note_offer,
    offer_contact,
    offering_person,
    terms_in,
)
from followup_tui.domain.sanitize import clean_terms
from followup_tui.domain.step_labels import offer_label
from followup_tui.domain.time_defaults import parse_answer_by, parse_contact_moment
from followup_tui.tracker import Change
from followup_tui.ui import field_preview, routes
from followup_tui.ui.screens.card_form import CardForm
from followup_tui.ui.screens.people_choice import NOBODY, people_by_choice
from followup_tui.ui.widgets.choice import Choice
from followup_tui.ui.widgets.field import Field, line_entry, text_entry

_VERBAL: Final = "only said"
_WRITTEN: Final = "in writing"


class OfferForm(CardForm):
    """An offer, new or changed."""

    about = "their offer"

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        offer = application.offer
        is_over = offer is not None and offer.decision in DEAD and application.stage is not Stage.CLOSED
        self._before = None if is_over else offer
        self._logged = None if self._before else logged_offer_contact(application)
        # Where it is filled in already when it came, a letter typed there would take its place.
        self._first_field = "answer_by" if self._before or self._logged else "at"
        self._people = people_by_choice(application)

    def on_mount(self) -> None:
        """Begin with what is not known yet."""
        super().on_mount()
        self.set_focus(self.query_one(f"#field-{self._first_field}", Field).entry)

    def fields(self) -> Iterable[Field]:
        """Return the fields."""
        today, before = self.program.tracker.today(), self._before
        contact = offer_contact(self.base) if before else self._logged
        received_at = before.received_at if before else contact.at if contact else None
        channel = contact.channel if contact else Channel.EMAIL
        is_verbal = before.is_verbal if before else channel in SPOKEN
        terms = before.terms if before else terms_in(contact.note) if contact else ()
        yield Field(
            "at",
            "Received",
            line_entry(
                f"{received_at.seen_from(today.zone):%Y-%m-%d %H:%M}" if received_at else "",
                placeholder="now",
                select_on_focus=True,
            ),
            lambda text: field_preview.contact(text, today),
            "now, yesterday, fri 15:00",
        )
        yield Field("channel", "By", Choice([each.value for each in Channel], channel.value))
        if self._people:
            person = self.base.person(contact.person) if contact else offering_person(self.base)
            names = (name for name, person_id in self._people.items() if person and person_id == person.id)
            yield Field("person", "From", Choice([*self._people, NOBODY], next(names, NOBODY)))
        answer_by = before.answer_by if before else None
        yield Field(
            "answer_by",
            "Answer by",
            line_entry(
                f"{answer_by.seen_from(today.zone):%Y-%m-%d %H:%M}" if answer_by else "",
                placeholder="no deadline",
                select_on_focus=True,
            ),
            lambda text: field_preview.answer_by(text, today),
            "fri, fri 12:00, in 2 weeks; a day means its end",
        )
        yield Field(
            "writing",
            "You have it",
            Choice([_WRITTEN, _VERBAL], _VERBAL if is_verbal else _WRITTEN),
            lambda how: "do not resign from your job before it is in writing" if how == _VERBAL else "",
        )
        yield Field(
            "terms",
            "Terms",
            text_entry("\n".join(terms)),
            field_preview.terms,
            "one a line: salary 72,000, start 1 March",
        )

    @on(Choice.Changed)
    def follow_channel(self, event: Choice.Changed) -> None:
        """Take a new offer that was made by phone or in person as only said, any other as written."""
        channel, writing = (self.query_one(f"#field-{name}", Field) for name in ("channel", "writing"))
        if event.choice is channel.entry and self._before is None:
            writing.value = _VERBAL if Channel(channel.value) in SPOKEN else _WRITTEN
            writing.validate()

    def save(self) -> Change:
        """Note the offer, and the contact it came in."""
        offer = self._offer()
        person = self._people.get(self["person"], "") if self._people else None
        channel, made_in = Channel(self["channel"]), self._logged.id if self._logged else ""
        edited = note_offer(self.base, offer, channel=channel, person=person, made_in=made_in)
        return self.edit(edited, offer_label(offer, self._before))

    def next_page(self) -> Screen[None] | None:
        """Return the page on which the offer is answered."""
        application = self.program.tracker.applications.get(self.base.id)
        is_new = application is not None and self._before is None
        return routes.OFFER_ANSWER(application) if application and is_new else None

    def _offer(self) -> Offer:
        today = self.program.tracker.today()
        is_new = self._before is None
        at = None
        if self.query_one("#field-at", Field).changed or (is_new and self._logged is None):
            at = Instant.of(parse_contact_moment(self["at"], today).at)
        elif self._logged is not None:
            at = self._logged.at
        answer_by = parse_answer_by(self["answer_by"], today)
        return replace(
            begin_offer(self.base, at, today),
            answer_by=Instant.of(answer_by.at) if answer_by else None,
            is_verbal=self["writing"] == _VERBAL,
            terms=clean_terms(self["terms"]),
        )
