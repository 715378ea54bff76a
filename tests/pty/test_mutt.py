"""A real mutt on a mailbox of its own: a mail piped into followup, with two keys for each."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.pty.conftest import Fill, Start
from tests.pty.terminal import ROOT, Terminal, run

pytestmark = [
    pytest.mark.pty,
    pytest.mark.skipif(shutil.which("mutt") is None, reason="mutt is not installed"),
]

NOW = datetime.now(UTC).replace(microsecond=0)
FIRST, SECOND = NOW + timedelta(days=5), NOW + timedelta(days=6)


def invitation(starts_at: datetime, sequence: int) -> EmailMessage:
    """Write a mail with an invitation to an interview at Globex."""
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//EN\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n"
        f"UID:talk-1@globex.example\r\nSEQUENCE:{sequence}\r\nDTSTAMP:{NOW:%Y%m%dT%H%M%SZ}\r\n"
        f"DTSTART:{starts_at:%Y%m%dT%H%M%SZ}\r\nDTEND:{starts_at + timedelta(hours=1):%Y%m%dT%H%M%SZ}\r\n"
        "SUMMARY:Interview Engineer\r\nORGANIZER;CN=Rosa Diaz:mailto:rosa@globex.example\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    message = mail(f"Interview, version {sequence}", "You are invited.")
    message.add_attachment(calendar.encode(), "text", "calendar", filename="invite.ics")
    return message


def mail(subject: str, text: str) -> EmailMessage:
    """Write a mail from Globex."""
    message = EmailMessage()
    message["From"] = "Rosa Diaz <rosa@globex.example>"
    message["To"] = "mia@private.example"
    message["Subject"] = subject
    message["Date"] = NOW
    message["Message-ID"] = f"<{abs(hash(subject))}@globex.example>"
    message.set_content(text)
    return message


@pytest.fixture
def mutt(start: Start, fill: Fill, tmp_path: Path) -> Terminal:
    """Mutt on three mails, with the README's macro."""
    fill("Globex", "Initech")
    mails = (
        invitation(FIRST, 0),
        invitation(SECOND, 1),
        mail("Your application", "Unfortunately we have decided to go ahead with another candidate."),
    )
    box = tmp_path / "box"
    box.write_bytes(
        b"".join(b"From x@y Mon Nov 23 10:00:00 2026\n" + each.as_bytes() + b"\n" for each in mails)
    )
    command = tmp_path / "followup"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m followup_tui "$@"\n')
    command.chmod(0o700)
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    (macro,) = (line.strip() for line in lines if line.startswith("macro index,pager"))
    settings = tmp_path / "muttrc"
    settings.write_text(
        f"set folder={tmp_path}\nset spoolfile={box}\nset sort=mailbox-order\nset confirmappend=no\n"
        "set quit=yes\nset move=no\nset resolve=no\n"
        f"{macro.replace('followup import', f'{command} import')}\n"
    )
    terminal = start(command=("mutt", "-n", "-F", str(settings)), size=(100, 30))
    terminal.wait_for("Your application")
    return terminal


def noted() -> Any:  # noqa: ANN401 - an object of JSON
    """Return the application at Globex."""
    return json.loads(run("show", "globex", "--json").stdout)


def test_an_invitation_a_move_and_a_rejection_each_take_two_keys(mutt: Terminal) -> None:
    """The macro's key and one for the answer: an interview, moved by the next version; then it is closed."""
    mutt.press("I")
    mutt.wait_for("Import 2 entries? [y/N]")
    mutt.press("y")
    mutt.wait_for("Imported.", "any key")
    (interview,) = noted()["interviews"]
    assert datetime.fromisoformat(interview["starts_at"]) == FIRST
    assert [person["name"] for person in noted()["people"]] == ["Rosa Diaz"]

    mutt.press("enter")
    mutt.wait_for("Your application")
    mutt.press("j I")
    mutt.wait_for("moved from", "Import 2 entries? [y/N]")
    mutt.press("y")
    mutt.wait_for("Imported.", "any key")
    (interview,) = noted()["interviews"]
    assert datetime.fromisoformat(interview["starts_at"]) == SECOND

    mutt.press("enter")
    mutt.wait_for("Your application")
    mutt.press("j I")
    mutt.wait_for("What is it?", "1")
    mutt.press("1")
    mutt.wait_for("Import 1 entry? [y/N]")
    mutt.press("y")
    mutt.wait_for("Imported.")
    assert (noted()["stage"], noted()["outcome"]) == ("closed", "rejected")
