"""What an import would do: each entry of the files with what becomes of it, and the applications after it."""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from followup_tui.domain.after_change import bring_up_to_date
from followup_tui.domain.application import Application
from followup_tui.domain.company import company_key, company_of
from followup_tui.domain.ids import unused_id
from followup_tui.domain.same_company import group_by_name
from followup_tui.domain.sanitize import sanitize_application
from followup_tui.domain.search import fold
from followup_tui.domain.text import slug
from followup_tui.errors import CallError
from followup_tui.exchange.imports.incoming import ImportOptions, Question
from followup_tui.exchange.imports.plan_profiles import Profiles


class ImportResult(StrEnum):
    """What an import does with an entry. The values stand in the JSON."""

    NEW = "new"
    CHANGED = "changed"
    EXISTING = "there"
    SKIPPED = "skipped"


class ImportItem(Struct, frozen=True):
    """An entry of a file, and what the import does with it.

    Attributes:
        where: its place in the file: `line 3`.
        title: what it is about: `Contoso GmbH, Data Engineer`.
        application_id: the application it is about; empty where it is about none.
        interview_id: the interview it is about; empty where it is about none.
        reason: why it is skipped; empty where it is not.
        changes: what it changes or brings, a few words each: `closed, rejected`.
        remarks: what of it was left out, a sentence each.
    """

    result: ImportResult
    where: str
    title: str
    application_id: str = ""
    interview_id: str = ""
    reason: str = ""
    changes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do.

    Attributes:
        items: the entries in their order.
        changed: the applications that are new or change, by id, as they are after the import.
        questions: what has to be answered before.
    """

    items: tuple[ImportItem, ...]
    changed: Mapping[str, Application]
    questions: tuple[Question, ...] = ()


class Planning:
    """The applications while the entries of an import are planned, one after the other.

    Args:
        applications: the user's applications, by id.
        options: what is told beside the files.
    """

    def __init__(self, applications: Mapping[str, Application], options: ImportOptions) -> None:
        self.options = options
        self.today = options.today
        self.profiles = Profiles()
        self.items: list[ImportItem] = []
        self.questions: list[Question] = []
        self._before = applications
        self._after: dict[str, Application] = {}
        self.applications: Mapping[str, Application] = ChainMap(self._after, dict(applications))
        """All applications by id, as they are after the entries planned until now."""
        self._ids_by_company: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._ids_by_name: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._ids_by_job: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self._groups: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._ids_by_source: dict[str, str] = {}
        self._invited: dict[tuple[str, str], tuple[str, str]] = {}
        self._ids_by_message: dict[str, str] = {}
        self._ids_by_uid: dict[str, str] = {}
        for application in applications.values():
            self._index(application)

    def add(self, item: ImportItem, plan: Callable[[], ImportItem]) -> None:
        """Add what becomes of an entry; where `plan` refuses it with a `CallError`, that it is skipped."""
        try:
            self.items.append(plan())
        except CallError as error:
            self.items.append(replace(item, reason=error.happened))

    def at_company(self, company: str) -> list[Application]:
        """Return the applications at a company, by `company_of`."""
        return [self.applications[application_id] for application_id in self._ids_by_company[company]]

    def for_job(self, company: str, role: str) -> list[Application]:
        """Return the applications for a role at a company, by `company_of`, however the role is spelled."""
        return [self.applications[application_id] for application_id in self._ids_by_job[company, _key(role)]]

    def group_of(self, company: str) -> str:
        """Return the company group of an application that gets this company's name, as `group_by_name`."""
        key = company_key(company)
        if key not in self._groups:
            members = {each: self.applications[each] for each in self._ids_by_name[key]}
            self._groups[key] = group_by_name(company, members)
        return self._groups[key]

    def unused_id(self, company: str) -> str:
        """Return the id of a new application at a company."""
        base = slug(company)
        application_id = unused_id(company, self.applications, self._numbers.get(base, 1))
        if application_id != base:  # the next search begins here
            self._numbers[base] = int(application_id.removeprefix(f"{base}-"))
        return application_id

    def of_source(self, source_id: str) -> Application | None:
        """Return the application that another program calls so; None where there is none."""
        application_id = self._ids_by_source.get(source_id)
        return self.applications[application_id] if application_id else None

    def of_invitation(self, uid: str, recurrence_id: str) -> tuple[Application, str] | None:
        """Return the application and the id of the interview that an invitation is to; None without one."""
        ids = self._invited.get((uid, recurrence_id))
        return (self.applications[ids[0]], ids[1]) if ids else None

    def of_message(self, message_id: str) -> Application | None:
        """Return the application with the mail that has this Message-ID; None where there is none."""
        application_id = self._ids_by_message.get(message_id)
        return self.applications[application_id] if application_id else None

    def of_uid(self, uid: str) -> Application | None:
        """Return the application of this `uid`; None where there is none."""
        application_id = self._ids_by_uid.get(uid)
        return self.applications[application_id] if application_id else None

    def put(self, application: Application, *, is_up_to_date: bool = False) -> Application:
        """Add an application, or replace the one of its id; return it as it is kept, brought up to date.

        One that is up to date came from followup itself, which noted what follows from each change then.

        Raises:
            CallError: a text in it is too long, or an e-mail address is none.
        """
        before = self.applications.get(application.id)
        kept = sanitize_application(application, before)
        if before is not None and not is_up_to_date:
            kept = bring_up_to_date(before, kept, self.today)
        self._after[application.id] = kept
        self._index(kept)
        return kept

    def _index(self, application: Application) -> None:
        company, name = company_of(application), company_key(application.company)
        if self._groups.get(name, application.company_group) != application.company_group:
            del self._groups[name]
        self._ids_by_company[company][application.id] = None
        self._ids_by_name[name][application.id] = None
        self._ids_by_job[company, _key(application.role)][application.id] = None
        self._ids_by_source |= dict.fromkeys(application.source_ids, application.id)
        for contact in application.contacts:
            if contact.message_id:
                self._ids_by_message[contact.message_id] = application.id
        for interview in application.interviews:
            entry = interview.calendar
            if entry is not None and entry.uid:
                self._invited[entry.uid, entry.recurrence_id] = application.id, interview.id
        if application.uid:
            self._ids_by_uid[application.uid] = application.id

    def plan(self) -> ImportPlan:
        """Return what was planned."""
        changed = {
            application_id: application
            for application_id, application in self._after.items()
            if application != self._before.get(application_id)
        }
        return ImportPlan(tuple(self.items), changed, tuple(self.questions))


def _key(role: str) -> str:
    return "".join(char for char in fold(role) if char.isalnum())
