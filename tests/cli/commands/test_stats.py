"""`followup stats`: the figures in words and as JSON."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from followup_tui.cli.command import Call
from followup_tui.cli.commands.stats import COMMAND
from followup_tui.config import make_context
from followup_tui.tracker import Tracker
from tests.samples import Clock, open_demo, open_tracker

KEYS = {
    "reached",
    "days",
    "feelings",
    "lessons",
    "thank_yous",
    "answers",
    "with_thank_you",
    "without_thank_you",
    "not_counted",
    "outcomes",
    "live",
    "their_dates",
    "follow_ups",
    "offers",
    "keep_looking",
}


def called(tracker: Tracker, home: Path, capsys: pytest.CaptureFixture[str], *, as_json: bool = False) -> str:
    """Return what the command prints."""
    call = Call(SimpleNamespace(json=as_json), make_context(os.environ, None))
    call.tracker = tracker
    COMMAND.run(call)
    return capsys.readouterr().out


def test_nothing_recorded_is_said_in_one_sentence(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without any application one line says what to do."""
    output = called(open_tracker(tmp_path), home, capsys)
    assert output.splitlines() == ["Nothing to look back on yet. `followup add` records an interview."]


def test_a_figure_without_cases_says_where_they_would_come_from(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each says it in a sentence, and draws nothing."""
    clock = Clock()
    tracker = open_tracker(tmp_path, clock)
    tracker.add("Northwind", "Data engineer", at=clock() + timedelta(days=2))
    output = called(tracker, home, capsys)
    assert output.count("Nothing yet: ") == 11


def test_nothing_recorded_has_the_same_keys(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script finds every key and every kind, and no median where there is no case."""
    document = json.loads(called(open_tracker(tmp_path), home, capsys, as_json=True))
    assert set(document) == KEYS
    assert document["feelings"] == {"median": None, "of": []}
    assert document["thank_yous"] == {"median_hours": None, "allowed_hours": 24, "in_time": 0, "hours": []}
    assert document["answers"] == {"median_days": None, "days": [], "never": 0}
    assert document["reached"] == dict.fromkeys(
        ("interviewed", "thanked", "heard back", "second round", "offer", "hired"), 0
    )
    assert document["days"] == {}
    assert document["lessons"] == {"open": 0, "done": 0, "dropped": 0}
    assert set(document["outcomes"]) == {"hired", "declined", "rejected", "withdrawn", "cancelled", "silent"}
    assert document["their_dates"] == {
        "median_days_late": None,
        "worst_days_late": None,
        "days_late": [],
        "never": 0,
        "waiting": 0,
    }
    assert [count["number"] for count in document["follow_ups"]] == [1, 2, 3]
    assert set(document["follow_ups"][0]) == {"number", "sent", "answered", "waiting"}
    assert set(document["offers"]) == {
        *("received", "open", "accepted", "declined", "withdrawn", "lapsed"),
    }
    assert document["keep_looking"] == {"live": 0, "days_since_newest": None, "after_days": 7}
    assert set(document["live"]) == {"interviewed", "thanked", "waiting", "overdue"}


@pytest.mark.parametrize("columns", [12, 40, 80, 200])
def test_the_plots_fit_the_terminal(
    tmp_path: Path,
    home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    columns: int,
) -> None:
    """No line is wider than the terminal; from 40 columns on nothing is cut off. Every plot is ASCII."""
    monkeypatch.setenv("COLUMNS", str(columns))
    sample = open_demo(tmp_path, 60, 1, Clock())
    output = called(sample, home, capsys)
    assert output.replace("…", "").isascii()
    assert ("…" in output) is (columns < 40)
    assert max(map(len, output.splitlines())) <= columns
    assert " %" in output


def test_the_document_counts_what_the_sample_has(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The numbers are those of the applications."""
    clock = Clock()
    tracker = open_tracker(tmp_path, clock)
    tracker.add("Northwind", "Data engineer", at=clock() - timedelta(days=2))
    document = json.loads(called(tracker, home, capsys, as_json=True))
    assert document["live"]["interviewed"] == 1
    assert document["not_counted"] == 1
    assert document["without_thank_you"] == {"interviews": 0, "answered": 0}
