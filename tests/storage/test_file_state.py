"""A data file that is read ahead, in a thread: whoever asks for it gets what was there, or the error."""

from __future__ import annotations

from threading import get_ident
from typing import TYPE_CHECKING

import pytest

from followup_tui.errors import DataError
from followup_tui.storage import file_state
from followup_tui.storage.data_file import FileStorage
from followup_tui.storage.file_state import read_ahead, read_file, read_state

if TYPE_CHECKING:
    from pathlib import Path

    from followup_tui.storage.backups import Backups

ONE = b'{\n"meta": {\n"1": {"schema":5}\n}\n}\n'
TWO = b'{\n"meta": {\n"1": {"schema":5,"revision":2}\n}\n}\n'


@pytest.fixture
def file(data_file: Path) -> Path:
    """A data file that is there."""
    data_file.parent.mkdir(parents=True)
    data_file.write_bytes(ONE)
    return data_file


def test_it_is_read_ahead_once_and_then_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In another thread, and by the name of a link, too."""
    threads: list[int] = []

    def read_now(path: Path) -> tuple[bytes, file_state.FileState]:
        threads.append(get_ident())
        return before(path)

    before = file_state._read_now
    monkeypatch.setattr(file_state, "_read_now", read_now)
    link = file.with_name("link.json")
    link.symlink_to(file)
    read_ahead(link)
    assert read_file(file) == (ONE, read_state(file))
    assert len(threads) == 1
    assert threads[0] != get_ident()
    file.write_bytes(TWO)
    assert read_file(file) == (TWO, read_state(file))


def test_a_change_after_it_was_read_ahead_is_noticed(file: Path, backups: Backups) -> None:
    """As any change by another process is."""
    read_ahead(file)
    storage = FileStorage(file, backups)
    assert (storage.read() or {}).keys() == {"meta"}
    assert not storage.is_changed()
    file.write_bytes(TWO)
    assert storage.is_changed()
    assert bytes((storage.read() or {})["meta"]["1"]) == b'{"schema":5,"revision":2}'


def test_a_file_that_cannot_be_read_is_an_error_for_whoever_asks(file: Path) -> None:
    """As without reading ahead; and one that is there by then is read."""
    read_ahead(file.with_name("none.json"))
    with pytest.raises(FileNotFoundError):
        read_file(file.with_name("none.json"))
    read_ahead(file.parent)
    with pytest.raises(DataError, match="is a folder"):
        read_file(file.parent)
