"""Sending a message with the user's own mail command: `msmtp -t`, `sendmail -t -i`."""

from __future__ import annotations

from typing import Final

from followup_tui.domain.text import clean_line
from followup_tui.errors import CallError
from followup_tui.user_command import UserCommand, split_command

SEND_SECONDS: Final = 60.0
"""How long the mail command may take: enough for a slow server."""


def send(command: str, message: bytes, seconds: float = SEND_SECONDS) -> None:
    """Send a message with the mail command, and wait until the command has ended.

    Its exit code decides, whatever it left running to deliver the message in the background.

    Args:
        command: from the settings; it reads the message, and from that the recipient, on standard input.
        message: the message, headers and body.
        seconds: how long it may take.

    Raises:
        CallError: it did not exit with 0, with what it printed, or took too long. Nothing counts as sent.
    """
    words = _words(command)
    name = clean_line(words[0][:60], "It")
    try:
        mail_command = UserCommand(words, message, with_stdout=True)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it cannot be run"
        raise CallError(f"{name} did not start: {reason}", "Nothing was sent; see [mail] send") from error
    try:
        code = mail_command.wait(seconds)
    except TimeoutError as error:
        raise CallError(
            f"{name} took longer than {seconds:.0f} seconds and was ended",
            "It is not noted as sent; look whether it went before you send it again",
        ) from error
    if code != 0:
        output = "; ".join(mail_command.last_lines(2))
        reason = f": {output}" if output else " and said nothing"
        raise CallError(f"{name} failed ({code}){reason}", "Nothing was noted as sent")


def _words(command: str) -> list[str]:
    try:
        words = split_command(command)
    except ValueError as error:
        raise CallError(f"[mail] send cannot be read: {error}", "Close its quotation marks") from error
    if not words or not words[0]:
        raise CallError("There is no mail command", 'Set send = "msmtp -t" under [mail]; y copies the letter')
    return words
