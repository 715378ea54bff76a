"""Imports planned in memory: what the tests of every kind of file begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.incoming import ImportOptions
from followup_tui.exchange.imports.kinds import read_files
from followup_tui.exchange.imports.planner import plan_import
from tests.samples import today

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup_tui.domain.application import Application
    from followup_tui.exchange.imports.plan import ImportPlan

TODAY = today("2026-11-23 14:02")


def options(**more: Any) -> ImportOptions:  # noqa: ANN401 - any field
    """Return what is told to an import."""
    return ImportOptions(
        **{
            "today": TODAY,
            "own_addresses": frozenset({"mia@private.example"}),
            "own_name": "Mia Wolf",
            **more,
        }
    )


def planned(
    data: str | bytes,
    applications: Mapping[str, Application] | None = None,
    **more: Any,  # noqa: ANN401 - any field
) -> ImportPlan:
    """Plan the import of a file."""
    content = Content(data.encode() if isinstance(data, str) else data, "the file")
    told = options(**more)
    return plan_import(read_files([content], told), applications or {}, told)


def imported(
    data: str | bytes,
    applications: Mapping[str, Application] | None = None,
    **more: Any,  # noqa: ANN401 - any field
) -> dict[str, Application]:
    """Import a file, and check that importing it again changes nothing."""
    before = applications or {}
    plan = planned(data, before, **more)
    assert not plan.questions
    after = {**before, **plan.changed}
    assert planned(data, after, **more).changed == {}
    return after
