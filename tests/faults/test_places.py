"""Files and folders that are closed, missing, linked, or something else; and no home at all."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from tests.faults.ledger import Ledger
from tests.faults.store import WITHOUT_RIGHTS, Store, said

pytestmark = pytest.mark.faults


@pytest.fixture
def settled(plain_user: Store) -> Store:
    """Somebody without special rights who has recorded one application."""
    assert plain_user.add("Before").returncode == 0
    return plain_user


def refuses(store: Store, *words: str) -> None:
    """Hold that a change is refused in a sentence with these words, and that not a byte changes."""
    before = store.data_file.read_bytes() if store.data_file.is_file() else b""
    sentence = said(store.add("Northwind"))
    assert all(word in sentence for word in words), sentence
    assert (store.data_file.read_bytes() if store.data_file.is_file() else b"") == before


def test_a_read_only_file_is_read_and_not_written(settled: Store, ledger: Ledger) -> None:
    """A file its owner made read-only is shown; a change is refused until they allow it."""
    with ledger.trying("a read-only file"):
        settled.data_file.chmod(0o400)
        assert "before" in settled.run("list").stdout
        refuses(settled, str(settled.data_file), "read-only", "chmod u+w")
        settled.data_file.chmod(0o600)
        assert settled.add("Northwind").returncode == 0
        assert settled.companies() == ["Before", "Northwind"]


def test_a_file_that_may_not_be_read_is_refused(settled: Store, ledger: Ledger) -> None:
    """A file that is closed to its reader is no empty file: nothing is begun in its place."""
    with ledger.trying("an unreadable file"):
        settled.data_file.chmod(0o000)
        assert "Permission denied" in said(settled.run("list"))
        refuses(settled, str(settled.data_file), "Permission denied")
        settled.data_file.chmod(0o600)
        assert settled.companies() == ["Before"]


@pytest.mark.parametrize(("mode", "readable"), [(0o500, True), (0o000, False), (0o600, False)])
def test_a_folder_that_may_not_be_written_in_is_refused(
    settled: Store, ledger: Ledger, mode: int, readable: bool
) -> None:
    """Where no file can be made, what is there is shown if it can be, and a change is refused."""
    folder = settled.data_file.parent
    with ledger.trying("an unwritable folder"):
        folder.chmod(mode)
        try:
            listed = settled.run("list")
            assert listed.returncode == 0 if readable else "Permission denied" in said(listed)
            refuses(settled, str(folder), "Permission denied")
        finally:
            folder.chmod(0o700)
        assert settled.companies() == ["Before"]
        settled.check_files()


def test_a_home_that_may_not_be_written_in_is_refused(plain_user: Store, ledger: Ledger) -> None:
    """Where no folder can be made for the file, the change is refused, and nothing is to be shown."""
    with ledger.trying("an unwritable home"):
        plain_user.home.chmod(0o500)
        assert plain_user.run("list").returncode == 0
        refuses(plain_user, "Permission denied")
        plain_user.home.chmod(0o700)
        assert plain_user.add("Northwind").returncode == 0


def test_backups_that_cannot_be_made_stop_no_change(settled: Store, ledger: Ledger) -> None:
    """Where the state folder is closed, changes are made all the same."""
    with ledger.trying("an unwritable state folder"):
        settled.state.mkdir(exist_ok=True)
        settled.state.chmod(0o000)
        try:
            assert settled.add("Northwind").returncode == 0
        finally:
            settled.state.chmod(0o700)
        assert settled.companies() == ["Before", "Northwind"]


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_refused_and_kept(store: Store, ledger: Ledger, kind: str) -> None:
    """A folder or a pipe in the file's place is named, neither waited for nor replaced."""
    with ledger.trying(f"a {kind} in place of the file"):
        if kind == "folder":
            store.data_file.mkdir(parents=True)
        else:
            store.data_file.parent.mkdir(parents=True)
            os.mkfifo(store.data_file)
        assert kind in said(store.run("list"))
        refuses(store, kind)
        mode = store.data_file.lstat().st_mode
        assert stat.S_ISDIR(mode) if kind == "folder" else stat.S_ISFIFO(mode)


