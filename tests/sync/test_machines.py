"""Two machines over a simulated month: whatever is done, and wherever a sync is cut, nothing is lost.

With `FOLLOWUP_LONG` the remote lies behind a real SSH server, else its programs run here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import Contact, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview
from followup_tui.domain.letter import LetterKind
from followup_tui.domain.merge_conflicts import Side
from followup_tui.domain.one_card import merge_cards
from followup_tui.domain.person import Person
from followup_tui.errors import CallError, DataError
from followup_tui.storage.drafts import LETTERS_FORM, Draft, letters_draft_name
from followup_tui.sync.clashes import decided, open_clashes
from followup_tui.sync.git_errors import GitError
from tests.pty.terminal import PATIENCE
from tests.pty.test_sshd import login  # noqa: F401 - a fixture
from tests.samples import Clock
from tests.sync.machines import CrashError, Machine, Perils, make_remote

LONG = bool(os.environ.get("FOLLOWUP_LONG"))

TOKEN = re.compile("T[0-9]+T")
"""A text that is typed once and never again."""

which = st.integers(0, 1)
place = st.integers(0, 9)


def with_text(card: Application, field: str, text: str) -> Application:
    """Put another text in the place of one."""
    if field == "role":
        return replace(card, role=text)
    return replace(card, notes=text) if field == "notes" else replace(card, via=text)


class SyncMachine(RuleBasedStateMachine):
    """Two machines, one person.

    Every text they type is another one. Whatever stands on a machine after they did something there, and did
    not before, must be there in the end; what they took away need not. What a sync does is never a reason for
    either.
    """

    login: ClassVar[tuple[str, ...]] = ()
    """The command that logs in to the remote's host."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name)
        self.clock = Clock()
        remote = f"ssh://box{make_remote(root / 'remote.git')}"
        self.machines = [
            Machine(root / name, remote, self.clock, perils=Perils(root / f"perils-{name}", self.login))
            for name in ("laptop", "box")
        ]
        self.typed = 0
        self.wanted: set[str] = set()
        self.letters: dict[tuple[int, str], str] = {}

    def teardown(self) -> None:
        """Sync both until they have met: they have the same, all that is wanted, and are at rest."""
        try:
            for machine in (*self.machines, *self.machines):
                machine.git.is_offline, machine.git.crash_at = False, None
                machine.sync()
            one, other = (machine.has() for machine in self.machines)
            assert one == other
            assert self.wanted <= self.tokens(self.machines[0])
            before = [machine.content() for machine in self.machines]
            for machine in self.machines:
                report = machine.sync()
                assert (report.sent, report.steps) == (0, [])
            assert [machine.content() for machine in self.machines] == before
            self.look(self.machines[0])
            for (number, uid), text in self.letters.items():
                self.look_at_letter(self.machines[number], uid, text)
        finally:
            self.folder.cleanup()

    def token(self) -> str:
        """Return a text that was never typed before."""
        self.typed += 1
        return f"T{self.typed}T"

    def tokens(self, machine: Machine) -> set[str]:
        """Return what was typed and is there, standing or put aside."""
        return set(TOKEN.findall(" ".join(document.decode() for document in machine.has().values())))

    def look(self, machine: Machine) -> None:
        """Hold that each application is one that the program can have."""
        for application in machine.applications.values():
            assert (application.outcome is not None) == (application.stage is Stage.CLOSED)
            ids = {person.id for person in application.people}
            assert {person for each in application.interviews for person in each.people} <= ids
            assert {contact.person for contact in application.contacts} - {None} <= ids
            for parts in (application.people, application.interviews, application.contacts):
                assert len({part.id for part in parts}) == len({part.uid for part in parts}) == len(parts)

    def look_at_letter(self, machine: Machine, uid: str, text: str) -> None:
        """Hold that what is half-written is with its application, whatever its id is by now."""
        for application in machine.applications.values():
            draft = machine.drafts.find(letters_draft_name(application, LetterKind.THANK_YOU))
            if application.uid == uid:
                assert draft is not None
                assert draft.fields == {"p1.body": text}
            else:
                assert draft is None or draft.fields != {"p1.body": text}

    def act(self, number: int, act: Callable[[Machine], object]) -> None:
        """Do something on a machine."""
        machine = self.machines[number]
        before = self.tokens(machine)
        with suppress(CallError):
            act(machine)
        after = self.tokens(machine)
        self.wanted = (self.wanted - (before - after)) | (after - before)

    def change(self, number: int, at: int, change: Callable[[Application], Application]) -> None:
        """Change one of the applications on a machine, where there is any."""
        ids = sorted(self.machines[number].applications)
        if ids:
            application_id = ids[at % len(ids)]
            self.act(
                number,
                lambda machine: machine.tracker.change(
                    application_id, "changed", lambda card, _: change(card)
                ),
            )

    @rule(number=which, company=st.sampled_from(["Northwind", "Acme"]))
    def add(self, number: int, company: str) -> None:
        """Record an application."""
        people = (Person("", f"Jana {self.token()}"),)
        self.act(
            number,
            lambda machine: machine.tracker.add(company, self.token(), at=self.clock(), people=people),
        )

    @rule(number=which, at=place, field=st.sampled_from(["role", "notes", "via"]))
    def edit(self, number: int, at: int, field: str) -> None:
        """Write another text in the place of one."""
        self.change(number, at, lambda card: with_text(card, field, self.token()))

    @rule(number=which, at=place)
    def tag(self, number: int, at: int) -> None:
        """Add a tag."""
        self.change(number, at, lambda card: replace(card, tags=(*card.tags, self.token())))

    @rule(number=which, at=place, with_person=st.booleans())
    def contact(self, number: int, at: int, *, with_person: bool) -> None:
        """Note a contact."""
        self.change(
            number,
            at,
            lambda card: card.with_contact(
                Contact(
                    Instant.of(self.clock()),
                    Direction.SENT,
                    person=card.people[-1].id if with_person and card.people else None,
                    note=self.token(),
                )
            ),
        )

    @rule(number=which, at=place, is_edit=st.booleans())
    def change_contact(self, number: int, at: int, *, is_edit: bool) -> None:
        """Change a contact, or take it out."""

        def change(card: Application) -> Application:
            if not card.contacts:
                return card
            contact = card.contacts[at % len(card.contacts)]
            if is_edit:
                return card.with_contact(replace(contact, note=self.token()))
            return card.without_contact(contact.id)

        self.change(number, at, change)

    @rule(number=which, at=place)
    def write_letter(self, number: int, at: int) -> None:
        """Begin a letter, which stays on this machine."""
        machine = self.machines[number]
        if cards := sorted(machine.applications.values(), key=lambda card: card.id):
            card, text = cards[at % len(cards)], self.token()
            name, now = letters_draft_name(card, LetterKind.THANK_YOU), Instant.of(self.clock())
            machine.drafts.save(
                Draft(LETTERS_FORM, card.id, LetterKind.THANK_YOU, "", now, {"p1.body": text}, {}, card.uid)
            )
            assert machine.drafts.find(name) is not None
            self.letters[number, card.uid] = text

    @rule(number=which, at=place)
    def interview(self, number: int, at: int) -> None:
        """Note another interview, with the first person."""

        def change(card: Application) -> Application:
            people = tuple(person.id for person in card.people[:1])
            new = Interview(f"i{len(card.interviews) + 1}", people=people, said=self.token())
            return card if card.interview(new.id) else card.with_interview(new)

        self.change(number, at, change)

    @rule(number=which, at=place, is_added=st.booleans())
    def person(self, number: int, at: int, *, is_added: bool) -> None:
        """Note somebody, or take somebody out."""

        def change(card: Application) -> Application:
            if is_added or not card.people:
                numbers = [int(person.id[1:]) for person in card.people]
                return card.with_person(Person(f"p{max(numbers, default=0) + 1}", f"Ada {self.token()}"))
            return card.without_person(card.people[at % len(card.people)].id)

        self.change(number, at, change)

    @rule(number=which, at=place, stage=st.sampled_from([Stage.THANKED, Stage.WAITING, Stage.CLOSED]))
    def move(self, number: int, at: int, stage: Stage) -> None:
        """Move a card, or close it."""
        ids = sorted(self.machines[number].applications)
        if ids:
            tracker = self.machines[number].tracker
            chosen = ids[at % len(ids)]
            with suppress(CallError):
                if stage is Stage.CLOSED:
                    tracker.close(chosen, Outcome.REJECTED if at % 2 else Outcome.SILENT)
                else:
                    tracker.move(chosen, stage)

    @rule(number=which, at=place)
    def remove(self, number: int, at: int) -> None:
        """Take an application out."""
        ids = sorted(self.machines[number].applications)
        if ids:
            self.act(
                number,
                lambda machine: machine.tracker.change_many("gone", lambda _: {ids[at % len(ids)]: None}),
            )

    @rule(number=which, at=place, step=st.integers(1, 9))
    def merge_two(self, number: int, at: int, step: int) -> None:
        """Make two cards one: all that is typed on either is on the one that stays."""
        machine = self.machines[number]
        ids = sorted(machine.applications)
        kept, other = (ids[place % len(ids)] for place in (at, at + step)) if ids else ("", "")
        if kept == other:
            return
        before = self.tokens(machine)
        self.act(
            number,
            lambda machine: machine.tracker.change_many(
                "one card", lambda cards: {kept: merge_cards(cards[kept], cards[other]), other: None}
            ),
        )
        assert self.tokens(machine) >= before
        self.look(machine)

    @rule(number=which, is_redo=st.booleans())
    def undo(self, number: int, *, is_redo: bool) -> None:
        """Take the last step back, or do it again."""
        self.act(number, lambda machine: machine.tracker.redo() if is_redo else machine.tracker.undo())

    @precondition(lambda self: any(each.clashes for each in self.machines[0].applications.values()))
    @rule(side=st.sampled_from(Side))
    def decide(self, side: Side) -> None:
        """Say which of two values stays."""
        for card in self.machines[0].applications.values():
            for clash, conflict in open_clashes(card)[:1]:
                if side in conflict.sides:
                    after = decided(card, clash, side)
                    self.act(
                        0,
                        lambda machine, card=card, after=after: machine.tracker.change_many(  # type: ignore[misc]
                            "decided", lambda _: {card.id: after}
                        ),
                    )

    @rule(number=which)
    def sync(self, number: int) -> None:
        """Sync."""
        self.machines[number].sync()
        self.look(self.machines[number])

    @rule(number=which, call=st.integers(1, 16), is_after=st.booleans())
    def crash(self, number: int, call: int, *, is_after: bool) -> None:
        """Go down at a call of git in a sync, before it or after it."""
        machine = self.machines[number]
        machine.git.crash_at = call + 0.5 * is_after
        with suppress(CrashError):
            machine.sync()
        machine.git.crash_at = None
        machine.tracker = machine.opened()

    @rule(number=which)
    def offline(self, number: int) -> None:
        """Find no network."""
        machine = self.machines[number]
        machine.git.is_offline = True
        with pytest.raises(GitError):
            machine.sync()
        machine.git.is_offline = False

    @rule(number=which, direction=st.sampled_from(["in", "out"]), size=st.integers(0, 3_000))
    def cut(self, number: int, direction: str, size: int) -> None:
        """Lose the network after so many bytes of whatever is transferred."""
        machine = self.machines[number]
        assert machine.git.perils is not None
        machine.git.perils.cut(direction, size)
        with suppress(DataError):
            machine.sync()
        machine.git.perils.cut()
        machine.tracker = machine.opened()

    @rule(number=which, call=st.integers(1, 12), milliseconds=st.integers(0, 12))
    def kill_git(self, number: int, call: int, milliseconds: int) -> None:
        """Have git be killed in the midst of what it does."""
        machine = self.machines[number]
        machine.git.kill_at = call, milliseconds / 1000
        with suppress(DataError):
            machine.sync()
        machine.git.kill_at = None
        machine.tracker = machine.opened()

    @rule(number=which, at=st.integers(0, 1_000), is_removed=st.booleans())
    def damage(self, number: int, at: int, *, is_removed: bool) -> None:
        """Lose a file of the repository on a machine, or what is in it, to a power cut."""
        files = sorted(file for file in self.machines[number].git.folder.rglob("*") if file.is_file())
        if files:
            file = files[at % len(files)]
            file.unlink()
            if not is_removed:
                file.touch()

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        """Let some hours pass."""
        self.clock.pass_by(hours=hours)


@pytest.fixture(autouse=True)
def behind_a_server(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[None]:
    """Have the remote lie behind a real SSH server where there is time for that.

    All of it goes over one connection: to make one takes ten times as long as what then goes over it.
    """
    if not LONG:
        yield
        return
    *command, host = request.getfixturevalue("login")
    command += ["-o", f"ControlPath={tmp_path}/connection"]
    connection = subprocess.Popen([*command, "-o", "ControlMaster=yes", "-N", host], stdin=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + PATIENCE
        while not (tmp_path / "connection").exists():
            assert connection.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.01)
        monkeypatch.setattr(SyncMachine, "login", (*command, host))
        yield
    finally:
        connection.terminate()
        connection.wait(PATIENCE)


TestSyncMachine = pytest.mark.skipif(not shutil.which("git"), reason="there is no git here")(
    SyncMachine.TestCase
)
SyncMachine.TestCase.settings = settings(
    max_examples=200 if LONG else 8,
    stateful_step_count=60 if LONG else 30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
