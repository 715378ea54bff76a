"""Only what differs is sent, and the terminal shows the whole."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region, Size
from textual.strip import Strip

from followup_tui.ui.glyphs import PLAIN, UNICODE
from followup_tui.ui.terminal.frame import Frame
from tests.ui.conftest import Make
from tests.ui.test_advice_screens import words
from tests.ui.test_board_screen import board
from tests.ui.test_palette import until

WIDTH, HEIGHT = 12, 3
SIZE = Size(WIDTH, HEIGHT)
styles = st.sampled_from(
    [
        None,
        Style(color="red"),
        Style(bold=True, color="red", bgcolor="#102030"),
        Style(color="#aabbcc", bgcolor="#102030"),
        Style(underline=True),
    ]
)
segments = st.lists(
    st.tuples(st.text(st.sampled_from("ab c株é-"), min_size=1, max_size=6), styles).map(
        lambda pair: Segment(*pair)
    ),
    max_size=4,
)
rows = st.lists(
    segments.map(lambda drawn: Strip(drawn).adjust_cell_length(WIDTH)), min_size=HEIGHT, max_size=HEIGHT
)


def whole(strips: list[Strip]) -> LayoutUpdate:
    """Return an update of the whole screen."""
    return LayoutUpdate([[strip] for strip in strips], Region(0, 0, WIDTH, HEIGHT))


def terminal() -> tuple[pyte.Screen, pyte.ByteStream]:
    """Return a terminal that shows nothing."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    return screen, pyte.ByteStream(screen)


