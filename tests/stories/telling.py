"""Stories: what happened day by day, as commands, and what the program says then, along the whole chain.

A story is a text of lines. `|` does something, `=` says what is to be read then:

    12 Nov 09:00 | add Acme Backend --at "17 Nov 10:00"
    16 Nov 15:00 | interview acme --move "24 Nov 10:00" --by them
    18 Nov 09:00 = may prepare R15 until 24 Nov 10:00
          stage  = interviewed
          card   = interview Tue 10:00
          agenda = Tue 24 Nov 10:00 interview
          due    = nothing
          hushed      words that the command above did not print
    unsaid = 17 Nov

A line without a moment is of the moment above. The clock shows Berlin's time in 2026. The first application
that is added is meant unless another id stands before a colon: `acme-2: card = ...`.

    (nothing)   verdict, move, rule and until as `followup why --json` has them; `-` for no rule
    why         words that `followup why` prints
    stage       of `followup show --json`
    card        the card's line, in the longest of its wordings
    agenda      all that comes, separated by `;`; a whole day has no hour: `Fri 4 Dec they decide`
    due         the ids in the order of `followup due --json`, or `nothing`
    letter      the kind that `followup draft` writes by itself, a colon, and words of it; or only words
    draft KIND  words of the letter of that kind; `refused, words` where the call is refused with exit 2
    warned      words of what the guard says to the letter that `draft` wrote last; `no` where it says nothing
    to          to whom that letter goes, separated by `;`
    prints      words that the command above printed
    refused     the command above was refused: words of the sentence
    hushed      words that the command above did not print
    unsaid      words that nothing shown of the application contains; several separated by `;`
"""

from __future__ import annotations

import os
import re
import shlex
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from followup_tui.cli.command import open_tracker
from followup_tui.config import make_context
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.agenda import coming_up
from followup_tui.domain.card_line import card_line
from followup_tui.domain.relations import related_to

if TYPE_CHECKING:
    import time_machine

    from tests.cli.conftest import Followup, Result

BERLIN = ZoneInfo("Europe/Berlin")
_LINE = re.compile(
    r"(?P<moment>\d{1,2} [A-Z][a-z]{2} \d\d:\d\d)?\s*(?:(?P<id>[a-z0-9-]+):)?\s*(?P<what>[a-z -]*?)\s*"
    r"(?P<sign>[|=])\s*(?P<text>.*)"
)


