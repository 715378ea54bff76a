"""Tracker and file together, checked against a simple model."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule
from msgspec.structs import replace
from tinydb import TinyDB
from tinydb.storages import JSONStorage

from followup_tui.domain import stages
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.contact_log import remove_contact, save_contact
from followup_tui.domain.instant import Instant
from followup_tui.domain.interviews import (
    cancel_interview,
    correct_interview,
    miss_interview,
    move_interview,
    remove_interview,
)
from followup_tui.domain.people import add_person
from followup_tui.domain.person import Party, Person
from followup_tui.domain.text import clean_text
from followup_tui.errors import CallError
from followup_tui.exchange.json_export import export_json
from followup_tui.exchange.json_import import read_followup_json
from tests.samples import NORTHWIND, Clock, open_tracker, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup_tui.tracker import Change, Tracker

State = dict[str, Application]
"""What the model knows: applications as they are but for their stamps."""


def bare(applications: object) -> State:
    """Return applications without what every change stamps on them."""
    assert isinstance(applications, dict)
    return {
        name: replace(known, revision=0, updated_at=NORTHWIND.updated_at)
        for name, known in applications.items()
    }


class TrackerMachine(RuleBasedStateMachine):
    """A person, their two terminals, and time passing.

    The model is a list of states and a place in it: each change drops what lies ahead and adds a state,
    undo steps back, redo steps forward. What a single change does to an application is tested elsewhere;
    here the model takes it from the tracker and holds that nothing else ever changes.
    """

    names = Bundle("names")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.clock = Clock()
        self.here = open_tracker(self.root, self.clock)
        self.there = open_tracker(self.root, self.clock)
        self.states: list[State] = [{}]
        self.place = 0
        self.newest: dict[str, int] = {}
        self.seen: dict[tuple[str, int], Application] = {}
        self.changed_last: Tracker | None = None

    def teardown(self) -> None:
        """Undo everything: that is the beginning again. And then do all of it again."""
        try:
            for state in reversed(self.states[: self.place]):
                self.here.undo()
                assert bare(self.here.applications) == state
            with pytest.raises(CallError):
                self.here.undo()
            for state in self.states[1:]:
                self.here.redo()
                assert bare(self.here.applications) == state
        finally:
            self.folder.cleanup()

    @property
    def now(self) -> State:
        """What there is to be seen at this moment."""
        return self.states[self.place]

    def changed(self, change: Change, name: str, tracker: Tracker) -> None:
        """Take a change into the model: it names one application, and no other has changed."""
        after = bare(tracker.applications)
        self.changed_last = tracker
        if not change.ids:
            assert after == self.now
            return
        assert change.ids == (name,)
        assert {other: known for other, known in after.items() if other != name} == {
            other: known for other, known in self.now.items() if other != name
        }
        self.states = [*self.states[: self.place + 1], after]
        self.place += 1

    def do(self, name: str, use_case: Callable[[Tracker], Change], *, elsewhere: bool) -> None:
        """Do something to an application that is there; to one that is not, hold that it is refused."""
        tracker = self.there if elsewhere else self.here
        there, seen = self.now.get(name), tracker.applications.get(name)
        if there is None or (seen is not None and seen.uid != there.uid):
            with pytest.raises(CallError, match="no longer there"):
                use_case(tracker)
            if there is None:
                return
            tracker.refresh()  # another one has its id by now: the user looks again, and means that
        self.changed(use_case(tracker), name, tracker)

    @initialize()
    def begin(self) -> None:
        """Nothing is there, and nothing is made by looking."""
        assert not (self.root / "data").exists()

    @rule(
        target=names,
        company=st.sampled_from(["Northwind", "Acme & Söhne", "株式会社"]),
        hours=st.integers(-48, 48),
        told=st.none() | st.integers(0, 14),
        elsewhere=st.booleans(),
    )
    def add(self, company: str, hours: int, told: int | None, *, elsewhere: bool) -> str:
        """Record an interview, held or ahead."""
        tracker = self.there if elsewhere else self.here
        decision = None if told is None else self.clock().date() + timedelta(days=told)
        change = tracker.add(
            company,
            "Engineer",
            at=self.clock() + timedelta(hours=hours),
            people=(Person("", "Jana Novák", "Dr."),),
            decision_date=decision,
        )
        (name,) = change.ids
        assert name not in self.now
        self.changed(change, name, tracker)
        return name

    @rule(name=names, stage=st.sampled_from(stages.LIVE), elsewhere=st.booleans())
    def move(self, name: str, stage: Stage, *, elsewhere: bool) -> None:
        """Move a card: there it stands."""
        self.do(name, lambda tracker: tracker.move(name, stage), elsewhere=elsewhere)
        if name in self.now:
            assert stages.stage_on(self.now[name], self.here.today()) is stage

    @rule(name=names, outcome=st.sampled_from(Outcome), elsewhere=st.booleans())
    def close(self, name: str, outcome: Outcome, *, elsewhere: bool) -> None:
        """Close a card with how it ended."""
        self.do(name, lambda tracker: tracker.close(name, outcome), elsewhere=elsewhere)
        if name in self.now:
            assert (self.now[name].stage, self.now[name].outcome) == (Stage.CLOSED, outcome)

    @rule(name=names, hours=st.integers(-48, 48), elsewhere=st.booleans())
    def interview(self, name: str, hours: int, *, elsewhere: bool) -> None:
        """Record or schedule another interview."""
        interviews = len(self.now[name].interviews) if name in self.now else 0
        moment = self.clock() + timedelta(hours=hours)
        self.do(name, lambda tracker: record(tracker, name, moment), elsewhere=elsewhere)
        if name in self.now:
            assert len(self.now[name].interviews) == interviews + 1

    @rule(
        name=names,
        which=st.integers(0, 3),
        what=st.sampled_from(["move", "cancel", "miss", "correct", "remove"]),
        hours=st.integers(-48, 48),
        by=st.sampled_from(Party),
        elsewhere=st.booleans(),
    )
    def change_interview(
        self, name: str, which: int, what: str, hours: int, by: Party, *, elsewhere: bool
    ) -> None:
        """Move, cancel, miss, correct or remove an interview; the others stay as they are."""
        interviews = self.now[name].interviews if name in self.now else ()
        if not interviews:
            return
        chosen, moment = interviews[which % len(interviews)].id, self.clock() + timedelta(hours=hours)
        changes: dict[str, Callable[[Application, stages.Today], Application]] = {
            "move": lambda card, today: move_interview(card, chosen, moment, by, today),
            "cancel": lambda card, today: cancel_interview(card, chosen, by, today),
            "miss": lambda card, today: miss_interview(card, chosen, today),
            "correct": lambda card, today: correct_interview(card, chosen, moment, today),
            "remove": lambda card, _: remove_interview(card, chosen),
        }
        with suppress(
            CallError
        ):  # refused: `changed` was not reached, and the invariants hold that nothing was
            self.do(name, lambda tracker: tracker.change(name, what, changes[what]), elsewhere=elsewhere)
        others = [each for each in interviews if each.id != chosen]
        assert [each for each in self.now[name].interviews if each.id != chosen] == others

    @rule(name=names, who=st.sampled_from(["Jana Novák", "Ada King", "Sam"]), elsewhere=st.booleans())
    def person(self, name: str, who: str, *, elsewhere: bool) -> None:
        """Note somebody, known or new."""
        self.do(
            name,
            lambda tracker: tracker.change(name, who, lambda card, _: add_person(card, Person("", who))[0]),
            elsewhere=elsewhere,
        )
        if name in self.now:
            assert [person.name for person in self.now[name].people].count(who) == 1

    @rule(name=names, day=st.none() | st.dates(date(2026, 11, 1), date(2027, 3, 1)), elsewhere=st.booleans())
    def decision(self, name: str, day: date | None, *, elsewhere: bool) -> None:
        """Note the day they named, or that it is unknown."""
        self.do(name, lambda tracker: tracker.set_decision_date(name, day), elsewhere=elsewhere)
        if name in self.now:
            assert self.now[name].decision_date == day

    @rule(
        name=names,
        direction=st.sampled_from(Direction),
        kind=st.sampled_from(ContactKind),
        channel=st.sampled_from(Channel),
        ago=st.integers(0, 72),
        elsewhere=st.booleans(),
    )
    def contact(
        self,
        name: str,
        direction: Direction,
        kind: ContactKind,
        channel: Channel,
        ago: int,
        *,
        elsewhere: bool,
    ) -> None:
        """Note a contact either way."""
        contact = Contact(Instant.of(self.clock() - timedelta(hours=ago)), direction, kind, channel)
        self.do(name, lambda tracker: tracker.log_contact(name, contact), elsewhere=elsewhere)
        if name in self.now:
            assert contact in [replace(noted, id="") for noted in self.now[name].contacts]

    @rule(
        name=names,
        which=st.integers(0, 3),
        kind=st.none() | st.sampled_from(ContactKind),
        elsewhere=st.booleans(),
    )
    def correct_contact(self, name: str, which: int, kind: ContactKind | None, *, elsewhere: bool) -> None:
        """Correct a contact, or remove it; the others stay as they are."""
        contacts = self.now[name].contacts if name in self.now else ()
        if not contacts:
            return
        contact = contacts[which % len(contacts)]

        def change(card: Application, today: stages.Today) -> Application:
            if kind is None:
                return remove_contact(card, contact.id, today)
            return save_contact(card, replace(contact, kind=kind), today)

        self.do(name, lambda tracker: tracker.change(name, "contact", change), elsewhere=elsewhere)
        others = [each for each in contacts if each.id != contact.id]
        after = self.now[name].contacts
        assert [each for each in after if each.id != contact.id] == others
        assert [each.kind for each in after if each.id == contact.id] == ([kind] if kind else [])

    @rule(
        name=names,
        notes=st.text("ab \n", max_size=4),
        role=st.sampled_from(["SRE", "Lead"]),
        first=st.booleans(),
    )
    def edit(self, name: str, notes: str, role: str, *, first: bool) -> None:
        """Edit in two terminals at once: two forms that began alike change two fields, and both are kept."""
        self.here.refresh()
        self.there.refresh()
        if name not in self.now:
            return
        base = self.here.applications[name]
        one, other = (self.here, self.there) if first else (self.there, self.here)
        self.changed(one.edit(base, replace(base, notes=notes)), name, one)
        self.changed(other.edit(base, replace(base, role=role)), name, other)
        assert (self.now[name].notes, self.now[name].role) == (clean_text(notes, "The notes"), role)

    @rule(name=consumes(names))
    def forget(self, name: str) -> None:
        """Turn to other cards."""

    @rule(elsewhere=st.booleans())
    def undo(self, *, elsewhere: bool) -> None:
        """Step back, or be told that there is nothing to undo."""
        tracker = self.there if elsewhere else self.here
        if self.place == 0:
            with pytest.raises(CallError, match="Nothing to undo"):
                tracker.undo()
            return
        tracker.undo()
        self.changed_last = tracker
        self.place -= 1
        assert bare(tracker.applications) == self.now

    @rule(elsewhere=st.booleans())
    def redo(self, *, elsewhere: bool) -> None:
        """Step forward, or be told that there is nothing to redo."""
        tracker = self.there if elsewhere else self.here
        if self.place == len(self.states) - 1:
            with pytest.raises(CallError, match="Nothing to redo"):
                tracker.redo()
            return
        tracker.redo()
        self.changed_last = tracker
        self.place += 1
        assert bare(tracker.applications) == self.now

    @rule()
    def refresh(self) -> None:
        """Look whether something changed: exactly what differs is named, and only once."""
        before = dict(self.here.applications)
        told = self.here.refresh()
        after = self.here.applications
        assert told >= {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
        assert self.here.refresh() == frozenset()

    @rule()
    def reopen(self) -> None:
        """Quit and start again."""
        self.here = open_tracker(self.root, self.clock)

    @rule(days=st.integers(1, 9), minutes=st.integers(0, 1439))
    def time_passes(self, days: int, minutes: int) -> None:
        """Let days pass: nothing that is stored changes by it."""
        self.clock.pass_by(days=days, minutes=minutes)

    @invariant()
    def a_fresh_open_reads_what_was_done(self) -> None:
        """The file holds the model's state and history, and so does the tracker that changed it last."""
        fresh = open_tracker(self.root, self.clock)
        assert bare(fresh.applications) == self.now
        assert [step.undone for step in fresh.history()] == [
            number >= self.place for number in range(len(self.states) - 1)
        ]
        if self.changed_last is not None:
            assert self.changed_last.applications == fresh.applications
            assert self.changed_last.history() == fresh.history()
        for name, known in fresh.applications.items():
            assert known.revision >= self.newest.get(name, 0)
            self.newest[name] = known.revision
            # Whatever shows a card may remember it by id and revision.
            assert self.seen.setdefault((name, known.revision), known) == known

    @invariant()
    def its_export_is_all_of_it(self) -> None:
        """The exported JSON, read back, is what is there."""
        applications = tuple(self.here.applications.values())
        assert read_followup_json(export_json(applications, self.here.today()).encode()) == applications

    @invariant()
    def plain_tinydb_reads_the_file(self) -> None:
        """At every moment the file is one that TinyDB's own storage reads."""
        place = self.root / "data" / "followup.json"
        if place.exists():
            with TinyDB(place, storage=JSONStorage, access_mode="r") as database:
                assert {document["id"] for document in database.table("applications")} == set(self.now)


TestTrackerMachine = TrackerMachine.TestCase
TestTrackerMachine.settings = settings(
    max_examples=50, stateful_step_count=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
