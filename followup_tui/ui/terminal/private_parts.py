"""Which private parts of Textual and Rich the program stands on.

Only `ui/terminal/` uses any. A test compares this table with the code and with what is installed; as long as
it is not empty, `pyproject.toml` allows no other minor version of Textual. Nothing imports it at run time.
"""

from __future__ import annotations

from typing import NamedTuple


class PrivatePart(NamedTuple):
    """A private part of a library.

    Attributes:
        name: its dotted name, from the module on.
        why: what it is used for.
        upstream: what the library would have to offer instead.
    """

    name: str
    why: str
    upstream: str


_UPDATES = "the compositor's updates as public types, or a driver that is handed cells instead of text"
_STATE = "a public property, as `is_running` is"
_STYLE = "a public way from a style to its codes, without the text and the reset around it"
_WRITER = "a driver that makes its writer in a method of its own; a writer that tells whether it is behind"
_LIFE = "one documented way to end the program after a fault without printing local variables"

PRIVATE_PARTS = (
    PrivatePart(
        "textual._compositor.ChopsUpdate",
        "parts of rows that were drawn anew: only cells that differ are sent",
        _UPDATES,
    ),
    PrivatePart(
        "textual._compositor.CompositorUpdate",
        "the type of both kinds of update",
        _UPDATES,
    ),
    PrivatePart(
        "textual._compositor.LayoutUpdate",
        "rows that were drawn anew: only cells that differ are sent",
        _UPDATES,
    ),
    PrivatePart(
        "textual._xterm_parser.XTermParser",
        "turns a whole escape sequence into the key or click it means",
        "a public function from a whole sequence to its events",
    ),
    PrivatePart(
        "textual._parser.Parser._timeout_time",
        "has the parser wait for nothing more: what it is fed is whole already",
        "the same function: it would have nothing to wait for",
    ),
    PrivatePart(
        "textual.drivers._writer_thread.WriterThread",
        "replaced by a writer that neither blocks the program nor outlives the terminal",
        _WRITER,
    ),
    PrivatePart(
        "textual.drivers._writer_thread.WriterThread._file",
        "where the writer writes, and whose unread output it discards when leaving",
        _WRITER,
    ),
    PrivatePart(
        "textual.drivers.linux_driver.LinuxDriver._writer_thread",
        "tells whether there is a writer, and how far behind it is",
        _WRITER,
    ),
    PrivatePart(
        "textual.drivers.linux_driver.LinuxDriver._key_thread",
        "tells whether an answer of the terminal can still come while leaving",
        "a public property that says whether keys are being read",
    ),
    PrivatePart(
        "textual.drivers.linux_driver.LinuxDriver._sigcont_application",
        "overridden: continued after SIGSTOP, it would start application mode a second time",
        "a driver that knows whether it is in application mode",
    ),
    PrivatePart(
        "textual.drivers.linux_driver.LinuxDriver._get_terminal_size",
        "looked up in the event loop after a resize: signal handlers interrupt each other",
        "a resize that is told in order, and told where it was back and forth",
    ),
    PrivatePart(
        "textual.drivers.linux_driver.LinuxDriver._in_band_window_resize",
        "the terminal tells its size itself then",
        "a resize that is told in order, and told where it was back and forth",
    ),
    PrivatePart(
        "textual.driver.Driver._app",
        "whom a key is posted to, without an error where the program has ended",
        "`send_message` that copes with an event loop that is closed",
    ),
    PrivatePart(
        "textual.driver.Driver._debug",
        "handed on to the parser",
        "nothing, once the parser is not made here",
    ),
    PrivatePart(
        "textual.driver.Driver._loop",
        "the event loop that keys and answers are handed to from the reading thread",
        "`send_message` that copes with an event loop that is closed",
    ),
    PrivatePart(
        "textual.app.App._display",
        "overridden: sends one frame at a time, and of it only what differs",
        "a hook that is handed the update instead of text, before it is written",
    ),
    PrivatePart(
        "textual.app.App._driver",
        "the driver: frames and control sequences go to it",
        "a public property",
    ),
    PrivatePart(
        "textual.screen.Screen._compositor",
        "for which size the update was laid out",
        "an update that says for which size it is",
    ),
    PrivatePart(
        "textual.app.App._batch_count",
        "nothing is painted in the middle of a batch of updates",
        _STATE,
    ),
    PrivatePart(
        "textual.app.App._sync_available",
        "whether the terminal shows a frame in one go (mode 2026)",
        _STATE,
    ),
    PrivatePart(
        "textual.app.App._disable_notifications",
        "no widget for toasts on each screen: the bottom row says what is to be said",
        "an argument of `run`, as `run_test` has it",
    ),
    PrivatePart(
        "textual.app.App._disable_tooltips",
        "no widget for tooltips on each screen",
        "an argument of `run`, as `run_test` has it",
    ),
    PrivatePart(
        "textual.app.App._exception",
        "the fault that ended the program: its exit code and its report depend on it",
        _LIFE,
    ),
    PrivatePart(
        "textual.app.App._fatal_error",
        "overridden: Textual's prints local variables, which are the user's notes",
        _LIFE,
    ),
    PrivatePart(
        "textual.message_pump.MessagePump._close_messages_no_wait",
        "ends the program after a fault, as Textual's own `_fatal_error` does",
        _LIFE,
    ),
    PrivatePart(
        "textual.message_pump.MessagePump._closed",
        "nothing is painted once the program has ended",
        _STATE,
    ),
    PrivatePart(
        "textual.message_pump.MessagePump._running",
        "nothing is painted before the program runs",
        _STATE,
    ),
    PrivatePart(
        "textual.widget.Widget._post_register",
        "reads the default styles of widgets before the first one is mounted",
        "a method of the stylesheet that takes a widget class",
    ),
    PrivatePart(
        "textual.widgets.Input._on_paste",
        "overridden: all lines of a paste go in, not the first alone",
        "a method of Input that turns what was pasted into what is inserted",
    ),
    PrivatePart(
        "textual.widgets.TextArea._replace_via_keyboard",
        "overridden: what makes a text far too long is refused, whether typed or pasted",
        "`max_length`, or an event before a change that can be prevented",
    ),
    PrivatePart(
        "textual.document._document.EditResult",
        "what `_replace_via_keyboard` returns",
        "nothing, once that is not overridden",
    ),
    PrivatePart(
        "rich.console.Console._color_system",
        "how many colours the terminal has, as Textual's `Strip.render` reads it",
        "the enum as a public property; `color_system` gives a name of it",
    ),
    PrivatePart(
        "rich.style.Style._attributes",
        "which attributes a style has, as Textual's `Strip.render` reads it",
        _STYLE,
    ),
    PrivatePart(
        "rich.style.Style._set_attributes",
        "which attributes a style sets, as Textual's `Strip.render` reads it",
        _STYLE,
    ),
)
