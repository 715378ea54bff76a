"""What mails seem to be, in the words companies write: `mails.txt` has each with what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from followup_tui.exchange.imports.mail_signs import mail_sign

_MAILS: Final = [
    tuple(mail.split("\n", 1))
    for mail in Path(__file__).with_name("mails.txt").read_text("utf-8").removeprefix("== ").split("\n== ")
]


@pytest.mark.parametrize(("heading", "mail"), _MAILS, ids=[mail.partition("\n")[0] for _, mail in _MAILS])
def test_a_mail_is_taken_for_what_it_is(heading: str, mail: str) -> None:
    """A rejection, an offer, a message that waits for an answer, or a notice that needs none."""
    kind, _, automatic = heading.partition(", ")
    assert mail_sign(mail, is_automatic=bool(automatic)).kind == kind
