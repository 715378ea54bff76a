"""Letters in files that mail programs open: `followup draft --eml`."""

from __future__ import annotations

import os
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Followup


def test_draft_files_are_what_mail_programs_open(
    northwind: Followup, settings_file: Path, tmp_path: Path, own_template: Callable[[str, str], Path]
) -> None:
    """One a letter, theirs alone whatever the umask, with all headers; what is still open is said."""
    own_template(
        "en/thank-you",
        "Subject: Thank you\n\n{{ greeting }}\n\nThank you.\n\n[[what was said]]\n\n{{ my_name }}\n",
    )
    settings_file.write_text('[mail]\nfrom = "Ada King <ada@example.org>"')
    folder = tmp_path / "new" / "letters"
    before = os.umask(0o777)
    try:
        result = northwind("draft", "northwind", "--eml", str(folder))
    finally:
        os.umask(before)
    names = ["northwind-thank-you-jana-novak.eml", "northwind-thank-you-bob-lee.eml"]
    assert result.code == 0
    assert result.out.splitlines() == [str(folder / name) for name in names]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    assert {path.stat().st_mode & 0o777 for path in (folder, folder.parent)} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    message = message_from_bytes((folder / names[0]).read_bytes(), policy=SMTP)
    assert (message["From"], message["To"], message["X-Unsent"]) == (
        "Ada King <ada@example.org>",
        '"Dr. Jana Novák" <jana@northwind.example>',
        "1",
    )
    assert "[[what was said]]" in message.get_content()
    assert "To Bob Lee: still open: what was said\n" in result.err
    assert [
        document["eml"] for document in northwind("draft", "northwind", "--json", "--eml", str(folder)).json
    ] == [str(folder / name) for name in names]


def test_no_file_is_written_over(
    northwind: Followup, tmp_path: Path, half_written: Callable[..., None]
) -> None:
    """The same letter keeps its file; another gets a number, past whatever has the name already."""
    call = ("draft", "northwind", "withdraw", "--eml", str(tmp_path))

    def written() -> str:
        return Path(northwind(*call).out.strip()).name

    assert written() == written() == "northwind-withdraw-jana-novak.eml"
    first = tmp_path / "northwind-withdraw-jana-novak.eml"
    first.write_text("edited")
    (tmp_path / "northwind-withdraw-jana-novak-2.eml").symlink_to("nowhere")
    (tmp_path / "northwind-withdraw-jana-novak-3.eml").mkdir()
    os.mkfifo(tmp_path / "northwind-withdraw-jana-novak-4.eml")
    assert written() == written() == "northwind-withdraw-jana-novak-5.eml"
    half_written("withdraw", p1_body="other words")
    assert written() == "northwind-withdraw-jana-novak-6.eml"
    assert first.read_text() == "edited"
    assert (tmp_path / "northwind-withdraw-jana-novak-2.eml").is_symlink()
    assert len(list(tmp_path.iterdir())) == 6


def test_two_of_one_name_get_a_file_each(followup: Followup, tmp_path: Path) -> None:
    """Names that a file's name cannot tell apart do not write over each other, in whatever letters."""
    people = ("株式 太郎", "Mr Jose Lee", "Ms José Lee")
    followup("add", "Northwind", "SRE", *(word for name in people for word in ("--person", name)))
    paths = followup("draft", "northwind", "--eml", str(tmp_path)).out.splitlines()
    assert [Path(path).name for path in paths] == [
        "northwind-thank-you-株式-太郎.eml",
        "northwind-thank-you-jose-lee.eml",
        "northwind-thank-you-jose-lee-2.eml",
    ]
    assert all(Path(path).is_file() for path in paths)


