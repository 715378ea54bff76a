"""The use cases: everything a person can do to their applications, from the board or the command line.

Every change here is one pure change in the domain and one commit; what it returns is on disk.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from followup_tui.domain import stages
from followup_tui.domain.application import Application, Contact, Instant, Interview, Outcome, Person, Stage
from followup_tui.domain.ids import find_application, next_id, unused_id
from followup_tui.domain.merge import merge
from followup_tui.domain.merge_conflicts import Decisions, conflict_title
from followup_tui.domain.people import add_person
from followup_tui.domain.sanitize import sanitize_application
from followup_tui.domain.stages import Today
from followup_tui.domain.step_labels import decision_label, snooze_label
from followup_tui.domain.text import TEXT_LIMIT, clean_line
from followup_tui.domain.timeline import contact_words
from followup_tui.errors import CallError, ConflictError, GoneError
from followup_tui.storage.backups import Backups
from followup_tui.storage.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from followup_tui.domain.advice.rules import Rules
    from followup_tui.domain.business_days import Calendar
    from followup_tui.storage.history import States, Step


class Change(NamedTuple):
    """What a use case did.

    Attributes:
        label: in the user's words, `Northwind: Interviewed to Thanked`; empty where nothing changed.
        ids: the applications that changed.
    """

    label: str
    ids: tuple[str, ...]


NOTHING = Change("", ())


class Tracker:
    """The user's applications and what can be done to them.

    Args:
        repository: where they are kept.
        now: gives the present moment, aware, in the user's zone by name.
        rules: the user's numbers.
        calendar: the user's business days.
    """

    def __init__(
        self, repository: Repository, now: Callable[[], datetime], rules: Rules, calendar: Calendar
    ) -> None:
        self._repository = repository
        self._now = now
        self._rules = rules
        self._calendar = calendar

    @classmethod
    def open(
        cls,
        data_file: Path,
        backups_folder: Path,
        now: Callable[[], datetime],
        rules: Rules,
        calendar: Calendar,
        *,
        late: bool = False,
    ) -> Tracker:
        """Open a data file and read it. A file that is not there yet is made by the first change.

        Args:
            data_file: the data file.
            backups_folder: the folder its backups are kept in.
            now: as in `Tracker`.
            rules: as in `Tracker`.
            calendar: as in `Tracker`.
            late: whether those that are over may be read later, by `read_on`, where there are many.

        Raises:
            DataError: the file is there and cannot be used.
        """
        repository = Repository(data_file, Backups(backups_folder, now), late=late)
        tracker = cls(repository, now, rules, calendar)
        tracker.refresh()
        return tracker

    @property
    def applications(self) -> Mapping[str, Application]:
        """The applications by id, as last read."""
        return self._repository.applications

    @property
    def warning(self) -> str:
        """What went wrong without losing anything, or empty."""
        return self._repository.warning

    @property
    def place(self) -> str:
        """The path of the data file."""
        return str(self._repository.path)

    def today(self) -> Today:
        """Give the present moment with the user's numbers and calendar."""
        return Today(self._now(), self._rules, self._calendar)

    def refresh(self) -> frozenset[str]:
        """Bring in what another process changed. Gives the ids of what differs.

        Raises:
            DataError: the file cannot be used; what is in memory stays.
        """
        return self._repository.refresh()

    def read_on(self, count: int) -> bool:
        """Read so many more of the applications that are over. Gives whether there is more to do.

        Raises:
            DataError: one of them cannot be read.
        """
        return self._repository.read_on(count)

    def find(self, text: str) -> Application:
        """Find an application by its id or an unambiguous beginning of it.

        Raises:
            CallError: none or more than one begins like that; the sentence says which.
        """
        return find_application(self.applications, text)

    def add(
        self,
        company: str,
        role: str,
        *,
        at: datetime,
        people: tuple[Person, ...] = (),
        decision_date: date | None = None,
    ) -> Change:
        """Record an application with its interview.

        Args:
            company: what they are called.
            role: the job.
            at: when the interview ended; in the future: when it starts. Aware.
            people: who held it.
            decision_date: the day by which they said they would decide.

        Raises:
            CallError: there is no company or no role, or a text is too long.
            DataError: it could not be saved.
        """
        company, role = _required(company, "The company"), _required(role, "The role")

        def build(applications: Mapping[str, Application]) -> tuple[str, States]:
            now = self._stamp()
            name = unused_id(company, applications)
            blank = Application(
                name, company, role, created_at=now, updated_at=now, decision_date=decision_date
            )
            recorded = self._with_interview(blank, at, people)
            return f"{company}: recorded", {name: sanitize_application(recorded)}

        return self._commit(build)

    def change(self, name: str, label: str, change: Callable[[Application, Today], Application]) -> Change:
        """Make a pure change to one application as it stands on disk now, and bring its stage up to date.

        Args:
            name: the application's id.
            label: what is done, after the company's name, `decision date Fri 27 Nov`.
            change: gives the changed application.

        Raises:
            GoneError: the application is no longer there.
            CallError: `change` refuses.
            DataError: it could not be saved.
        """

        def build(applications: Mapping[str, Application]) -> tuple[str, States]:
            before = _present(applications, name)
            today = self.today()
            after = sanitize_application(
                stages.release_from_overdue(before, change(before, today), today), before
            )
            return clean_line(f"{after.company}: {label}", "The change", TEXT_LIMIT), {name: after}

        return self._commit(build)

    def move(self, name: str, stage: Stage) -> Change:
        """Move a card to a stage, from wherever it stands now."""
        return self.change(
            name,
            f"moved to {stage.value.title()}",
            lambda application, today: stages.move_to_stage(application, stage, today),
        )

    def close(self, name: str, outcome: Outcome) -> Change:
        """Close an application with how it ended."""
        return self.change(
            name,
            f"closed, {outcome.value}",
            lambda application, today: stages.close_application(application, outcome, today),
        )

    def add_interview(self, name: str, at: datetime, people: tuple[Person, ...] = ()) -> Change:
        """Record another interview of an application, or schedule it: `at` as in `add`."""
        return self.change(
            name, "another interview", lambda application, _: self._with_interview(application, at, people)
        )

    def add_person(self, name: str, person: Person) -> Change:
        """Add somebody to an application, or change the one of that name."""
        return self.change(
            name, f"{person.full_name} noted", lambda application, _: add_person(application, person)[0]
        )

    def snooze(self, name: str, until: datetime | None) -> Change:
        """Hide an application's advice until a moment; None shows it again. Being overdue is never hidden."""
        moment = Instant.of(until) if until else None
        return self.change(
            name, snooze_label(until), lambda application, _: replace(application, snoozed_until=moment)
        )

    def set_decision_date(self, name: str, day: date | None) -> Change:
        """Note the day by which they said they would decide; None takes it back."""
        return self.change(
            name, decision_label(day), lambda application, _: replace(application, decision_date=day)
        )

    def log_contact(self, name: str, contact: Contact) -> Change:
        """Note a contact in either direction.

        Raises:
            CallError: it lies in the future: only what happened is a contact.
        """
        if contact.at.utc > self._now():
            raise CallError("A contact that lies ahead has not happened yet", "Note it once it has")
        said = contact_words(contact)
        return self.change(
            name, f"{said.what} {said.done}", lambda application, _: application.with_contact(contact)
        )

    def letter_sent(self, name: str, letter: Contact, asked: Sequence[str] = ()) -> Change:
        """Note a letter that went out. With the last thank-you of an interview, its card goes to Thanked.

        Args:
            name: the application's id.
            letter: the contact.
            asked: questions that stood in it: they are no longer unasked.
        """
        from followup_tui.domain.letter import with_sent_letter  # most commands write no letters

        said = contact_words(letter)
        return self.change(
            name,
            f"{said.what} {said.done}",
            lambda application, today: with_sent_letter(application, letter, asked, today),
        )

    def edit(
        self,
        base: Application,
        edited: Application,
        label: str = "edited",
        decided: Decisions | None = None,
    ) -> Change:
        """Save what a form changed. What was changed elsewhere meanwhile stays, field by field.

        Args:
            base: the application as the form began with it.
            edited: as the form has it now.
            label: what is done, after the company's name.
            decided: what is kept of what was changed in both places.

        Raises:
            ConflictError: the same thing was changed in both and is not decided; nothing was saved.
            GoneError: the application is no longer there.
            CallError: a text is missing or too long.
            DataError: it could not be saved.
        """
        mine = replace(
            edited,
            company=_required(edited.company, "The company"),
            role=_required(edited.role, "The role"),
        )

        def combine(theirs: Application, _: Today) -> Application:
            merged, conflicts = merge(base, mine, theirs, decided)
            if conflicts:
                what = ", ".join(conflict_title(conflict, theirs) for conflict in conflicts)
                raise ConflictError(
                    f"Changed elsewhere while this was open: {what}", "Nothing was saved", conflicts
                )
            return merged

        return self.change(base.id, label, combine)

    def put_back(self, application: Application) -> Change:
        """Put an application back that was taken away elsewhere, as it was last seen here.

        Where it is there again by now, nothing is changed.

        Raises:
            DataError: it could not be saved.
        """

        def build(applications: Mapping[str, Application]) -> tuple[str, States]:
            return f"{application.company}: put back", (
                {} if application.id in applications else {application.id: application}
            )

        return self._commit(build)

    def undo(self) -> Change:
        """Take the last step back, whoever made it.

        Raises:
            CallError: there is none.
            DataError: it could not be saved.
        """
        step = self._repository.undo()
        return Change(step.label, tuple(step.states))

    def redo(self) -> Change:
        """Do the last undone step again. Raises as `undo`."""
        step = self._repository.redo()
        return Change(step.label, tuple(step.states))

    def history(self) -> list[Step]:
        """Give the steps that can be undone or redone, the oldest first."""
        return self._repository.steps()

    def fill(self, applications: Iterable[Application]) -> None:
        """Put many applications into an empty file at once, as one step.

        Raises:
            DataError: it could not be saved.
        """
        self.change_many("A sample", lambda _: {application.id: application for application in applications})

    def change_many(self, label: str, build: Callable[[Mapping[str, Application]], States]) -> Change:
        """Make a pure change to many applications as they stand on disk, as one step. Raises as `change`."""
        return self._commit(lambda applications: (label, build(applications)))

    def _commit(self, build: Callable[[Mapping[str, Application]], tuple[str, States]]) -> Change:
        step = self._repository.commit(self._stamp(), build)
        return Change(step.label, tuple(step.states)) if step else NOTHING

    def _stamp(self) -> Instant:
        return Instant.of(self._now())

    def _with_interview(
        self, application: Application, at: datetime, people: tuple[Person, ...]
    ) -> Application:
        """Add an interview and who held it: ended at `at`, or starting then where that lies ahead."""
        ids = []
        for person in people:
            application, person_id = add_person(application, person)
            ids.append(person_id)
        ahead, moment = at > self._now(), Instant.of(at)
        interview = Interview(
            next_id("i", tuple(known.id for known in application.interviews)),
            starts_at=moment if ahead else None,
            ended_at=None if ahead else moment,
            people=tuple(dict.fromkeys(ids)),
        )
        return stages.record_interview(application, interview, self.today())


def _required(text: str, field: str) -> str:
    line = clean_line(text, field)
    if not line:
        raise CallError(f"{field} is missing", "Company and role are needed; everything else can wait")
    return line


def _present(applications: Mapping[str, Application], name: str) -> Application:
    if name not in applications:
        raise GoneError(f"{name} is no longer there", "It was undone elsewhere; redo brings it back")
    return applications[name]
