"""Type-ahead: keys that arrive together are handled one after the other, in order.

Textual sends each key to the widget that has the focus when the key arrives. Where several arrive at once, as
from a slow line, from tmux or from a paste into the terminal, the letters after a tab would be sent before
the tab has moved the focus. Here a key waits until the one before it has had its effect.
"""

from __future__ import annotations

from collections import deque
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.message import Message

Result = TypeVar("Result")

KEY_SECONDS = 0.25
"""How long a key is waited for before the next one is handled all the same: its widget may be gone."""


class KeyHandled(Message, bubble=True):
    """Follows a key through the same message queues, and so arrives once the key has been handled.

    Args:
        number: the number of the key it follows. A late one must not release the key after the next.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class TypeAheadApp(App[Result]):
    """A program that handles one key, or one paste, at a time."""

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - whatever App takes
        super().__init__(*arguments, **options)
        self._queue: deque[events.Key | events.Paste] = deque()
        self._key_number = 0
        self._is_handling = False

    @property
    def keys_handled(self) -> int:
        """How many keys and pastes have been handled, or are being."""
        return self._key_number

    async def on_event(self, event: events.Event) -> None:
        """Handle an event; a key or a paste once the one before it is handled."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self._is_handling:
                self._queue.append(event)
                return
            await self._handle(event)
        else:
            await super().on_event(event)

    async def on_key_handled(self, event: KeyHandled) -> None:
        """Handle the next key once the screen in front, maybe a new one, has processed its messages."""
        self.screen.call_later(self.call_later, self._handle_next, event.number)

    async def _handle(self, event: events.Key | events.Paste) -> None:
        self._is_handling = True
        self._key_number += 1
        number = self._key_number
        self.set_timer(KEY_SECONDS, lambda: self.call_later(self._handle_next, number))
        await super().on_event(event)
        (self.focused or self.screen).post_message(KeyHandled(number))

    async def _handle_next(self, number: int) -> None:
        if number != self._key_number or not self._is_handling:
            return
        self._is_handling = False
        if self._queue:
            await self._handle(self._queue.popleft())