def test_without_hard_links_files_are_made_all_the_same(
    northwind: Followup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on memory cards: in one step, nothing unfinished beside it, and nothing written over."""

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    (tmp_path / "northwind-withdraw-jana-novak.eml").write_text("mine")
    path = northwind("draft", "northwind", "withdraw", "--eml", str(tmp_path)).out.strip()
    assert Path(path).name == "northwind-withdraw-jana-novak-2.eml"
    assert (tmp_path / "northwind-withdraw-jana-novak.eml").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("place", ["taken", "taken/below", "/proc/letters"])
def test_a_folder_that_cannot_be_written_is_a_sentence(
    northwind: Followup, tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 3, one line that names it, and what was there is as it was."""
    monkeypatch.chdir(tmp_path)
    Path("taken").write_text("mine")
    refused = northwind("draft", "northwind", "withdraw", "--eml", place)
    assert (refused.code, refused.out, refused.err.count("\n")) == (3, "", 1)
    assert refused.err.startswith(f"followup: {place} could not be written to: ")
    assert Path("taken").read_text() == "mine"


def test_a_full_disk_leaves_nothing_half_written(
    northwind: Followup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be made whole is not there at all."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    refused = northwind("draft", "northwind", "withdraw", "--eml", str(tmp_path))
    assert (refused.code, refused.out) == (3, "")
    assert "No space left on device" in refused.err
    assert list(tmp_path.iterdir()) == []


def test_one_address_that_no_header_holds_keeps_no_other_letter_back(
    northwind: Followup, data_file: Path, tmp_path: Path
) -> None:
    """It is refused when it is noted; one noted before is said, with exit 2, once the others are written."""
    assert northwind("person", "northwind", "Bob Lee <bob@a..b>").code == 2
    assert northwind("person", "northwind", "Bob Lee <bob@ab.example>").code == 0
    data_file.write_text(data_file.read_text("utf-8").replace("bob@ab.example", "bob@a..b"), "utf-8")
    written = northwind("draft", "northwind", "thank-you", "--eml", str(tmp_path / "new"))
    assert written.code == 2
    assert "'bob@a..b' is no address" in written.err
    assert "followup person northwind notes another" in written.err
    names = [file.name for file in (tmp_path / "new").iterdir()]
    assert names == ["northwind-thank-you-jana-novak.eml"]
    assert str(tmp_path / "new" / names[0]) in written.out
    alone = northwind("draft", "northwind", "--person", "Bob", "--eml", str(tmp_path / "other"))
    assert (alone.code, alone.out) == (2, "")
    assert not (tmp_path / "other").exists()
    assert northwind("draft", "northwind").code == 0


HOSTILE = "Eve \x1b]0;x\x07\r\nBcc: all@world.example\u202e {{ 7 }} [[x]] 👩🏽\u200d💻"


def test_hostile_names_move_nothing_but_their_own_letter(followup: Followup, tmp_path: Path) -> None:
    """No escape, no second header, no template in a name, in print, document and file alike."""
    followup("add", HOSTILE, HOSTILE, "--person", f"Dr. {HOSTILE}, {HOSTILE} <eve@x.example>")
    (name,) = (item["id"] for item in followup("list", "--json").json)
    calls = [followup("draft", name, *rest) for rest in ((), ("--json",), ("--eml", str(tmp_path)))]
    for result in calls:
        assert result.code == 0
        output = result.out + result.err
        assert not any(char in output for char in "\x1b\x07\r\u202e")
    assert "{{ 7 }}" in calls[0].out
    (file,) = tmp_path.iterdir()
    message = message_from_bytes(file.read_bytes(), policy=SMTP)
    assert message["Bcc"] is None
    assert message["To"].addresses[0].addr_spec == "eve@x.example"
    assert "\x1b" not in message.get_content()
    assert file.name.isprintable()


def test_a_folder_of_any_name_can_be_written_to(northwind: Followup, tmp_path: Path) -> None:
    """What no terminal should be sent is shown otherwise; the file is there."""
    folder = tmp_path / "a\x1b[31m\n"
    printed = northwind("draft", "northwind", "withdraw", "--eml", str(folder))
    assert (printed.code, printed.out.count("\n")) == (0, 1)
    assert "a?[31m?" in printed.out
    (letter,) = northwind("draft", "northwind", "--json", "withdraw", "--eml", str(folder)).json
    assert "a\x1b[31m\n" in letter["eml"]
    assert len(list(folder.iterdir())) == 1
