"""Private files: whole or not at all, their owner's only, and through nobody's links."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from followup_tui import files

WRITE = (files.replace, files.create)


@pytest.fixture(params=[0o000, 0o022, 0o077, 0o277], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """Umasks from everything open to hardly anything possible."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def refuse(number: int) -> Callable[..., None]:
    """Return a function that fails with this error, whatever it is called with."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def make_foreign(link: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a link belong to somebody else than whoever runs the test."""
    if os.geteuid() == 0:
        os.chown(link, 65_534, 65_534, follow_symlinks=False)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)


@pytest.mark.parametrize("write", WRITE)
def test_a_file_is_private_and_so_are_the_folders_made_for_it(
    umask: int, tmp_path: Path, write: Callable[[Path, bytes], os.stat_result]
) -> None:
    """0600 in folders of 0700, whatever the umask; nothing else lies beside it."""
    file = tmp_path / "new" / "folder" / "file"
    status = write(file, b"mine")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"mine", 0o600)
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (file.parent, file.parent.parent)} == {0o700}
    assert os.path.samestat(status, file.stat())
    assert files.is_private(status)
    assert list(file.parent.iterdir()) == [file]


def test_a_file_takes_the_place_of_another_in_one_step(tmp_path: Path) -> None:
    """Who has the old one open reads all of it; its mode and its second name are its own."""
    file, other = tmp_path / "file", tmp_path / "other"
    file.write_bytes(b"old")
    file.chmod(0o644)
    other.hardlink_to(file)
    with file.open("rb") as reader:
        files.replace(file, b"new")
        assert reader.read() == b"old"
    assert (file.read_bytes(), other.read_bytes()) == (b"new", b"old")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", ["file", "folder", "link", "link to nothing"])
def test_a_new_file_is_made_only_where_nothing_has_its_name(tmp_path: Path, kind: str) -> None:
    """What has the name stays as it is, whatever it is."""
    file, target = tmp_path / "file", tmp_path / "target"
    if kind == "file":
        file.touch()
    elif kind == "folder":
        file.mkdir()
    else:
        file.symlink_to(target)
        if kind == "link":
            target.touch()
    before = file.lstat(), sorted(tmp_path.iterdir())
    with pytest.raises(FileExistsError):
        files.create(file, b"mine")
    assert (file.lstat(), sorted(tmp_path.iterdir())) == before


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """What a link in the file's place points to is not touched."""
    file, target = tmp_path / "file", tmp_path / "target"
    target.write_bytes(b"precious")
    target.chmod(0o644)
    file.symlink_to(target)
    files.replace(file, b"mine")
    assert not file.is_symlink()
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (b"precious", 0o644)


def test_a_file_in_a_folders_place_is_no_name_that_is_taken(tmp_path: Path) -> None:
    """It is an error of its own, so that nobody takes the file for one that is there already."""
    (tmp_path / "taken").touch()
    for write in WRITE:
        with pytest.raises(NotADirectoryError):
            write(tmp_path / "taken" / "file", b"mine")


def test_without_hard_links_a_new_file_is_made_in_one_step_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on memory cards; what has the name already stays there, too."""
    monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    file = tmp_path / "file"
    files.create(file, b"mine")
    with pytest.raises(FileExistsError):
        files.create(file, b"another")
    assert file.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("write", WRITE)
@pytest.mark.parametrize("step", ["open", "write", "fsync"])
def test_where_a_step_fails_nothing_is_changed_and_nothing_left(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    write: Callable[[Path, bytes], os.stat_result],
) -> None:
    """Whatever the disk refuses before the file is in its place, the old one is whole."""
    file = tmp_path / "file"
    if write is files.replace:
        file.write_bytes(b"old")
    before = [(path, path.read_bytes()) for path in tmp_path.iterdir()]
    with monkeypatch.context() as patch:
        patch.setattr(os, step, refuse(errno.ENOSPC))
        with pytest.raises(OSError, match="No space left") as failed:
            write(file, b"new")
    assert not isinstance(failed.value, files.NotSyncedError)
    assert [(path, path.read_bytes()) for path in tmp_path.iterdir()] == before


def test_a_name_that_is_not_on_the_disk_for_sure_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is there; that it stays there was not confirmed."""
    file = tmp_path / "file"
    monkeypatch.setattr(files, "sync_folder", refuse(errno.EIO))
    with pytest.raises(files.NotSyncedError, match="Input/output error") as failed:
        files.replace(file, b"new")
    assert file.read_bytes() == b"new"
    assert os.path.samestat(failed.value.status, file.stat())


