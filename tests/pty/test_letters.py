"""From `t` to two messages on a mail server, with the right names, and back with one `u`."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.pty.conftest import Start
from tests.pty.terminal import Terminal, run

pytestmark = pytest.mark.pty

SENDMAIL = """
import smtplib, sys
from email import message_from_bytes
from email.policy import default
from email.utils import getaddresses

content = sys.stdin.buffer.read()
message = message_from_bytes(content, policy=default)
to = [address for _, address in getaddresses(message.get_all("To", []))]
with smtplib.SMTP("127.0.0.1", int(sys.argv[1]), timeout=10) as server:
    server.sendmail(message["From"].addresses[0].addr_spec, to, content.replace(b"\\n", b"\\r\\n"))
"""
"""A sendmail-compatible command, `sendmail -t -i`: the message on its input, the recipients in it."""

LONG = "Æthelþryð " * 19 + "Wulfsdóttr"
"""A name of 200 characters: as long as one can be."""


class Inbox:
    """Keeps what the server is given."""

    def __init__(self) -> None:
        self.came: list[tuple[list[str], bytes]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ANN401, N802 - aiosmtpd's
        """Take a message."""
        self.came.append((list(envelope.rcpt_tos), bytes(envelope.content)))
        return "250 taken"

    def has(self, count: int) -> bool:
        """Return whether so many messages came."""
        return len(self.came) == count

    def messages(self) -> list[EmailMessage]:
        """Return the messages, read."""
        return [message_from_bytes(content, policy=default) for _, content in self.came]


@pytest.fixture
def mail(home: Path) -> Iterator[Inbox]:
    """Run a mail server on loopback, with settings that send there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    client = home / "sendmail.py"
    client.write_text(SENDMAIL, encoding="utf-8")
    settings = home / "config" / "followup" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(
        f"[mail]\nfrom = 'Zoë Müller <zoe@home.example>'\nsend = '{sys.executable} {client} {port}'\n",
        encoding="utf-8",
    )
    try:
        yield inbox
    finally:
        server.stop()


def shown() -> dict[str, Any]:
    """Return the one application as the command line shows it."""
    found: dict[str, Any] = json.loads(run("show", "northwind", "--json").stdout)
    return found


def leave(terminal: Terminal) -> None:
    """Leave the program from where nothing is being written."""
    terminal.press("q")
    assert terminal.wait_for_exit() == 0


def fill_in(terminal: Terminal, need: str) -> None:
    """Fill in the three blanks of the thank-you in front, and wait until none is left."""
    terminal.type(need)
    for words in ("Solvex", "half the time"):
        terminal.press("ctrl+s")
        terminal.type(words)
    terminal.wait_for(need.rpartition(" ")[2], "half the time", "ready")


def test_two_people_are_thanked_and_one_u_takes_one_back(start: Start, mail: Inbox) -> None:
    """Twelve keys beside the words: two messages with the right names, the card in Thanked, two contacts."""
    people = ("Dr. Jana Novák, Head of Data <jana@northwind.example>", "山田 太郎 <taro@northwind.example>")
    run("add", "Northwind", "Ingénieure 工程師", "--person", people[0], "--person", people[1])
    terminal = start()
    terminal.wait_for("Interviewed 1", "Northwind")
    terminal.press("t")
    terminal.wait_for("Dear Dr. Novák,", "3 blanks to fill")
    fill_in(terminal, "Your question about Größen")
    terminal.press("ctrl+s")
    terminal.wait_for("Dear 山田 太郎,", "3 blanks to fill")
    fill_in(terminal, "Your way to test, 質問,")
    terminal.press("ctrl+s")
    terminal.wait_for("Dear Dr. Novák,", "S send")
    for count, whom in enumerate(("Dr. Jana Novák", "山田 太郎"), start=1):
        terminal.press("S")
        terminal.wait_for(f"Send it to {whom}")
        terminal.press("y")
        terminal.wait_until(partial(mail.has, count), "the message on the server")
        terminal.wait_for("you sent a thank-you")
    terminal.wait_for("Thanked 1", "u undoes")
    card = shown()
    assert card["stage"] == "thanked"
    assert [contact["kind"] for contact in card["contacts"]] == ["thank-you", "thank-you"]
    first, second = mail.messages()
    assert (first["To"].addresses[0].display_name, first["To"].addresses[0].addr_spec) == (
        "Dr. Jana Novák",
        "jana@northwind.example",
    )
    assert second["To"].addresses[0].display_name == "山田 太郎"
    assert first["From"].addresses[0].display_name == "Zoë Müller"
    assert "Ingénieure 工程師" in first["Subject"]
    assert first.get_content().startswith("Dear Dr. Novák,\r\n")
    assert "Größen" in first.get_content()
    assert "質問" in second.get_content()
    assert [to for to, _ in mail.came] == [["jana@northwind.example"], ["taro@northwind.example"]]
    terminal.press("u")
    terminal.wait_for("Interviewed 1", "the mail is gone")
    assert len(shown()["contacts"]) == 1
    leave(terminal)
    assert "Only the note is undone: the mail is gone" in run("undo").stderr
    assert shown()["contacts"] == []


