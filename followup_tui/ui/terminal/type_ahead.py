"""Keys typed ahead all count, in order.

Textual hands each key to the widget that has the focus when it arrives. Where several arrive at once, as
from a line that was slow, from tmux or from a paste into the terminal, the letters after a tab are handed
out before the tab has moved the focus. Here the next key waits until the one before it has had its effect.
"""

from __future__ import annotations

from collections import deque
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.message import Message

Result = TypeVar("Result")

STUCK_SECONDS = 0.25
"""After this long the next key goes on, whatever became of the one before: its widget may be gone."""


class KeyDone(Message, bubble=True):
    """Follows a key through the same queues, so that it arrives after the key has been dealt with.

    Args:
        turn: which key it follows: one that comes late must not let the key after the next one go.
    """

    def __init__(self, turn: int) -> None:
        super().__init__()
        self.turn = turn


class TypeAhead(App[Result]):
    """A program that takes one key after the other."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - whatever App takes
        super().__init__(*arguments, **named)
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._turn = 0
        self._busy = False

    @property
    def keys_taken(self) -> int:
        """How many keys were taken until now."""
        return self._turn

    async def on_event(self, event: events.Event) -> None:
        """Take an event; a key or a paste once the one before it is done."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._busy:
                self._waiting.append(event)
                return
            await self._take(event)
        else:
            await super().on_event(event)

    async def on_key_done(self, event: KeyDone) -> None:
        """Let the screen in front come to rest, a new one be built, before the next key."""
        self.screen.call_later(self.call_later, self._go_on, event.turn)

    async def _take(self, event: events.Key | events.Paste) -> None:
        self._busy = True
        self._turn += 1
        turn = self._turn
        self.set_timer(STUCK_SECONDS, lambda: self.call_later(self._go_on, turn))
        await super().on_event(event)
        (self.focused or self.screen).post_message(KeyDone(turn))

    async def _go_on(self, turn: int) -> None:
        if turn != self._turn or not self._busy:
            return
        self._busy = False
        if self._waiting:
            await self._take(self._waiting.popleft())
