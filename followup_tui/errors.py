"""One family of errors: what happened, what is untouched, what to do next.

Every error that a user can cause or meet is one of these. The command line prints it and exits with its
code; a form shows it beside the field. None of them is ever shown as a traceback.
"""

from __future__ import annotations

from typing import Any, ClassVar


class FollowupError(Exception):
    """Something that the user must be told.

    Attributes:
        happened: one sentence on what went wrong, in the user's words, without a full stop at its end.
        next_step: what to do now; empty where the first sentence says it.
        exit_code: what the command line exits with.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, happened: str, next_step: str = "") -> None:
        super().__init__(happened)
        self.happened = happened
        self.next_step = next_step

    def __str__(self) -> str:
        """Both sentences on one line."""
        return f"{self.happened}. {self.next_step}".strip() if self.next_step else self.happened


class CallError(FollowupError):
    """The call is wrong: a bad date, an unknown id, a word that is not among the choices. Nothing changed."""


class NothingError(CallError):
    """There is nothing of what was asked for, such as a step to undo. The screen says so as no fault."""


class DateError(CallError):
    """A date or time that cannot be understood, does not exist, or could mean two things."""


class ConflictError(CallError):
    """The same thing was changed elsewhere since it was shown. Nothing was saved.

    Attributes:
        conflicts: what was changed in both places, as `merge_conflicts.MergeConflict`.
    """

    def __init__(self, happened: str, next_step: str, conflicts: tuple[Any, ...]) -> None:
        super().__init__(happened, next_step)
        self.conflicts = conflicts


class GoneError(CallError):
    """What is to be changed was removed elsewhere. Nothing was saved."""


class DataError(FollowupError):
    """The data could not be read or written. `untouched` names the file that is as it was before."""

    exit_code: ClassVar[int] = 3

    def __init__(self, happened: str, next_step: str = "", *, untouched: str = "") -> None:
        super().__init__(happened, next_step)
        self.untouched = untouched

    def __str__(self) -> str:
        """What happened, which file is untouched, what to do next, on one line."""
        kept = f"{self.untouched} is untouched" if self.untouched else ""
        return ". ".join(part for part in (self.happened, kept, self.next_step) if part)
