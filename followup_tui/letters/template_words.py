"""The words that a template can show, or ask for: one table, with what each means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final


class WordType(StrEnum):
    """How a template uses a word."""

    TEXT = "text"
    BLANK = "blank"
    YES_NO = "yes or no"
    LIST = "list"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Word:
    """One word that templates can use.

    Attributes:
        type: how it is used.
        meaning: what it shows or says, as users read it.
    """

    type: WordType
    meaning: str

    def usage(self, name: str) -> str:
        """Say how the word of this name is used."""
        match self.type:
            case WordType.YES_NO:
                return f"{{% if {name} %}}"
            case WordType.LIST:
                return f"{{% for line in {name} %}}"
            case WordType.PERSON:
                return ", ".join(f"{{{{ {name}.{part.name} }}}}" for part in fields(ShownPerson))
            case _:
                return f"{{{{ {name} }}}}"


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """What a template can show of the recipient. Shown whole it is the name, and never more."""

    name: str = ""
    first_name: str = ""
    family_name: str = ""
    form_of_address: str = ""
    position: str = ""

    def __str__(self) -> str:
        """Return the name."""
        return self.name


_TEXT, _BLANK, _YES_NO, _LIST = WordType.TEXT, WordType.BLANK, WordType.YES_NO, WordType.LIST

WORDS: Final[Mapping[str, Word]] = {
    "greeting": Word(_TEXT, "how the person is greeted, with the comma"),
    "company": Word(_TEXT, "the company"),
    "role": Word(_TEXT, "the job"),
    "via": Word(_TEXT, "the agency between you and the company; empty where there is none"),
    "my_name": Word(_TEXT, "your name, from `from` under `[mail]` in the settings; else a blank"),
    "my_phone": Word(_TEXT, "your number, from `phone` under `[mail]` in the settings; else a blank"),
    "person": Word(WordType.PERSON, "whom you write to"),
    "at_agency": Word(_YES_NO, "whether you write to somebody at the agency"),
    "recruiter": Word(_YES_NO, "whether it is somebody at the agency, or who recruits by their position"),
    # The last interview.
    "day": Word(_TEXT, "when your last interview was, in a sentence: `yesterday`; empty before the first"),
    "which": Word(_TEXT, "which interview that was: `second`; empty where it was the first"),
    "conversation": Word(_TEXT, "what it was, by its kind: `conversation`, `phone call`, `video call`"),
    "interview_kind": Word(_TEXT, "its kind: `phone`, `video`, `on-site`, `panel`, `assessment`, or empty"),
    "met_them": Word(_YES_NO, "whether the person held it; yes where you write to nobody by name"),
    "met": Word(_TEXT, "the others who held it; empty where they are unknown or more than three"),
    "late": Word(_YES_NO, "whether thanks for it come late"),
    "thanked": Word(_YES_NO, "whether you thanked them for it already"),
    "owed": Word(_LIST, "the names of those whom you still have to thank"),
    "said": Word(_LIST, "what you noted of it: the lines that name the person, else those that name nobody"),
    "need": Word(_BLANK, "what they need, with what was said"),
    "questions": Word(_LIST, "your questions that stayed unasked, where you want them in"),
    # Their decision.
    "decision_day": Word(_TEXT, "the day by which they said they would decide: `27 November`; else empty"),
    "day_passed": Word(_YES_NO, "whether that day is over"),
    "ask_date": Word(
        _YES_NO,
        "whether to ask when they decide: no day was named, no interview is ahead, they are to ask",
    ),
    "wrote_day": Word(
        _TEXT, "when you wrote a follow-up that waits for an answer: `on 12 November`; else empty"
    ),
    "last_follow_up": Word(_YES_NO, "whether it is the last follow-up that your rules allow"),
    "message": Word(
        _TEXT, "what they sent or did last: `your message`, `your call`, `your invitation`; else empty"
    ),
    "message_day": Word(_TEXT, "when that was, in a sentence: `yesterday`"),
    "invited": Word(_YES_NO, "whether that was an invitation"),
    "cancelled": Word(_YES_NO, "whether the position was cancelled"),
    # Appointments.
    "agreed": Word(_TEXT, "the time of the appointment that passed, with its zone"),
    "called_off": Word(_YES_NO, "whether the only interview there was to be was cancelled or missed"),
    "planned": Word(_TEXT, "the time of the interview ahead, with its zone; empty where none is"),
    "earlier_time": Word(_TEXT, "the time it had before it was moved; empty where it was not"),
    "zone": Word(_TEXT, "the zone of these times: `Berlin time`"),
    "place": Word(_TEXT, "where the interview ahead is held; empty where unknown"),
    # Promises.
    "promise": Word(_BLANK, "what you hand in, with what you promised"),
    "promise_day": Word(_TEXT, "by when you promised it: `27 November`; else empty"),
    "promise_late": Word(_YES_NO, "whether that day is over"),
    "promises": Word(_LIST, "everything you promised that is still open"),
    "their_promise": Word(_BLANK, "what they promised by a day that is over, for your words; else empty"),
    "their_promise_day": Word(_TEXT, "that day: `27 November`; else empty"),
    # Offers.
    "offer_day": Word(_TEXT, "when they made their offer, in a sentence; empty where there is none"),
    "answer_by": Word(_TEXT, "until when they want your answer: `Friday 27 November`; else empty"),
    "lapsed": Word(_YES_NO, "whether that moment is over"),
    "verbal": Word(_YES_NO, "whether their offer is not in writing yet"),
    "terms": Word(_BLANK, "what they offer, with the terms you noted"),
    "offer_terms": Word(_LIST, "the terms you noted"),
    "hired": Word(_YES_NO, "whether this application is closed as hired"),
    "hired_elsewhere": Word(_YES_NO, "whether you took a job elsewhere since this application began"),
    "other_deadline": Word(_TEXT, "until when another company wants your answer to its offer; else empty"),
}
"""What a template can show. Each template is checked against it, and docs/letters.md is made from it."""


def not_text(name: str) -> str:
    """Say how a word that is no text is used; empty for one that is."""
    word = WORDS.get(name)
    match word and word.type:
        case WordType.YES_NO:
            return f"it is for {{% if {name} %}}"
        case WordType.LIST:
            return f"a loop shows it: {{% for line in {name} %}}"
        case WordType.PERSON:
            return f"{name}.name shows the name"
        case _:
            return "loop.index shows the number" if name == "loop" else ""
