"""Reading the ids and companies alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from followup_tui.domain.application import Application
from followup_tui.errors import DataError
from followup_tui.storage.application_names import read_application_names
from followup_tui.storage.codec import encode
from followup_tui.storage.tables import encode as encode_tables
from tests.strategies import applications


@given(application=applications())
def test_they_are_those_of_the_applications(
    tmp_path_factory: pytest.TempPathFactory, application: Application
) -> None:
    """Whatever an application holds, its id and company are read."""
    path = tmp_path_factory.mktemp("names") / "followup.json"
    path.write_bytes(encode_tables({"applications": {"1": encode(application)}, "history": {}}))
    assert read_application_names(path) == {application.id: application.company}


def test_a_file_that_is_not_there_has_none(tmp_path: Path) -> None:
    """None is made."""
    assert read_application_names(tmp_path / "followup.json") == {}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"applications": {"1": {"id": 7}}}', b"[" * 100_000])
def test_a_file_that_is_none_of_followups_is_refused(tmp_path: Path, content: bytes) -> None:
    """Cut off, or another program's."""
    path = tmp_path / "followup.json"
    path.write_bytes(content)
    with pytest.raises(DataError):
        read_application_names(path)
