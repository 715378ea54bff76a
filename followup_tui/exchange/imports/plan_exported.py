"""Planning the import of applications that followup itself exported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.other_state import with_other_state
from followup_tui.domain.wording import say_count
from followup_tui.exchange.imports.plan import ImportItem, ImportResult, Planning

_PARTS: Final = {
    "interviews": ("interview", "interviews"),
    "people": ("person", "people"),
    "contacts": ("contact", "contacts"),
    "promises": ("promise", "promises"),
}
"""What an application has several of, with the words for one and for several."""


def plan_exported(planning: Planning, exported: Application, where: str) -> None:
    """Plan one application: it is new, adds to the one it is another state of, or is there already.

    It is known by its `uid`. A new one whose readable id another application has gets another id.
    """
    item = ImportItem(ImportResult.SKIPPED, where, f"{exported.company}, {exported.job}")
    planning.add(item, lambda: _planned(planning, exported, item))


def _planned(planning: Planning, exported: Application, item: ImportItem) -> ImportItem:
    existing = planning.of_uid(exported.uid)
    if existing is not None:
        after = planning.put(with_other_state(existing, exported), is_up_to_date=True)
        changes = tuple(_changes(existing, after))
        result = ImportResult.CHANGED if changes else ImportResult.EXISTING
        return replace(item, result=result, application_id=after.id, changes=changes)
    is_taken = exported.id in planning.applications
    after = planning.put(
        replace(exported, id=planning.unused_id(exported.company) if is_taken else exported.id)
    )
    remarks = (f"its id {exported.id} is taken: here it is {after.id}",) if is_taken else ()
    return replace(item, result=ImportResult.NEW, application_id=after.id, remarks=remarks)


def _changes(before: Application, after: Application) -> Iterator[str]:
    """Yield what changes, a few words each."""
    for name in before.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if name in _PARTS:
            yield from _part_changes(name, len(old), len(new))
        elif name == "stage":
            yield f"{new.value}, {after.outcome.value}" if after.outcome else new.value
        elif name in ("company", "role", "via") and old:
            yield f"{name} {new}, here {old}"
        elif name not in ("stage_since", "outcome", "closed_at", "decision_told_at", "snoozed_at"):
            yield name.replace("_", " ")


def _part_changes(name: str, old_count: int, new_count: int) -> Iterator[str]:
    one, several = _PARTS[name]
    added = new_count - old_count
    yield say_count(added, one, several) if added else f"{several} changed"
