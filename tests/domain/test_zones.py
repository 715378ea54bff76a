"""Zones by name, the machine's, and the times their clocks skip or repeat."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_tui.domain import zones
from followup_tui.errors import CallError, DateError

# A zone's first look loads its file, which on a busy machine takes longer than an example may.
unhurried = settings(deadline=None)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("america/new york", "America/New_York"),
    ],
)
def test_zone_by_name(typed: str, key: str) -> None:
    """Capitals and spaces in a zone's name are forgiven."""
    assert zones.find_zone(typed).key == key


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Berlin", "Europe/Berlin"),
        ("Europe/Berln", "Europe/Berlin"),
        ("Mars/Phobos", "IANA"),
        ("Europe", "unknown"),  # a folder of the zone database
        ("posixrules", "unknown"),
        ("localtime", "unknown"),
        ("right/Europe/Berlin", "Europe/Berlin"),
        ("../../etc/passwd", "unknown"),
        ("/etc/passwd", "unknown"),
        ("a" * 5000, "…"),
        ("\x00", "unknown"),
        ("\ud800", "unknown"),
    ],
)
def test_unknown_zones(typed: str, word: str) -> None:
    """What is no zone is refused with near names, whatever it does to the zone database's reader."""
    with pytest.raises(CallError) as refused:
        zones.find_zone(typed)
    assert word in str(refused.value)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("variable", "link", "file", "key"),
    [
        ("Europe/Paris", "/usr/share/zoneinfo/Europe/Berlin", "Asia/Tokyo", "Europe/Paris"),
        (":Europe/Paris", None, None, "Europe/Paris"),
        (":/usr/share/zoneinfo/Europe/Paris", None, None, "Europe/Paris"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "/usr/share/zoneinfo/Europe/Berlin", None, "Europe/Berlin"),
        (None, "../usr/share/zoneinfo/Europe/Berlin", "Etc/UTC", "Europe/Berlin"),
        (None, "/var/db/timezone/zoneinfo/Europe/Berlin", None, "Europe/Berlin"),
        (None, None, "Asia/Tokyo\n", "Asia/Tokyo"),
        ("", "/somewhere/else", "Not/A_Zone", "UTC"),
        (None, None, None, "UTC"),
    ],
)
def test_machine_zone(
    variable: str | None,
    link: str | None,
    file: str | None,
    key: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The machine's zone has a name: from TZ, the link, the file, in this order, and else UTC."""
    if variable is None:
        monkeypatch.delenv("TZ", raising=False)
    else:
        monkeypatch.setenv("TZ", variable)
    monkeypatch.setattr(zones, "_LOCALTIME", tmp_path / "localtime")
    monkeypatch.setattr(zones, "_TIMEZONE", tmp_path / "timezone")
    if link is not None:
        (tmp_path / "localtime").symlink_to(link)
    if file is not None:
        (tmp_path / "timezone").write_text(file)
    assert zones.machine_zone().key == key
    assert zones.find_zone(None) == zones.machine_zone()


@pytest.mark.parametrize(
    ("zone", "day", "clock", "words"),
    [
        ("Europe/Berlin", "2026-03-29", "02:30", ["does not exist", "from 02:00 to 03:00", "Write 03:30"]),
        ("Europe/Berlin", "2026-03-29", "02:00", ["from 02:00 to 03:00", "Write 03:00"]),
        ("America/New_York", "2026-03-08", "02:59", ["from 02:00 to 03:00", "Write 03:59"]),
        ("Australia/Lord_Howe", "2026-10-04", "02:10", ["from 02:00 to 02:30", "Write 02:40"]),
        (
            "Pacific/Apia",
            "2011-12-30",
            "12:00",
            ["2011-12-30 00:00 to 2011-12-31 00:00", "Write 2011-12-31 12:00"],
        ),
        (
            "Europe/Berlin",
            "2026-10-25",
            "02:30",
            ["twice", "2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00"],
        ),
        ("America/New_York", "2026-11-01", "01:00", ["twice", "01:00-04:00 or 2026-11-01T01:00-05:00"]),
        ("Australia/Lord_Howe", "2026-04-05", "01:45", ["twice", "+11:00", "+10:30"]),
    ],
)
def test_times_the_clocks_skip_or_repeat(zone: str, day: str, clock: str, words: list[str]) -> None:
    """A time that is skipped or comes twice is refused with what to write instead."""
    with pytest.raises(DateError) as refused:
        zones.local_moment(date.fromisoformat(day), time.fromisoformat(clock), ZoneInfo(zone))
    assert all(word in str(refused.value) for word in words)


@unhurried
@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001 - what a wall shows has no zone
    st.sampled_from(
        ["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]
    ),
)
def test_wall_is_exact_or_refused(shown: datetime, zone: str) -> None:
    """Where a wall time is taken, exactly one instant shows it; where it is refused, none or two do."""
    place = ZoneInfo(zone)
    instants = {shown.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1)}
    showing = {moment for moment in instants if moment.astimezone(place).replace(tzinfo=None) == shown}
    try:
        taken = zones.local_moment(shown.date(), shown.time(), place)
    except DateError:
        assert len(showing) != 1
    else:
        assert {taken.astimezone(UTC)} == showing