class Keys:
    """Presses keys in a terminal and counts them; the words of a letter are not counted."""

    def __init__(self, terminal: Terminal) -> None:
        self.count = 0
        self._terminal = terminal

    def press(self, keys: str) -> None:
        """Press one key."""
        self.count += 1
        self._terminal.press(keys)


def test_five_letters_go_out_in_sixteen_keys(start: Start, mail: Inbox) -> None:
    """From the card to five messages on the server, each to whom it greets and with their own need in it."""
    names = ("Ada King", "Bob Lee", "Eva Malá", "Ian Roe", "Una Voss")
    people = [f"{name} <{name.split()[0].lower()}@northwind.example>" for name in names]
    run("add", "Northwind", "Engineer", *(word for person in people for word in ("--person", person)))
    needs = ("A fast nightly load", "Less toil", "Tests people trust", "A calm rota", "Clear plans")
    terminal = start()
    keys = Keys(terminal)
    terminal.wait_for("Interviewed 1", "Northwind")
    keys.press("t")
    terminal.wait_for("Dear Ada King,")
    terminal.type(needs[0])
    keys.press("tab")
    terminal.type("Solvex")
    keys.press("tab")
    terminal.type("half the time")
    for name, need in zip(names[1:], needs[1:], strict=True):
        keys.press("ctrl+s")
        terminal.wait_for(f"Dear {name},", f"This one goes to {name}")
        terminal.type(need)
        keys.press("ctrl+o")
        terminal.wait_for(f"{need} is close to what I did at Solvex", "ready")
    keys.press("ctrl+s")
    terminal.wait_for("Dear Ada King,", "S send")
    keys.press("A")
    terminal.wait_for("Send 5 letters, to Ada King, Bob Lee")
    keys.press("y")
    terminal.wait_until(partial(mail.has, 5), "five messages on the server")
    terminal.wait_for("Thanked 1")
    assert keys.count <= 16, keys.count
    sent = {message["To"].addresses[0].display_name: message.get_content() for message in mail.messages()}
    assert sorted(sent) == sorted(names)
    for name, need in zip(names, needs, strict=True):
        assert sent[name].startswith(f"Dear {name},\r\n")
        words = " ".join(sent[name].split())
        assert f"{need} is close to what I did at Solvex: half the time." in words
        assert not [other for other in needs if other != need and other in words]
    assert sorted(contact["person"] for contact in shown()["contacts"]) == ["p1", "p2", "p3", "p4", "p5"]
    leave(terminal)


def test_an_offer_is_answered_in_six_keys(start: Start, mail: Inbox) -> None:
    """Thanks, and when the answer comes: to the one who offered, and to nobody else."""
    run(
        *("add", "Northwind", "Engineer", "--at", "3 days ago"),
        *("--person", "Ada King <ada@northwind.example>", "--person", "Bob Lee <bob@northwind.example>"),
    )
    run("contact", "northwind", "sent", "thank-you", "--at", "2 days ago", "--person", "Ada King")
    run("contact", "northwind", "received", "offer", "--person", "Bob Lee")
    terminal = start()
    keys = Keys(terminal)
    terminal.wait_for("Northwind")
    keys.press("f")
    terminal.wait_for("Dear Bob Lee,", "the day by which")
    terminal.type("Friday")
    keys.press("ctrl+s")
    terminal.wait_for("will answer by Friday.", "S send")
    keys.press("S")
    terminal.wait_for("Send it to Bob Lee")
    keys.press("y")
    terminal.wait_until(partial(mail.has, 1), "the message on the server")
    terminal.wait_for("you sent an answer")
    assert keys.count <= 6, keys.count
    assert [to for to, _ in mail.came] == [["bob@northwind.example"]]
    assert "will answer by Friday." in " ".join(mail.messages()[0].get_content().split())
    leave(terminal)


