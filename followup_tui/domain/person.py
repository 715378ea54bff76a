"""Somebody the user has to do with, and the two sides of an application."""

from enum import StrEnum

from followup_tui.domain.part import Part


class Party(StrEnum):
    """Who did or promised something: the user, or the company."""

    ME = "me"
    THEM = "them"

    @property
    def subject(self) -> str:
        """Who it is, as the subject of a sentence: `you`, `they`."""
        return "you" if self is Party.ME else "they"


class Person(Part, frozen=True):
    """Somebody of theirs: an interviewer, a recruiter, a consultant of the agency.

    Attributes:
        id: `p1`, `p2` … within the application.
        name: the name without its form of address, `Jana Novák`; empty where only the position is known.
        form_of_address: `Dr.`, `Frau`, `Prof. Dr.`; empty where unknown.
        position: what they do there, `Head of Data`.
        checked: whether the user has checked the spelling of the name.
        family_name: their family name where the user noted it; else it is taken from the name.
        at_agency: whether they work for the agency between the user and the company, not for the company.
        by_first_name: whether letters greet them by the first name; None as the settings say.
    """

    id: str
    name: str
    form_of_address: str = ""
    position: str = ""
    email: str = ""
    phone: str = ""
    checked: bool = False
    family_name: str = ""
    at_agency: bool = False
    by_first_name: bool | None = None

    @property
    def full_name(self) -> str:
        """The name with its form of address, `Dr. Jana Novák`; `the CTO` where only the position is known."""
        return f"{self.form_of_address} {self.name}".strip() if self.name else f"the {self.position}"

    @property
    def needs_spelling_check(self) -> bool:
        """Whether there is a name whose spelling the user has not checked."""
        return bool(self.name) and not self.checked
