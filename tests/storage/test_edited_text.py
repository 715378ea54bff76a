"""A text in the user's own editor: where it lies meanwhile, and when it is gone."""

from __future__ import annotations

import tempfile
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from followup_tui.errors import CallError, DataError
from followup_tui.storage.edited_text import edit_text


@pytest.fixture(autouse=True)
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An editor that adds a line; and what has no other place lies in a folder of the test's."""
    script = tmp_path / "writes"
    script.write_text('#!/bin/sh\necho more >> "$1"\n')
    script.chmod(0o700)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "elsewhere"))
    return str(script)


def test_without_a_folder_of_its_own_it_lies_in_the_machines(tmp_path: Path, editor: str) -> None:
    """The folder cannot be made: the text is edited all the same, and nothing is left."""
    (tmp_path / "file").write_text("")
    with edit_text("one\n", "x.md", about="", folder=tmp_path / "file" / "editor", command=editor) as written:
        assert written == "one\nmore\n"
        (lies,) = (tmp_path / "elsewhere").iterdir()
        assert (lies.stat().st_mode & 0o777, (lies / "x.md").stat().st_mode & 0o777) == (0o700, 0o600)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_what_the_block_refuses_is_kept_and_gone_on_with(tmp_path: Path, editor: str) -> None:
    """The error stays the one it was and says where the text is; once it is safe, nothing is left."""
    with (
        pytest.raises(DataError, match=r"Full\. Make room\. What was written there is in") as refused,
        edit_text("one\n", "x.md", about="a", folder=tmp_path / "editor", command=editor),
    ):
        raise DataError("Full", "Make room")
    (folder,) = (tmp_path / "editor").iterdir()
    assert str(folder / "x.md") in str(refused.value)
    with edit_text("one\n", "x.md", about="a", folder=tmp_path / "editor", command=editor) as written:
        assert written == "one\nmore\nmore\n"
    assert list((tmp_path / "editor").iterdir()) == []


def test_a_terminal_that_cannot_be_lent_leaves_nothing(tmp_path: Path, editor: str) -> None:
    """The editor is not started, and the sentence says why."""

    def suspended() -> AbstractContextManager[None]:
        raise OSError("this terminal cannot be left")

    with (
        pytest.raises(CallError, match=r"did not work: this terminal cannot be left$"),
        edit_text(
            "one\n", "x.md", about="a", folder=tmp_path / "editor", command=editor, suspended=suspended
        ),
    ):
        pytest.fail("nothing was written")
    assert list((tmp_path / "editor").iterdir()) == []


@pytest.mark.parametrize(
    ("command", "message"),
    [("'", "Close its quotation marks"), ("no-such-editor -w", "'no-such-editor' is not there")],
)
def test_an_editor_that_cannot_be_started_is_named(tmp_path: Path, command: str, message: str) -> None:
    """Nothing is made for it."""
    folder = tmp_path / "editor"
    with (
        pytest.raises(CallError, match=message),
        edit_text("", "x.md", about="a", folder=folder, command=command),
    ):
        pytest.fail("nothing was written")
    assert not list(tmp_path.glob("editor/*"))


def test_an_editor_that_deletes_its_file_has_kept_nothing(tmp_path: Path) -> None:
    """The sentence says so and names no file; one it made beside it is kept, and its folder is named."""
    folder = tmp_path / "editor"

    def edit(commands: str) -> str:
        script = tmp_path / "deletes"
        script.write_text(f"#!/bin/sh\n{commands}\n")
        script.chmod(0o700)
        with (
            pytest.raises(CallError) as refused,
            edit_text("one\n", "x.md", about="a", folder=folder, command=str(script)),
        ):
            pytest.fail("nothing was written")
        return str(refused.value)

    for commands in ('rm "$1"', 'rm -r "$(dirname "$1")"'):
        sentence = edit(commands)
        assert "deleted the file it was given; your text stays as it was before" in sentence
        assert "is in" not in sentence
        assert list(folder.iterdir()) == []
    sentence = edit('mv "$1" "$1.saved"')
    (kept,) = folder.iterdir()
    assert sentence.endswith(f"Other files that it made are in {kept}")
    assert (kept / "x.md.saved").read_text() == "one\n"
