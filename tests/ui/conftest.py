"""The program on the demo's sample, at a fixed moment, without a terminal."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

from followup_tui.config import Context, Paths, Settings
from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.business_days import Weekdays
from followup_tui.followers.hook_queue import HookQueue
from followup_tui.storage.drafts import Drafts
from followup_tui.tracker import Tracker
from followup_tui.ui.app import FollowupApp
from followup_tui.ui.board.opening import open_board
from tests.samples import ZONE, Clock, open_demo, open_tracker

Make = Callable[..., FollowupApp]


@pytest.fixture(scope="session", autouse=True)
def styles_parsed_once() -> Iterator[None]:
    """Let all programs of this process share the styles they parse, as Textual lets the screens of one.

    A program parses some hundred style sheets, which takes longer than a short test does.
    """
    parsed: dict[tuple[object, ...], list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parse_once(
        sheet: Stylesheet,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,  # noqa: FBT002 - as Textual's
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        facts = (css, read_from, is_default_rules, tie_breaker, scope)
        key = (*facts, *sheet._variables.items())
        if key not in parsed:
            parsed[key] = parse(sheet, *facts)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until it is moved."""
    return Clock()


@pytest.fixture
def sample(tmp_path: Path, clock: Clock) -> Tracker:
    """The demo's sample."""
    return open_demo(tmp_path, None, 1, clock)


@pytest.fixture
def empty(tmp_path: Path, clock: Clock) -> Tracker:
    """A tracker of somebody who has recorded nothing."""
    return open_tracker(tmp_path, clock)


@pytest.fixture
def program(sample: Tracker, tmp_path: Path) -> Make:
    """Make the program, on the sample unless told otherwise."""

    def make(
        tracker: Tracker = sample,
        *,
        theme: str = "dark",
        keys: dict[str, str] | None = None,
        problems: tuple[str, ...] = (),
        calendar_file: Path | None = None,
        notify: bool = False,
        hooks: HookQueue | None = None,
    ) -> FollowupApp:
        settings = Settings(ZONE, Weekdays(), STANDARD, theme, keys or {}, problems)
        settings = replace(settings, calendar_file=calendar_file, notify=notify)
        paths = Paths(tracker.path, tmp_path / "state", tmp_path / "settings")
        context = Context(paths, settings, os.environ.get("EDITOR", ""))
        opening = open_board(tracker, Drafts(paths.drafts_folder), context)
        return FollowupApp(opening, context, hooks=hooks)

    return make


def reopened(tracker: Tracker, clock: Clock) -> Tracker:
    """Open the same file again, as another process would."""
    place = tracker.path
    return Tracker.open(place, place.parent / "state", clock, STANDARD, Weekdays())
