"""What is forgotten with an application, and what cannot be, in words: for the question and the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from followup_tui.domain.application import Application
from followup_tui.domain.wording import first_few, say_count
from followup_tui.storage.forgetting import Traces

ELSEWHERE: Final = (
    "What left this program cannot be reached: mails you sent, files you exported or saved elsewhere, what a "
    "calendar or your own command took over, and copies of the data on other disks or machines."
)
"""What is said once, whatever is forgotten."""


def forgotten_lines(applications: Sequence[Application], traces: Traces) -> list[str]:
    """Return what is taken out with applications, a line each."""
    parts = (
        (sum(len(each.interviews) for each in applications), "interview", "interviews"),
        (sum(len(each.people) for each in applications), "person", "people"),
        (sum(len(each.contacts) for each in applications), "contact", "contacts"),
        (sum(len(each.promises) for each in applications), "promise", "promises"),
        (sum(each.offer is not None for each in applications), "offer", "offers"),
    )
    whole = say_count(len(applications), "application", "applications")
    beside = (
        (traces.steps, "step of the history", "steps of the history"),
        (len(traces.drafts), "half-written or sent text", "half-written or sent texts"),
        (len(traces.edited_texts), "text from your editor", "texts from your editor"),
        (len(traces.files), "letter or page in a file", "letters and pages in files"),
        (len(traces.backups), "backup, which is kept without it", "backups, which are kept without it"),
    )
    return [
        ", ".join((whole, *(say_count(*part) for part in parts if part[0]))),
        *(say_count(*part) for part in beside if part[0]),
    ]


def staying_lines(traces: Traces) -> Iterator[str]:
    """Yield what stays and could be reached, a sentence each, and then what cannot."""
    for folder in traces.open_texts:
        yield f"An editor has a text about it open, in {folder}: close it there, and remove that folder."
    for copy in traces.other_copies:
        yield f"{copy} is a copy beside your data, and has it: remove it."
    if traces.named_in:
        yield f"Your words about other applications name it, and stay: {first_few(traces.named_in)}."
    for file in traces.naming_files:
        yield f"{file} is yours and names it, and stays as it is."
    if traces.is_synced:
        yield (
            "Older commits of the sync have it: the next followup sync clears them away on this machine. The"
            " remote and your other machines keep theirs: docs/your-data.md says how to clear those."
        )
    yield ELSEWHERE