def looks(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    """Return every cell of a terminal with its style; of a blank, what is seen of it."""
    return [[_look(screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


def _look(cell: pyte.screens.Char) -> tuple[object, ...]:
    is_bare = cell.data == " " and not (cell.underscore or cell.strikethrough or cell.reverse)
    return (cell.data, cell.bg) if is_bare else tuple(cell)


@given(st.lists(rows, min_size=1, max_size=5))
def test_the_differences_add_up_to_the_whole(frames: list[list[Strip]]) -> None:
    """However the screen changes, a terminal sent only differences shows what one painted anew shows."""
    frame = Frame()
    screen, stream = terminal()
    for strips in frames:
        frame.update(whole(strips), SIZE)
        stream.feed(frame.diff().encode())
        anew, painting = terminal()
        fresh = Frame()
        fresh.update(whole(strips), SIZE)
        painting.feed(fresh.diff().encode())
        assert looks(screen) == looks(anew)


@given(rows, rows, st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1))
def test_a_part_of_a_row_changes_that_part(before: list[Strip], after: list[Strip], y: int, x: int) -> None:
    """An update of part of a row leaves the rest of the screen as it is."""
    frame = Frame()
    frame.update(whole(before), SIZE)
    frame.diff()
    part = after[y].crop(x, WIDTH)
    frame.update(
        ChopsUpdate([{} if row != y else {x: part} for row in range(HEIGHT)], [(y, x, WIDTH)], []), SIZE
    )
    sent = frame.diff()
    expected = Frame()
    kept = list(before)
    kept[y] = Strip.join([before[y].crop(0, x), part])
    expected.update(whole(kept), SIZE)
    screen, stream = terminal()
    first = Frame()
    first.update(whole(before), SIZE)
    stream.feed((first.diff() + sent).encode())
    anew, painting = terminal()
    painting.feed(expected.diff().encode())
    assert looks(screen) == looks(anew)


@given(rows)
def test_what_is_shown_already_is_not_sent(strips: list[Strip]) -> None:
    """The same screen again costs nothing."""
    frame = Frame()
    frame.update(whole(strips), SIZE)
    frame.diff()
    frame.update(whole(strips), SIZE)
    assert frame.diff() == ""


def test_an_invalid_frame_is_sent_whole() -> None:
    """A terminal that was resized or lent to another program is painted whole."""
    strips = [Strip([Segment("abc")]).adjust_cell_length(WIDTH)] * HEIGHT
    frame = Frame()
    frame.update(whole(strips), SIZE)
    first = frame.diff()
    frame.invalidate()
    assert frame.diff() == first


def test_what_the_program_draws_becomes_ascii_and_what_the_user_wrote_stays() -> None:
    """Where the locale is not UTF-8 each sign has a substitute of its width; a name keeps its letters."""
    drawn = Strip([Segment("Zoë 株 · “a” →…▁█")]).adjust_cell_length(20)
    update = LayoutUpdate([[drawn]], Region(0, 0, 20, 1))
    for glyphs, text in ((PLAIN, 'Zoë 株 - "a" >~ #'), (UNICODE, "Zoë 株 · “a” →…▁█")):
        frame = Frame(substitutes=glyphs.substitutes)
        frame.update(update, Size(20, 1))
        assert f"\x1b[1;1H{text}" in frame.diff()


def test_every_substitute_is_as_wide_as_its_sign() -> None:
    """Nothing moves in its row where the locale is not UTF-8."""
    signs = [drawn for drawn in PLAIN.substitutes if not chr(drawn).isalpha()]
    assert all(cell_len(chr(drawn)) == cell_len(PLAIN.substitutes[drawn]) for drawn in signs)
    assert all(PLAIN.substitutes[drawn].isascii() for drawn in signs)


def test_what_starts_beyond_the_right_edge_is_left_out() -> None:
    """A part that begins past the last column changes nothing, and does not lengthen its row."""
    frame = Frame()
    frame.update(whole([Strip([Segment("abc")]).adjust_cell_length(WIDTH)] * HEIGHT), SIZE)
    frame.diff()
    beyond = Strip([Segment("xyz")])
    frame.update(ChopsUpdate([{WIDTH: beyond, WIDTH + 2: beyond}, {}, {}], [(0, 0, WIDTH)], []), SIZE)
    assert frame.diff() == ""


async def test_the_compositor_still_describes_its_updates_as_it_did(program: Make) -> None:
    """What the program itself draws, whole and in parts, is sent as the right cells."""
    app = program()
    async with app.run_test(size=(80, 24)) as pilot:
        compositor = app.screen._compositor
        frame = Frame()
        frame.update(compositor.render_full_update(), Size(80, 24))
        screen = pyte.Screen(80, 24)
        stream = pyte.ByteStream(screen)
        stream.feed(frame.diff().encode())
        seen: list[object] = []
        render = compositor.render_partial_update

        def watched() -> object:
            update = render()
            seen.append(update)
            if update is not None:
                frame.update(update, Size(80, 24))
            return update

        compositor.render_partial_update = watched  # type: ignore[method-assign, assignment]
        await pilot.press("j", "j", "k")
        await pilot.pause()
        sent = frame.diff()
        stream.feed(sent.encode())
        lines = [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]
    assert any(isinstance(update, ChopsUpdate) for update in seen)
    assert [line.rstrip() for line in screen.display] == lines
    assert 0 < len(sent) < 1_000


async def test_what_stands_beside_a_part_drawn_anew_stays(program: Make) -> None:
    """The card beside the board is not wiped out where rows of the board change at its height."""
    app, size = program(), Size(120, 36)
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query("#story")) and "Thank" in words(app, "#story"))
        compositor, frame = app.screen._compositor, Frame()
        frame.update(compositor.render_full_update(), size)
        board(app).refresh(Region(0, 0, 10, 20))
        compositor.update_widgets({board(app)})
        update = compositor.render_partial_update()
        assert update is not None
        frame.update(update, size)
        screen = pyte.Screen(*size)
        pyte.ByteStream(screen).feed(frame.diff().encode())
        lines = [strip.text.rstrip() for strip in compositor.render_strips()]
    assert [line.rstrip() for line in screen.display] == lines
