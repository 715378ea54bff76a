"""Where the user's files lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from followup_tui.config import Paths, find_paths
from followup_tui.errors import CallError

HOME = {"HOME": "/home/ada"}


def test_without_anything_set_files_lie_where_the_specification_puts_them() -> None:
    """The three default folders are those of the XDG specification."""
    paths = find_paths(HOME, None)
    assert paths.data_file == Path("/home/ada/.local/share/followup/followup.json")
    assert paths.state_folder == Path("/home/ada/.local/state/followup")
    assert paths.config_file == Path("/home/ada/.config/followup/config.toml")


def test_the_variables_move_the_folders() -> None:
    """Absolute paths in the XDG variables count."""
    environ = {"XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c"}
    paths = find_paths(environ, None)
    assert str(paths.data_file) == "/d/followup/followup.json"
    assert str(paths.state_folder) == "/s/followup"
    assert str(paths.config_file) == "/c/followup/config.toml"


@pytest.mark.parametrize("value", ["", "relative", "./here", "~/data"])
def test_a_variable_that_is_no_absolute_path_does_not_count(value: str) -> None:
    """Relative paths in the XDG variables are ignored."""
    assert find_paths({**HOME, "XDG_DATA_HOME": value}, None) == find_paths(HOME, None)


@pytest.mark.parametrize("environ", [{}, {"HOME": ""}])
def test_without_home_the_users_own_folder_is_found(environ: dict[str, str]) -> None:
    """HOME unset or empty falls back to what the system knows, never to the root or the current folder."""
    import pwd

    own = Path(pwd.getpwuid(os.getuid()).pw_dir)
    assert find_paths(environ, None).data_file == own / ".local/share/followup/followup.json"


def test_without_any_home_at_all_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user the system does not know gets a sentence."""

    def unknown(_: int) -> None:
        raise KeyError

    monkeypatch.setattr("pwd.getpwuid", unknown)
    with pytest.raises(CallError, match="home folder"):
        find_paths({}, None)
    paths = find_paths({"XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c"}, None)
    assert paths.state_folder == Path("/s/followup")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("~/jobs.json", "/home/ada/jobs.json"),
        ("~", "/home/ada"),
        ("/tmp/x.json", "/tmp/x.json"),
        ("here.json", "here.json"),
        ("~nobody-is-called-this/x", "~nobody-is-called-this/x"),
    ],
)
def test_another_data_file_may_begin_with_a_tilde(text: str, path: str) -> None:
    """The home folder is filled in, whether the argument or the variable names the file."""
    assert find_paths(HOME, text).data_file == Path(path)
    assert find_paths({**HOME, "FOLLOWUP_DATA": text}, None).data_file == Path(path)


def test_the_argument_goes_before_the_variable() -> None:
    """`--data` wins over FOLLOWUP_DATA, and an empty variable is none."""
    assert find_paths({**HOME, "FOLLOWUP_DATA": "/a"}, "/b").data_file == Path("/b")
    assert find_paths({**HOME, "FOLLOWUP_DATA": ""}, None) == find_paths(HOME, None)


def test_an_empty_argument_is_refused() -> None:
    """`--data ""` is a slip, in a script most likely, and not the default."""
    with pytest.raises(CallError, match="--data"):
        find_paths(HOME, " ")


def test_what_is_written_belongs_to_one_data_file(tmp_path: Path) -> None:
    """Each file has folders of its own, as both may have an application of one id; a link has its file's."""
    paths = Paths(tmp_path / "a" / "followup.json", tmp_path, tmp_path)
    other = replace(paths, data_file=tmp_path / "b" / "followup.json")
    link = tmp_path / "link.json"
    link.symlink_to(paths.data_file)
    for name in ("backups_folder", "drafts_folder", "edited_texts_folder", "letters_folder", "pages_folder"):
        assert getattr(paths, name) != getattr(other, name)
        assert getattr(paths, name) == getattr(replace(paths, data_file=link), name)
        assert getattr(paths, name).parent.parent == tmp_path


def test_whether_the_data_file_is_the_usual_one() -> None:
    """It is unless another one was named."""
    assert find_paths(HOME, None).is_usual
    assert find_paths(HOME, "~/.local/share/followup/followup.json").is_usual
    assert not find_paths(HOME, "other.json").is_usual
    assert not find_paths({**HOME, "FOLLOWUP_DATA": "/a"}, None).is_usual
