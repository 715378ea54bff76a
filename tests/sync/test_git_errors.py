"""What git and ssh say is a sentence: what happened, what is untouched, what to do next."""

from __future__ import annotations

import pytest

from followup_tui.sync.git_errors import NoBranchError, RejectedError, local_error, remote_error

ENDING = (
    "fatal: Could not read from remote repository.\n\n"
    "Please make sure you have the correct access rights\nand the repository exists.\n"
)
REJECTED = "To /r.git\n ! [remote rejected] main -> main ({})\nerror: failed to push some refs to '/r.git'\n"


@pytest.mark.parametrize(
    ("output", "happened", "next_step"),
    [
        ("ssh: Could not resolve hostname box: Name or service not known\n" + ENDING, "no host", "goes on"),
        ("ssh: connect to host box port 22: Connection refused\n" + ENDING, "nobody answers", "goes on"),
        ("ssh: connect to host box port 22: Connection timed out\n" + ENDING, "no answer", "goes on"),
        ("Host key verification failed.\r\n" + ENDING, "does not know", "compare the key"),
        (
            "@@@@@@@\n@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\n@@@@@@@\n" + ENDING,
            "another key than before",
            "Nothing was sent",
        ),
        ("me@box: Permission denied (publickey,password).\n" + ENDING, "let this machine in", "ssh-agent"),
        (
            "fatal: could not read Username for 'https://git.example': terminal prompts disabled\n",
            "a name and a password",
            "ssh address",
        ),
        (
            "remote: fatal: unable to write loose object file: No space left on device\n"
            + REJECTED.format("unpacker error"),
            "disk is full",
            "Nothing is lost",
        ),
        (
            "error: remote unpack failed: unable to create temporary object directory\n"
            + REJECTED.format("unpacker error"),
            "Nothing can be written",
            "permissions",
        ),
        (
            "remote: GH006: Protected branch update failed.\n" + REJECTED.format("protected branch"),
            "does not take what is sent: GH006: Protected branch update failed",
            "stays as it was",
        ),
        (
            "remote: error: refusing to update checked out branch: refs/heads/main\n"
            + REJECTED.format("branch is currently checked out"),
            "not a bare repository",
            "git init --bare",
        ),
        ("fatal: '/x' does not appear to be a git repository\n" + ENDING, "no repository", "make it there"),
        ("ERROR: Repository not found.\n" + ENDING, "no repository", "Look at the address"),
        (
            "bash: line 1: git-upload-pack: command not found\n" + ENDING,
            "git is not installed",
            "Install it there",
        ),
        (
            "fatal: remote error: upload-pack: not our ref 962daf663eaaa9f37fa7a7f145ce783b1d901304\n",
            "is damaged",
            "Your data is whole",
        ),
        ("fatal: the remote end hung up unexpectedly\n", "broke off", "goes on"),
        ("\x1b[2JSomething new\n" + ENDING, "could not be reached: [2JSomething new", "goes on"),
        ("", "it did not say why", "goes on"),
    ],
)
def test_what_went_wrong_at_the_remote_is_said(output: str, happened: str, next_step: str) -> None:
    """In one line without a control character."""
    error = remote_error(output)
    assert happened in error.happened
    assert next_step in error.next_step
    assert str(error).isprintable()
    assert not isinstance(error, RejectedError)


@pytest.mark.parametrize(
    ("output", "lock"),
    [
        (" ! [rejected]        main -> main (fetch first)\n", ""),
        (
            "remote: error: cannot lock ref 'refs/heads/main': is at 1 but expected 2\n"
            + REJECTED.format("failed to update ref"),
            "",
        ),
        (
            "remote: error: cannot lock ref 'refs/heads/main':"
            " Unable to create '/r.git/main.lock': File exists\n" + REJECTED.format("failed to update ref"),
            "/r.git/main.lock",
        ),
    ],
)
def test_another_machine_that_was_faster_is_told_from_a_lock(output: str, lock: str) -> None:
    """Both are tried again."""
    error = remote_error(output)
    assert isinstance(error, RejectedError)
    assert error.lock == lock


def test_a_full_disk_of_this_machine_is_said() -> None:
    """And what else git says here."""
    assert local_error("fast-import", "fatal: write error: No space left on device").happened == (
        "The disk is full"
    )
    assert "git gc failed: bad" in local_error("gc", "fatal: bad\n").happened


@pytest.mark.parametrize("word", ["couldn't", "Couldn't"])
def test_a_remote_without_anything_on_it_is_no_failure(word: str) -> None:
    """As the git of today says it, and as older ones did."""
    assert isinstance(remote_error(f"fatal: {word} find remote ref refs/heads/main\n"), NoBranchError)
