"""What identifies the parts of an application across machines: people, interviews, contacts, promises.

Their readable ids are counted, `c1`, `c2`: two machines give one id to two things, and one gives an id
again once its last holder is removed. A `uid` is given to each part when it is first saved, stays with it,
and is never given twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.contact import Contact
from followup_tui.domain.interview import Interview
from followup_tui.domain.person import Person
from followup_tui.domain.promise import Promise

Part = TypeVar("Part", Person, Interview, Contact, Promise)
"""What an application has several of, each with an id."""

PARTS: Final = ("people", "interviews", "contacts", "promises")
"""The fields that hold them."""


def with_part_uids(
    application: Application, before: Application | None, new_uid: Callable[[], str]
) -> Application:
    """Return an application whose parts all have a `uid`.

    A part without one is the part of its id in `before`, which is changed; where there is none it is new.
    Of two parts with one `uid`, a copy that was changed, the second is new.
    """
    changes: dict[str, Any] = {}
    for name in PARTS:
        parts = getattr(application, name)
        uids = _uids(parts, () if before is None else getattr(before, name), new_uid)
        if uids is not None:
            changes[name] = tuple(replace(part, uid=uid) for part, uid in zip(parts, uids, strict=True))
    return replace(application, **changes) if changes else application


def _uids(parts: tuple[Part, ...], before: tuple[Part, ...], new_uid: Callable[[], str]) -> list[str] | None:
    """Return the `uid` of each part; None where all have theirs."""
    present = [part.uid for part in parts]
    if all(present) and len(set(present)) == len(present):
        return None
    by_id = {part.id: part.uid for part in before}
    used = set(filter(None, present))
    seen: set[str] = set()
    uids = []
    for part in parts:
        uid = part.uid
        if not uid:
            inherited = by_id.get(part.id, "")
            uid = inherited if inherited and inherited not in used else new_uid()
        elif uid in seen:
            uid = new_uid()
        used.add(uid)
        seen.add(uid)
        uids.append(uid)
    return uids
