"""What a screen may ask of the program that shows it.

`FollowupApp` answers to this. Screens are typed by it and not by the program's class, which imports screens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from textual.screen import Screen
from textual.signal import Signal

from followup_tui.domain.look import Meaning
from followup_tui.ui.background_sync import BackgroundSync

if TYPE_CHECKING:  # The board's first paint needs neither the file nor the settings.
    from followup_tui.config import Context
    from followup_tui.domain.promises import WrittenPromise
    from followup_tui.storage.drafts import Drafts
    from followup_tui.tracker import Change, Tracker
    from followup_tui.ui.board.columns import Columns


class Program(Protocol):
    """The program, as its screens know it.

    Attributes:
        tracker: the user's applications.
        drafts: where what is half-written is kept.
        columns: the board's cards, with the advice on each as of the last full minute or its last change.
        context: the paths and settings.
        user_keys: the keys the user changed, by the action's id.
        problems: a sentence for each setting that cannot be used.
        changed: published with the ids of the applications that changed.
        minute: published at each full minute.
        sync: syncs in the background.
        at_rest: published once, when all applications are read.
        written_promise: what was written down last and reads like a promise, until it is noted; else None.
    """

    tracker: Tracker
    drafts: Drafts
    columns: Columns
    context: Context
    user_keys: Mapping[str, str]
    problems: tuple[str, ...]
    changed: Signal[frozenset[str]]
    minute: Signal[None]
    sync: BackgroundSync
    at_rest: Signal[None]
    written_promise: WrittenPromise | None

    @property
    def screen(self) -> Screen[Any]:
        """The screen in front."""

    @property
    def screen_stack(self) -> list[Screen[Any]]:
        """All screens that are open, the one in front last."""

    def do(self, act: Callable[[], Change]) -> Change | None:
        """Make a change, tell every screen and say it; where it fails, say why and return None."""

    def tell(self, change: Change) -> None:
        """Tell every screen of a change that was made, and say it in the bottom row."""

    def announce(self, change: Change) -> None:
        """Tell every screen of a change that was made."""

    def acknowledge(self, change: Change, then: str = "") -> None:
        """Say in the bottom row that a change was made, and what can be done then."""

    def say(self, sentence: str, meaning: Meaning = Meaning.QUIET, *, whole: bool = False) -> None:
        """Say something in the bottom row of the screen in front."""

    def clear_messages(self) -> None:
        """Clear what the bottom rows say of the step before."""

    def send_to_terminal(self, sequence: str) -> None:
        """Send the terminal an escape sequence that draws nothing."""

    def call_later(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:  # noqa: ANN401 - Textual's own signature
        """Call a function once the messages before it are handled."""

    def call_from_another_thread(self, callback: Callable[[], None]) -> None:
        """Have the program call a function; nothing happens where the program was left meanwhile."""
