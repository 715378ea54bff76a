"""followup's own export comes back: into an empty file as it was, beside others without harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.incoming import ImportOptions
from followup_tui.exchange.imports.kinds import read_files
from followup_tui.exchange.imports.plan import ImportPlan, ImportResult
from followup_tui.exchange.imports.planner import plan_import
from followup_tui.exchange.json_export import export_json
from tests.every_field import differing, several_whole
from tests.samples import NORTHWIND, NOW, instant, sent, today

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TODAY = today(f"{NOW:%Y-%m-%d %H:%M}")
CARD = replace(NORTHWIND, uid="1" * 32)


def plan_exported(many: Iterable[Application], applications: Mapping[str, Application]) -> ImportPlan:
    """Plan the import of what was exported of these, by the door that all files take."""
    options = ImportOptions(today=TODAY)
    content = Content(export_json(many, TODAY).encode(), "all.json")
    return plan_import(read_files([content], options), applications, options)


@settings(phases=[Phase.explicit, Phase.reuse, Phase.generate])  # what differs says enough
@given(several_whole())
def test_an_empty_file_gets_the_same_data(many: list[Application]) -> None:
    """All of it, under the same ids; and again, all of it is there already."""
    plan = plan_exported(many, {})
    assert list(plan.changed) == [each.id for each in many]
    assert [differing(plan.changed[each.id], each) for each in many] == [[]] * len(many)
    assert {item.result for item in plan.items} <= {ImportResult.NEW}
    again = plan_exported(many, plan.changed)
    assert again.changed == {}
    assert {item.result for item in again.items} <= {ImportResult.EXISTING}


def test_another_application_of_the_same_id_gets_a_new_one() -> None:
    """The one that is here keeps its id, and a second import knows the other by its `uid`."""
    other = replace(CARD, uid="2" * 32, company="Northwind Traders")
    plan = plan_exported([other], {"northwind": CARD})
    assert plan.changed == {"northwind-traders": replace(other, id="northwind-traders")}
    (item,) = plan.items
    assert item.remarks == ("its id northwind is taken: here it is northwind-traders",)
    assert plan_exported([other], {"northwind": CARD, **plan.changed}).changed == {}


def test_a_changed_application_says_what_changes() -> None:
    """Each thing in a few words; what is overwritten is shown with what it was."""
    exported = replace(
        CARD,
        updated_at=instant("2026-11-20"),
        role="Lead",
        notes="Bring the book",
        contacts=(replace(sent("2026-11-20"), id="c1"),),
        stage=Stage.CLOSED,
        outcome=Outcome.REJECTED,
        closed_at=instant("2026-11-20"),
    )
    plan = plan_exported([exported], {"northwind": CARD})
    (item,) = plan.items
    assert (item.result, item.application_id) == (ImportResult.CHANGED, "northwind")
    assert item.changes == ("role Lead, here Data engineer", "closed, rejected", "1 contact", "notes")
    assert plan.changed["northwind"] == replace(exported, updated_at=CARD.updated_at)


def test_what_became_too_long_is_skipped() -> None:
    """Two long notes do not fit into one: the application stays as it is, and the reason is said."""
    here, there = replace(CARD, notes="a" * 15_000), replace(CARD, notes="b" * 15_000)
    plan = plan_exported([there], {"northwind": here})
    assert plan.changed == {}
    (item,) = plan.items
    assert (item.result, item.reason) == (
        ImportResult.SKIPPED,
        "The notes is 30,001 characters long; 20,000 fit",
    )