def test_where_no_permissions_can_be_set_the_file_is_written_and_the_status_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on memory cards and some network drives: what others may read is known, and nothing is lost."""
    opened = os.open

    def open_wide(path: str | Path, flags: int, mode: int = 0o777) -> int:
        descriptor = opened(path, flags, mode)
        if flags & os.O_CREAT:
            os.chmod(path, 0o644)  # noqa: PTH101 - Path.chmod refuses here
        return descriptor

    monkeypatch.setattr(os, "open", open_wide)
    monkeypatch.setattr(os, "fchmod", refuse(errno.EPERM))
    for write in WRITE:
        status = write(tmp_path / write.__name__, b"mine")
        assert (tmp_path / write.__name__).read_bytes() == b"mine"
        assert not files.is_private(status)
    monkeypatch.setattr(os, "fchmod", refuse(errno.EIO))
    with pytest.raises(OSError, match="Input/output"):
        files.replace(tmp_path / "file", b"mine")


def test_a_folder_whose_permissions_cannot_be_set_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The umask decides there."""
    before = os.umask(0o077 ^ 0o700)
    try:
        with monkeypatch.context() as patch:
            patch.setattr(Path, "chmod", refuse(errno.EPERM))
            files.make_private_folder(tmp_path / "folder")
    finally:
        os.umask(before)
    assert (tmp_path / "folder").is_dir()
    monkeypatch.setattr(Path, "chmod", refuse(errno.EIO))
    os.umask(0o277)
    try:
        with pytest.raises(OSError, match="Input/output"):
            files.make_private_folder(tmp_path / "other")
    finally:
        os.umask(before)


def test_many_who_write_one_file_at_once_never_meet(tmp_path: Path) -> None:
    """Each writes under a name of its own: the file is always one of theirs, and nothing is left."""
    file = tmp_path / "file"
    contents = [bytes([number]) * 50_000 for number in range(8)]
    failures: list[OSError] = []

    def write(content: bytes) -> None:
        try:
            for _ in range(20):
                files.replace(file, content)
                assert file.read_bytes() in contents
        except OSError as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert file.read_bytes() in contents
    assert list(tmp_path.iterdir()) == [file]


def test_only_what_a_killed_write_of_this_file_left_is_cleared(tmp_path: Path) -> None:
    """Other files' temporary ones stay, however alike their names, and so does what is young."""
    file = tmp_path / "file"
    old, young = (tmp_path / f".file.{number:016x}.new" for number in range(2))
    others = [
        tmp_path / name
        for name in (
            ".file.new",
            f".file.bak.{0:016x}.new",
            ".file.x.new",
            f".files.{0:016x}.new",
            "file.new",
        )
    ]
    for path in (old, young, *others):
        path.touch()
        os.utime(path, (0, 0))
    os.utime(young)
    assert files.unfinished(file) == [old, young]
    files.clear_unfinished(file)
    assert sorted(tmp_path.iterdir()) == sorted([young, *others])
    files.clear_unfinished(file, older_than=0)
    assert sorted(tmp_path.iterdir()) == sorted(others)
    files.clear_unfinished(tmp_path / "none" / "file")


@pytest.mark.parametrize("name", ["x" * 255, "株" * 85])
def test_the_longest_names_can_be_written(tmp_path: Path, name: str) -> None:
    """The temporary name is no longer than names may be."""
    files.replace(tmp_path / name, b"mine")
    assert (tmp_path / name).read_bytes() == b"mine"
    assert files.unfinished(tmp_path / name) == []


def test_the_users_own_links_are_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links to files, to folders, to links, relative or not, to what is there or not: as the system does."""
    real = tmp_path / "real"
    (real / "below").mkdir(parents=True)
    (tmp_path / "folder").symlink_to("real")
    (tmp_path / "folder2").symlink_to(tmp_path / "folder" / "below")
    (real / "below" / "up").symlink_to("../../real/file")
    monkeypatch.chdir(real)
    for path in (
        "file",
        "below/../file",
        tmp_path / "folder" / "file",
        tmp_path / "folder2" / ".." / "file",
        tmp_path / "folder2" / "up",
        tmp_path / "none" / "file",
        "/",
    ):
        assert files.follow_links(Path(path)) == Path(os.path.realpath(path))


def test_a_circle_of_links_is_refused(tmp_path: Path) -> None:
    """It has no end."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(OSError, match="symbolic links"):
        files.follow_links(one)


@pytest.mark.parametrize("where", ["file", "folder"])
@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o770])
def test_a_link_that_somebody_else_planted_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, where: str
) -> None:
    """In a folder that others may write in, a link of theirs could point anywhere in the user's own."""
    shared, mine = tmp_path / "shared", tmp_path / "mine"
    shared.mkdir()
    shared.chmod(mode)
    mine.mkdir()
    link = shared / "link"
    link.symlink_to(mine)
    assert files.follow_links(link / "file") == mine / "file"
    make_foreign(link, monkeypatch)
    with pytest.raises(PermissionError, match="a link that somebody else made"):
        files.follow_links(link if where == "file" else link / "file")