@pytest.mark.parametrize("there", [True, False], ids=["a file", "nothing yet"])
@pytest.mark.parametrize("steps", [1, 3])
def test_a_link_is_kept_and_its_target_written(
    store: Store, tmp_path: Path, ledger: Ledger, there: bool, steps: int
) -> None:
    """A data file that is a link, or a link to one, stays it; what it points to is made and written."""
    target = tmp_path / "elsewhere" / "jobs.json"
    links = [store.data_file, *(tmp_path / f"link{number}" for number in range(1, steps))]
    store.data_file.parent.mkdir(parents=True)
    for link, end in zip(links, [*links[1:], target], strict=True):
        link.symlink_to(end)
    with ledger.trying("a symlink" if there else "a dangling symlink"):
        if there:
            target.parent.mkdir()
            store.fill("Before")
        assert store.add("Northwind").returncode == 0
        assert store.add("Acme").returncode == 0
        assert all(link.is_symlink() for link in links)
        assert not target.is_symlink()
        assert store.companies() == ["Before"] * there + ["Northwind", "Acme"]
        assert {path.name for path in target.parent.iterdir()} == {"jobs.json", "jobs.json.lock"}
        assert [path.name for path in store.data_file.parent.iterdir()] == ["followup.json"]


def test_a_link_that_leads_nowhere_is_refused(store: Store, ledger: Ledger) -> None:
    """Links in a circle are a sentence, and stay."""
    other = store.data_file.with_name("other")
    store.data_file.parent.mkdir(parents=True)
    store.data_file.symlink_to(other)
    other.symlink_to(store.data_file)
    with ledger.trying("symlinks in a circle"):
        assert "symbolic links" in said(store.run("list"))
        refuses(store, "symbolic links")
        assert store.data_file.is_symlink()
        assert other.is_symlink()


def test_without_home_the_list_of_users_names_it(store: Store, tmp_path: Path, ledger: Ledger) -> None:
    """Without HOME the file lies in the home the machine knows of; where that is closed, it is said."""
    if os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "getent", "setpriv"))):
        pytest.skip("without HOME the program would look into the home of whoever runs the tests")
    passwd, home = tmp_path / "passwd", tmp_path / "known"
    home.mkdir()
    passwd.write_text(f"root:x:0:0:root:{home}:/bin/sh\n")
    environ = store.environment()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        del environ[name]
    # The mount is seen by this command only, and gone with it.
    mounting = 'mount --bind "$0" /etc/passwd && [ "$(getent passwd 0)" = "$(cat "$0")" ]'
    script = f'{mounting} || exit 99; exec "$@"'
    prefix = ["unshare", "--mount", "sh", "-c", script, str(passwd), *WITHOUT_RIGHTS]
    with ledger.trying("HOME unset", 2):
        done = store.run("add", "Northwind", "Engineer", prefix=prefix, environ=environ)
        if done.returncode == 99 or "unshare" in done.stderr:
            pytest.skip(f"another list of users cannot be had here: {done.stderr.strip()[-80:]}")
        assert (done.returncode, done.stderr) == (0, "")
        assert (home / ".local/share/followup/followup.json").is_file()
        shutil.rmtree(home / ".local")
        home.chmod(0o500)
        refused = store.run("add", "Northwind", "Engineer", prefix=prefix, environ=environ)
        assert "Permission denied" in said(refused)
        assert not list(home.iterdir())


def test_a_named_file_needs_no_home(store: Store, ledger: Ledger) -> None:
    """Without HOME, where the folders are named, everything works."""
    environ = store.environment()
    del environ["HOME"]
    with ledger.trying("HOME unset, folders named"):
        assert store.run("add", "Northwind", "Engineer", environ=environ).returncode == 0
        store.check(["Northwind"])


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o277], ids=oct)
def test_whatever_the_umask_files_are_their_owners_only(
    plain_user: Store, ledger: Ledger, umask: int
) -> None:
    """From the first command on every folder made is 0700 and every file 0600."""
    with ledger.trying("umask"):
        for company in ("Northwind", "Acme"):
            assert plain_user.run("add", company, "Engineer", umask=umask).returncode == 0
            for path in plain_user.home.rglob("*"):
                wanted = 0o700 if path.is_dir() else 0o600
                assert stat.S_IMODE(path.stat().st_mode) == wanted, path
        assert plain_user.companies() == ["Northwind", "Acme"]
