"""One letter while it is being written, to one person."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from msgspec.structs import replace

from followup_tui.domain.contact import Contact
from followup_tui.domain.letter import Letter
from followup_tui.domain.person import Person
from followup_tui.domain.text import slug
from followup_tui.letters.filled_blanks import filled_blanks, refilled, without_suggestions

NOBODY = "them"
"""The key of a letter to nobody in particular."""


@dataclass
class LetterDraft:
    """One letter while it is being written.

    Attributes:
        composed: the letter as it came from its template.
        subject: as it is written now.
        body: as it is written now.
        problem: what is wrong with the user's own template; empty where nothing is.
        sent: the contact it became; None until it was sent.
        sending: the time at which it was handed to the mail command, until it is known how that ended.
        begun_from: the body that the template gave when the user began to change its words, where it gives
            another now; else empty.
    """

    composed: Letter
    subject: str
    body: str
    problem: str = ""
    sent: Contact | None = None
    sending: str = ""
    begun_from: str = ""

    @property
    def letter(self) -> Letter:
        """The letter as it is written now."""
        return Letter(self.composed.kind, self.composed.person, self.subject, self.body)

    @property
    def person(self) -> Person | None:
        """The recipient; None where nobody of the company is known."""
        return self.composed.person

    @property
    def key(self) -> str:
        """What tells it from the other letters about the application: the recipient's id."""
        return self.person.id if self.person else NOBODY

    @property
    def recipient_name(self) -> str:
        """Whom it goes to, in a sentence: `Dr. Jana Novák`, `the CTO`; `them` where nobody is known."""
        return self.person.full_name if self.person else "them"

    @property
    def recipient_slug(self) -> str:
        """Whom it goes to, in the name of a file: `jana-novak`."""
        return slug(self.person.name or self.person.position) if self.person else "them"

    @property
    def link(self) -> str:
        """A link that opens it in a mail program; empty where it is too long for one or has blanks."""
        from followup_tui.letters.message import mailto_link  # a pipe needs no mail

        letter = self.letter
        return "" if letter.blanks else mailto_link(letter)

    @property
    def typing_end(self) -> int:
        """The index in the body behind the user's own words."""
        unchanged = takewhile(
            lambda pair: pair[0] == pair[1], zip(self.body[::-1], self.composed.body[::-1], strict=False)
        )
        return len(self.body) - sum(1 for _ in unchanged)

    def suggest(self, label: str, text: str) -> None:
        """Suggest a text in each blank that only says what to write."""
        blank, suggested = f"[[{label}]]", f"[[{label}: {text}]]"
        self.body = self.body.replace(blank, suggested)
        self.composed = replace(self.composed, body=self.composed.body.replace(blank, suggested))

    @property
    def mistakes(self) -> list[str]:
        """What the user filled in that leaves a sentence with a hole, or without a capital."""
        blanks = filled_blanks(self.begun_from or self.composed.body, self.body) or ()
        holes = [f"a hole is left where “{blank.label}” stood" for blank in blanks if blank.is_hole]
        small = [blank.text.split()[0] for blank in blanks if blank.begins_small]
        return holes + [f"a sentence begins with a small letter: “{word}”" for word in small]

    def put_back(self, body: str, begun_from: str) -> None:
        """Put back what the user typed.

        What was typed in the blanks alone stands in the letter as it would be begun now: no longer `today`
        where it was the day before yesterday. Where other words were changed too, they stay as they are.

        Args:
            body: the body with what was typed.
            begun_from: the body that the template gave when it was typed; empty where that is unknown.
        """
        self.body = body
        if begun_from and without_suggestions(begun_from) != without_suggestions(self.composed.body):
            fresh = refilled(begun_from, body, self.composed.body)
            self.body, self.begun_from = (body, begun_from) if fresh is None else (fresh, "")

    def recompose(self, fresh: LetterDraft) -> None:
        """Take over what the template says now, but for what the user typed.

        Where more than the blanks was typed in, only the greeting is changed, unless the user changed it too.
        """
        before, self.composed, self.problem = self.composed, fresh.composed, fresh.problem
        if self.sent is not None or self.sending:
            return
        if self.subject == before.subject:
            self.subject = fresh.subject
        greeting_before, greeting = (letter.body.partition("\n")[0] for letter in (before, fresh.composed))
        of_now = refilled(before.body, self.body, fresh.composed.body)
        if of_now is not None:
            self.body = of_now
        elif self.body.startswith(f"{greeting_before}\n"):
            self.body = greeting + self.body.removeprefix(greeting_before)
