"""The use cases: everything a user can do to their applications, from the board or the command line.

Each makes one pure change in the domain and one commit. When it returns, the change is on disk. What only
some changes need is imported by them: prompts wait for `due`, which makes none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from followup_tui.domain import stages
from followup_tui.domain.advice.rules import Rules
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.business_days import Calendar
from followup_tui.domain.contact import Contact
from followup_tui.domain.ids import unused_id
from followup_tui.domain.instant import Instant
from followup_tui.domain.person import Person
from followup_tui.domain.stages import Today
from followup_tui.domain.text import TEXT_LIMIT, clean_line, required_line
from followup_tui.errors import ConflictError
from followup_tui.storage.backups import Backups
from followup_tui.storage.history import States, Step
from followup_tui.storage.repository import Repository

if TYPE_CHECKING:
    from followup_tui.domain.merge_conflicts import Decisions
    from followup_tui.storage.forgetting import Forgetting


class Change(Struct, frozen=True):
    """What a use case did.

    Attributes:
        label: in the user's words, `Northwind: Interviewed to Thanked`; empty where nothing changed.
        ids: the applications that changed.
    """

    label: str
    ids: tuple[str, ...]


NOTHING = Change("", ())

Follower = Callable[[Step, "Tracker"], str]
"""Told of each step once it is saved, undone or done again. Returns what went wrong, or empty."""


class Tracker:
    """The user's applications and what can be done to them.

    Args:
        repository: the store of the applications.
        now: returns the present moment, aware, in the user's zone by name.
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
        self._followers: list[Follower] = []
        self._follower_warnings: tuple[str, ...] = ()

    @classmethod
    def open(
        cls,
        data_file: Path,
        backups_folder: Path,
        now: Callable[[], datetime],
        rules: Rules,
        calendar: Calendar,
        *,
        lazily: bool = False,
    ) -> Tracker:
        """Open a data file and read it. The first change creates a file that does not exist yet.

        The other arguments are those of `Tracker`. Opened `lazily`, closed applications may be read later, by
        `load_more`, where there are many.

        Raises:
            DataError: the file exists and cannot be used.
        """
        backups = Backups(backups_folder, now)

        def offer() -> str:
            from followup_tui.storage.backup_offer import offer_backup  # only a damaged file needs it

            return offer_backup(backups)

        tracker = cls(Repository(data_file, backups, offer, lazily=lazily), now, rules, calendar)
        tracker.refresh()
        return tracker

    @property
    def applications(self) -> Mapping[str, Application]:
        """The applications by id, as last read."""
        return self._repository.applications

    @property
    def warnings(self) -> tuple[str, ...]:
        """What went wrong with the last change without losing anything, a sentence each."""
        return tuple(filter(None, (self._repository.warning, *self._follower_warnings)))

    @property
    def repository(self) -> Repository:
        """The store of the applications, for what looks into more than them."""
        return self._repository

    @property
    def path(self) -> Path:
        """The path of the data file."""
        return self._repository.path

    def today(self) -> Today:
        """Return the present moment with the user's numbers and calendar."""
        return Today(self._now(), self._rules, self._calendar)

    def refresh(self) -> frozenset[str]:
        """Read what another process changed. Return the ids of the applications that differ.

        Raises:
            DataError: the file cannot be used; what is in memory stays.
        """
        return self._repository.refresh()

    def load_more(self, count: int) -> bool:
        """Read so many more of the applications that were left for later. Return whether there were any.

        Raises:
            DataError: one of them cannot be read.
        """
        return self._repository.load_more(count)

    def follow(self, follower: Follower) -> None:
        """Have a function told of each change from now on, once it is saved."""
        self._followers.append(follower)

    def tell_followers(self, step: Step) -> None:
        """Tell the followers of a step; whatever goes wrong with them is among the `warnings`."""
        self._follower_warnings = tuple(follower(step, self) for follower in self._followers)

    def find(self, text: str) -> Application:
        """Find an application, as `find_application` does.

        Raises:
            CallError: none is like that, or more than one; the sentence says which.
        """
        from followup_tui.domain.find_application import find_application

        return find_application(self.applications, text)

    def add(
        self,
        company: str,
        role: str,
        *,
        at: datetime,
        until: datetime | None = None,
        people: tuple[Person, ...] = (),
        decision_date: date | None = None,
        unasked: Sequence[str] = (),
        is_another_company: bool = False,
    ) -> Change:
        """Record an application with its interview.

        Args:
            company: what they are called.
            role: the job.
            at: when the interview ended; in the future, or with `until`: when it starts. Aware.
            until: when it ends or ended; None where that is not known.
            people: who held it.
            decision_date: the day by which they said they would decide.
            unasked: the questions that the user did not get to ask.
            is_another_company: whether it is another company than those of the same name.

        Raises:
            CallError: there is no company or no role, or a text is too long.
            DataError: it could not be saved.
        """
        from followup_tui.domain.interviews import Details, add_interview
        from followup_tui.domain.questions import with_unasked
        from followup_tui.domain.same_company import group_by_name, own_group
        from followup_tui.domain.sanitize import sanitize_application

        company, role = required_line(company, "The company"), required_line(role, "The role")

        def build(applications: Mapping[str, Application]) -> tuple[str, States]:
            now = Instant.of(self._now())
            application_id = unused_id(company, applications)
            new = Application(
                application_id,
                company,
                role,
                created_at=now,
                updated_at=now,
                decision_date=decision_date,
                decision_told_at=now if decision_date is not None else None,
                uid=os.urandom(16).hex(),
            )
            group = own_group(new) if is_another_company else group_by_name(company, applications)
            new = with_unasked(replace(new, company_group=group), unasked)
            recorded = add_interview(new, at, self.today(), until=until, details=Details(people=people))
            return f"{company}: recorded", {application_id: sanitize_application(recorded)}

        return self._commit(build)

    def change(
        self,
        application_id: str,
        label: str,
        change: Callable[[Application, Today], Application],
        base: Application | None = None,
    ) -> Change:
        """Make a pure change to one application as it stands on disk now, and bring its stage up to date.

        The label says what is done, after the company's name: `decision date Fri 27 Nov`. The application is
        `base`, else the one last read under this id, whatever a sync calls it since.

        Raises:
            GoneError: the application no longer exists.
            CallError: `change` refuses.
            DataError: it could not be saved.
        """
        from followup_tui.domain.after_change import bring_up_to_date
        from followup_tui.domain.find_application import existing_application
        from followup_tui.domain.sanitize import sanitize_application

        seen = base or self.applications.get(application_id)

        def build(applications: Mapping[str, Application]) -> tuple[str, States]:
            before = existing_application(applications, application_id, seen.uid if seen else "")
            today = self.today()
            after = sanitize_application(bring_up_to_date(before, change(before, today), today), before)
            return clean_line(f"{after.company}: {label}", "The change", TEXT_LIMIT), {before.id: after}

        return self._commit(build)

    def move(self, application_id: str, stage: Stage) -> Change:
        """Move a card to a stage, from wherever it stands now."""
        return self.change(
            application_id,
            f"moved to {stage.value.title()}",
            lambda application, today: stages.move_to_stage(application, stage, today),
        )

    def close(self, application_id: str, outcome: Outcome) -> Change:
        """Close an application with how it ended."""
        return self.change(
            application_id,
            f"closed, {outcome.value}",
            lambda application, today: stages.close_application(application, outcome, today),
        )

    def snooze(self, application_id: str, until: datetime | None) -> Change:
        """Hide an application's advice until a moment; None shows it again. Overdue is shown all the same."""
        from followup_tui.domain.step_labels import snooze_label

        moment = Instant.of(until) if until else None
        return self.change(
            application_id,
            snooze_label(until),
            lambda application, _: replace(application, snoozed_until=moment),
        )

    def set_decision_date(self, application_id: str, day: date | None) -> Change:
        """Note the day by which they said they would decide; None takes it back."""
        from followup_tui.domain.step_labels import decision_label

        return self.change(
            application_id,
            decision_label(day),
            lambda application, _: replace(application, decision_date=day),
        )

    def log_contact(self, application_id: str, *contacts: Contact, asked: Sequence[str] = ()) -> Change:
        """Note contacts in either direction, as one step; they differ at most in the person.

        The last thank-you for an interview moves its card to Thanked. The questions `asked` in a letter are
        no longer unasked.

        Raises:
            CallError: they lie ahead.
        """
        from followup_tui.domain.contact_log import log_contacts
        from followup_tui.domain.contact_words import contact_sentence

        application = self.applications.get(application_id)
        people = [application.person(contact.person) for contact in contacts] if application else []
        return self.change(
            application_id,
            contact_sentence(contacts[0], [person for person in people if person]),
            lambda application, today: log_contacts(application, contacts, today, asked),
        )

    def edit(
        self, base: Application, edited: Application, label: str = "edited", decided: Decisions | None = None
    ) -> Change:
        """Save what a form changed, field by field. What was changed elsewhere meanwhile stays.

        Args:
            base: the application as the form began with it.
            edited: as the form has it now.
            label: what is done, after the company's name.
            decided: what the user chose to keep of what was changed in both places.

        Raises:
            ConflictError: the same thing was changed in both places and is not decided; nothing was saved.
            GoneError: the application no longer exists.
            CallError: a text is missing or too long.
            DataError: it could not be saved.
        """
        from followup_tui.domain.merge import merge
        from followup_tui.domain.merge_conflicts import conflict_title

        mine = replace(
            edited,
            company=required_line(edited.company, "The company"),
            role=required_line(edited.role, "The role"),
        )

        def combine(theirs: Application, _: Today) -> Application:
            merged, conflicts = merge(base, mine, theirs, decided)
            if conflicts:
                titles = ", ".join(conflict_title(conflict, theirs) for conflict in conflicts)
                raise ConflictError(
                    f"Changed elsewhere while this was open: {titles}", "Nothing was saved", conflicts
                )
            return merged

        return self.change(base.id, label, combine, base)

    def put_back(self, application: Application) -> Change:
        """Put back an application that was removed elsewhere, as it was last seen here.

        Where it exists again, nothing is changed.

        Raises:
            DataError: it could not be saved.
        """

        def build(applications: Mapping[str, Application]) -> tuple[str, States]:
            states: States = {} if application.id in applications else {application.id: application}
            return f"{application.company}: put back", states

        return self._commit(build)

    def undo(self) -> Change:
        """Take back the last step, from whichever process it came.

        Raises:
            CallError: there is none.
            DataError: it could not be saved.
        """
        return self._made(self._repository.undo())

    def redo(self) -> Change:
        """Do the last undone step again. Raises as `undo`."""
        return self._made(self._repository.redo())

    def forget(self, forgetting: Forgetting, applications: Iterable[Application]) -> Change:
        """Forget applications for good: no undo and no backup brings them back. Raises as `Forgetting`."""
        ids = forgetting.forget(applications)
        return self._made(Step(0, "Forgotten for good", Instant.of(self._now()), dict.fromkeys(sorted(ids))))

    def history(self) -> list[Step]:
        """Return the steps that can be undone or redone, the oldest first."""
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
        step = self._repository.commit(Instant.of(self._now()), build)
        return self._made(step) if step else NOTHING

    def _made(self, step: Step) -> Change:
        self.tell_followers(step)
        return Change(step.label, tuple(step.states))
