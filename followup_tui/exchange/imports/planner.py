"""Planning a whole import: every entry of the files, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from followup_tui.domain.application import Application
from followup_tui.exchange.imports.incoming import ImportOptions, Incoming
from followup_tui.exchange.imports.plan import ImportItem, ImportPlan, ImportResult, Planning
from followup_tui.exchange.imports.plan_applications import plan_application
from followup_tui.exchange.imports.plan_exported import plan_exported
from followup_tui.exchange.imports.plan_invitations import plan_invitation
from followup_tui.exchange.imports.plan_jrnl import plan_jrnl_entry
from followup_tui.exchange.imports.plan_messages import plan_message
from followup_tui.exchange.imports.plan_people import plan_person

_COMPARING: Final = "Comparing"
"""What is done with entries that are read: they are compared with what is noted."""


def plan_import(
    incoming: Iterable[Incoming], applications: Mapping[str, Application], options: ImportOptions
) -> ImportPlan:
    """Return what an import would do, without doing it. Nothing is planned of a file that has a question.

    Args:
        incoming: what the files hold.
        applications: the user's applications by id, as they are on the disk.
        options: what is told beside the files.
    """
    planning = Planning(applications, options)
    for file in incoming:
        planning.questions += file.questions
        if file.questions:
            continue
        for tracked in options.each(_COMPARING, file.applications):
            plan_application(planning, tracked)
        for person in options.each(_COMPARING, file.people):
            plan_person(planning, person)
        is_only_one = len({invitation.calendar.uid for invitation in file.invitations}) == 1
        for invitation in options.each(_COMPARING, file.invitations):
            plan_invitation(planning, invitation, is_only_one=is_only_one)
        for message in options.each(_COMPARING, file.messages):
            plan_message(planning, message, is_only_one=len(file.messages) == 1)
        for number, application in enumerate(options.each(_COMPARING, file.exported), start=1):
            plan_exported(planning, application, f"application {number:,}")
        for jrnl_entry in options.each(_COMPARING, file.journal):
            plan_jrnl_entry(planning, jrnl_entry)
        planning.items += [
            ImportItem(ImportResult.SKIPPED, skipped.where, skipped.title, reason=skipped.reason)
            for skipped in file.skipped
        ]
    return planning.plan()