def test_u_after_a_letter_was_sent_says_that_the_mail_is_gone(start: Start, mail: Inbox) -> None:
    """In another run, too; sending it again says that it went, and only y sends it."""
    run("add", "Northwind", "Engineer", "--person", "Ada King <ada@northwind.example>")
    terminal = start()
    terminal.wait_for("Interviewed 1")
    terminal.press("t")
    terminal.wait_for("Dear Ada King,")
    fill_in(terminal, "The tour")
    terminal.press("ctrl+s")
    terminal.press("S")
    terminal.wait_for("Send it to Ada King")
    terminal.press("y")
    terminal.wait_until(partial(mail.has, 1), "the message on the server")
    terminal.wait_for("Thanked 1", "you sent a thank-you")
    leave(terminal)
    again = start()
    again.wait_for("Thanked 1")
    again.press("u")
    again.wait_for("Interviewed 1", "Only the note is undone, the mail is gone")
    assert shown()["contacts"] == []
    again.press("t")
    again.wait_for("The tour is close to", "is back")
    again.press("S")
    again.wait_for("This letter went to Ada King", "only its note was taken back")
    again.press("n")
    again.wait_for("ready")
    again.press("s")
    again.wait_for("Thanked 1")
    assert len(shown()["contacts"]) == 1
    assert mail.has(1)
    leave(again)


def test_a_name_of_200_characters_arrives_whole(start: Start, mail: Inbox) -> None:
    """However long and foreign, it is in the header as it was noted."""
    run("add", "Northwind", "Engineer", "--person", f"{LONG} <long@northwind.example>")
    terminal = start(size=(120, 36))
    terminal.wait_for("Interviewed 1")
    terminal.press("t")
    terminal.wait_for("3 blanks to fill")
    fill_in(terminal, "The tour")
    terminal.press("ctrl+s")
    terminal.press("S")
    terminal.wait_for("Send it to")
    terminal.press("y")
    terminal.wait_for("Thanked 1")
    (message,) = mail.messages()
    # Python's newer reader sees a space between two encoded words of a name; there is none.
    assert " ".join(message["To"].addresses[0].display_name.split()) == LONG
    to = message_from_bytes(mail.came[0][1])["To"]
    assert str(make_header(decode_header(to))) == f"{LONG} <long@northwind.example>"
    leave(terminal)


def test_a_letter_survives_a_dropped_line(start: Start, mail: Inbox) -> None:
    """What was written is back after the line dropped, by `t` and by `o`; nothing was sent."""
    run("add", "Northwind", "Engineer", "--person", "Ada King <ada@northwind.example>")
    terminal = start()
    terminal.wait_for("Interviewed 1")
    terminal.press("t")
    terminal.wait_for("3 blanks to fill")
    terminal.type("It was good to hear of the new team.")
    terminal.wait_for("of the new team.")
    terminal.hang_up()
    terminal.wait_for_exit_unread(within=5)
    again = start()
    again.wait_for("Half-written: Northwind, thank-you letter", "o goes on")
    again.press("o")
    again.wait_for("of the new team.", "is back")
    leave(again)  # it opens to be read: q is no letter
    assert mail.came == []
    assert shown()["contacts"] == []


def test_a_mail_command_that_fails_marks_nothing_as_sent(start: Start, home: Path) -> None:
    """Its own words are shown, and the letter stands as it was."""
    run("add", "Northwind", "Engineer", "--person", "Ada King <ada@northwind.example>")
    settings = home / "config" / "followup" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(
        "[mail]\nfrom = 'Zoe <zoe@home.example>'\nsend = \"sh -c 'echo no route to host >&2; exit 69'\"\n",
        encoding="utf-8",
    )
    terminal = start()
    terminal.wait_for("Interviewed 1")
    terminal.press("t")
    terminal.wait_for("3 blanks to fill")
    terminal.press("escape")
    terminal.wait_for("S send")
    terminal.press("S")
    terminal.wait_for("Still to fill: what they need")
    terminal.press("enter")
    fill_in(terminal, "A mail server that works")
    terminal.press("ctrl+s")
    terminal.wait_for("ready")
    terminal.press("S")
    terminal.wait_for("Send it to Ada King")
    terminal.press("y")
    terminal.wait_for("no route to host", "Nothing was noted as sent")
    assert shown()["contacts"] == []
    leave(terminal)
