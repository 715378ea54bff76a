"""Which cards stand in which column, in which order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.applications import Applications
from followup_tui.domain.due import due_now
from followup_tui.domain.stages import stage_on
from followup_tui.ui.board.columns import STAGES, Columns, Order
from tests.samples import NORTHWIND, today
from tests.strategies import applications, several

TODAY = today("2026-11-23 14:02")
boards = several(lambda one: applications(application_id=one)).map(
    lambda found: {application.id: application for application in found}
)


def shown(columns: Columns) -> list[list[str | None]]:
    """Return the cards of each column, top to bottom."""
    return [[columns.card_at(stage, index) for index in range(columns.count(stage))] for stage in STAGES]


@given(boards, boards, st.sampled_from(Order), st.sampled_from(["", "a", "jana"]))
def test_update_ends_as_show_does(
    before: dict[str, Application], after: dict[str, Application], order: Order, words: str
) -> None:
    """However applications change, the columns are as if they had been filled from the last state."""
    kept, made = Columns(), Columns()
    for columns in (kept, made):
        columns.sort(order)
        columns.filter(words)
    kept.show(before, TODAY)
    kept.update(after, before.keys() | after.keys(), TODAY)
    made.show(after, TODAY)
    assert shown(kept) == shown(made)
    assert (kept.total, len(kept.live), kept.due(9)) == (made.total, len(made.live), made.due(9))
    assert kept.days_since_newest(TODAY) == made.days_since_newest(TODAY)
    assert kept.due_now() == due_now(after.values(), TODAY)
    assert kept.advice == made.advice
    assert kept.advice.keys() == {application.id for application in kept.live}
    for name, advice in kept.advice.items():
        assert advice == advise(after[name], TODAY, made.related(name))
    for name in after:
        assert kept.line(name) == made.line(name)
        assert sorted(card.id for card in kept.related(name)) == sorted(
            card.id for card in made.related(name)
        )


class Unread:
    """The outline of an application that is over and was not read yet."""

    def __init__(self, application: Application) -> None:
        self.id, self.company, self.stage = application.id, application.company, application.stage
        self.outcome = application.outcome
        self.closed_since = application.closed_since
        self.company_group = application.company_group


@given(boards, st.sampled_from(Order), st.sampled_from(["", "a"]))
def test_an_application_that_is_not_read_yet_is_where_it_is_once_read(
    known: dict[str, Application], order: Order, words: str
) -> None:
    """The first paint, with what is over unread, is the one with everything read."""
    late = Applications(
        {name: Unread(one) if one.stage is Stage.CLOSED else one for name, one in known.items()},
        known.__getitem__,
    )
    kept, made = Columns(), Columns()
    for columns in (kept, made):
        columns.sort(order)
        columns.filter(words)
    kept.show(late, TODAY)
    made.show(known, TODAY)
    assert shown(kept) == shown(made)
    assert (kept.total, len(kept.live), kept.due(9)) == (made.total, len(made.live), made.due(9))
    assert [kept.line(name) for name in known] == [made.line(name) for name in known]


@given(boards, boards, st.sampled_from([("a", "an"), ("a", "a b"), ("an", "a"), ("j", "")]))
def test_typing_on_after_a_change_finds_what_a_new_filter_finds(
    before: dict[str, Application], after: dict[str, Application], typed: tuple[str, str]
) -> None:
    """Matches are only narrowed while no application has changed."""
    kept, made = Columns(), Columns()
    kept.show(before, TODAY)
    kept.filter(typed[0])
    kept.update(after, before.keys() | after.keys(), TODAY)
    kept.cache_texts(1)
    made.show(after, TODAY)
    for columns in (kept, made):
        columns.filter(typed[1])
    assert shown(kept) == shown(made)


@given(boards)
def test_every_card_stands_in_its_column_and_is_found_there(board: dict[str, Application]) -> None:
    """Each application stands once, in the column of its stage, at the index that `position` returns."""
    columns = Columns()
    columns.show(board, TODAY)
    assert sorted(name for column in shown(columns) for name in column if name) == sorted(board)
    for name, application in board.items():
        position = columns.position(name)
        assert position is not None
        assert position[0] is stage_on(application, TODAY)
        assert columns.card_at(*position) == name


def test_the_filter_looks_in_company_role_people_tags_and_notes() -> None:
    """Every word must begin a word somewhere; capitals and accents do not matter."""
    from msgspec.structs import replace

    from followup_tui.domain.person import Person

    card = replace(
        NORTHWIND,
        people=(Person("p1", "Jana Novák", position="Head of Data"),),
        tags=("remote",),
        notes="Fixes pipelines",
    )
    columns = Columns()
    columns.show({card.id: card}, TODAY)
    found = {}
    for words in (
        "north",
        "ENGINEER",
        "novák",
        "novak",
        "head",
        "remote",
        "pipe",
        "north remote",
        "north globex",
        "ana",
    ):
        columns.filter(words)
        found[words] = sum(columns.count(stage) for stage in STAGES)
    assert [words for words, count in found.items() if not count] == ["north globex", "ana"]