class Teller:
    """Tells a story: runs its commands at their moments, and checks what is to be read.

    Args:
        followup: calls the program in this process.
        clock: is set to each line's moment.
    """

    def __init__(self, followup: Followup, clock: time_machine.Traveller) -> None:
        self._followup = followup
        self._clock = clock
        self._ids: list[str] = []
        self._last: Result | None = None
        self._letter: Result | None = None

    def tell(self, story: str) -> None:
        """Tell a story to its end.

        Raises:
            AssertionError: the program says something else; it names the line.
        """
        for line in filter(str.strip, story.splitlines()):
            parts = _LINE.fullmatch(line.strip())
            assert parts is not None, f"no line of a story: {line}"
            if parts["moment"]:
                self._clock.move_to(moment(parts["moment"]))
            if parts["sign"] == "|":
                self._run(parts["text"])
            else:
                self._check(parts["what"], parts["id"] or self._ids[0], parts["text"].strip(), line.strip())

    def _run(self, command: str) -> None:
        arguments = shlex.split(command)
        self._last = self._followup(*arguments)
        if arguments[0] == "add" and self._last.code == 0:
            self._ids = [each["id"] for each in self._json("list")]

    def _check(self, what: str, application_id: str, expected: str, line: str) -> None:
        match what.split():
            case []:
                actual: object = self._advice(application_id, with_until="until" in expected)
            case ["stage"]:
                actual = self._json("show", application_id)["stage"]
            case ["card"]:
                actual = self._card(application_id)
            case ["agenda"]:
                actual = "; ".join(self._coming(application_id)) or "nothing"
            case ["due"]:
                actual = " ".join(each["id"] for each in self._json("due")) or "nothing"
            case ["to"]:
                assert self._letter is not None, line
                recipients = [each["person"] for each in self._letter.json]
                actual = "; ".join(
                    (each["name"] or each["position"]) if each else "nobody" for each in recipients
                )
            case _:
                self._check_words(what, application_id, expected, line)
                return
        assert actual == expected, f"{line}\n{actual}"

    def _check_words(self, what: str, application_id: str, expected: str, line: str) -> None:
        match what.split():
            case ["why"]:
                text = self._followup("why", application_id).out
            case ["prints"]:
                text = self._printed(line, code=0)
            case ["refused"]:
                text = self._printed(line, code=2)
            case ["letter"]:
                kind, colon, words = expected.partition(": ")
                text = self._draft(application_id, line)
                assert not colon or self._kinds() == {kind}, f"{line}: {self._kinds()}"
                expected = words if colon else expected
            case ["draft", kind] if expected.startswith("refused, "):
                self._last = self._followup("draft", application_id, kind)
                text, expected = self._printed(line, code=2), expected.removeprefix("refused, ")
            case ["draft", kind]:
                text = self._draft(application_id, line, kind)
            case ["warned"] if expected == "no":
                assert "guard" not in self._warning(), line
                return
            case ["warned"]:
                text = self._warning()
            case _:
                self._check_unsaid(what, application_id, expected, line)
                return
        assert " ".join(expected.split()) in " ".join(text.split()), f"{line}:\n{text}"

    def _check_unsaid(self, what: str, application_id: str, expected: str, line: str) -> None:
        assert what in ("unsaid", "hushed"), f"no check: {line}"
        shown = self._everything(application_id) if what == "unsaid" else self._printed(line, code=0)
        for words in expected.split(";"):
            assert words.strip() not in shown, f"{line}:\n{shown}"

    def _printed(self, line: str, *, code: int) -> str:
        """Return what the command above printed; it ended with this exit code."""
        assert self._last is not None, line
        assert self._last.code == code, f"{line}: {self._last}"
        return self._last.out + self._last.err

    def _kinds(self) -> set[str]:
        assert self._letter is not None
        return {each["kind"] for each in self._letter.json}

    def _warning(self) -> str:
        assert self._letter is not None
        return self._letter.err

    def _advice(self, application_id: str, *, with_until: bool) -> str:
        why = self._json("why", application_id)
        words = f"{why['verdict']} {why['move']} {why['rule'] or '-'}"
        if not with_until:
            return words
        until = why["until"] or ""
        if not until:
            return f"{words} until nothing"
        if "T" not in until:
            return f"{words} until {date.fromisoformat(until):%-d %b}"
        return f"{words} until {datetime.fromisoformat(until).astimezone(BERLIN):%-d %b %H:%M}"

    def _card(self, application_id: str) -> str:
        tracker = open_tracker(make_context(os.environ, None))
        application = tracker.applications[application_id]
        related = related_to(application, tracker.applications)
        return card_line(application, tracker.today(), related).wordings[0]

    def _coming(self, application_id: str) -> list[str]:
        tracker = open_tracker(make_context(os.environ, None))
        application, today = tracker.applications[application_id], tracker.today()
        related = related_to(application, tracker.applications)
        advice = {application_id: advise(application, today, related)}
        return [
            f"{coming.when:%a %-d %b}{'' if coming.is_whole_day else f' {coming.when:%H:%M}'} {coming.words}"
            for coming in coming_up([application], today, advice)
        ]

    def _draft(self, application_id: str, line: str, *kind: str) -> str:
        self._letter = self._followup("draft", application_id, *kind, "--json")
        assert self._letter.code == 0, f"{line}: {self._letter}"
        return "\n".join(f"{each['subject']}\n{each['body']}" for each in self._letter.json)

    def _everything(self, application_id: str) -> str:
        """Return all that advises on an application: card, agenda, due, why, and the letter that fits."""
        commands = [["due"], *([name, application_id] for name in ("why", "draft"))]
        printed = [self._followup(*command).out for command in commands]
        return "\n".join([self._card(application_id), *self._coming(application_id), *printed])

    def _json(self, *command: str) -> Any:  # noqa: ANN401 - whatever the command prints
        result = self._followup(*command, "--json")
        assert result.code == 0, result
        return result.json


def moment(text: str) -> datetime:
    """Return `12 Nov 09:00` as a moment of 2026 in Berlin."""
    day, _, clock = text.rpartition(" ")
    there = datetime.strptime(f"{day} 2026 {clock}", "%d %b %Y %H:%M")  # noqa: DTZ007 - the zone is added
    return datetime.combine(there.date(), time(there.hour, there.minute), BERLIN)
