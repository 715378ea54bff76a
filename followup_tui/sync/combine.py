"""What another machine did, brought together with what was done here: each application by its `uid`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from msgspec.structs import replace

from followup_tui.domain.application import Application
from followup_tui.domain.clash import REMOVED, Clash
from followup_tui.domain.company import company_key
from followup_tui.domain.ids import unused_id
from followup_tui.domain.instant import Instant
from followup_tui.domain.merge import merge
from followup_tui.domain.merge_conflicts import MergeConflict
from followup_tui.domain.part_uids import PARTS
from followup_tui.domain.search import fold
from followup_tui.storage.history import States
from followup_tui.storage.tombstones import Tombstone
from followup_tui.sync.clashes import clash_of
from followup_tui.sync.documents import Entry, encode_entry


class Incoming(NamedTuple):
    """One application as another machine has it.

    Attributes:
        base: as both last had it; None where that is not known.
        theirs: as it is there.
    """

    base: Entry | None
    theirs: Entry


@dataclass(slots=True)
class Combined:
    """What becomes of the applications here.

    Attributes:
        states: the applications that are others now, by id; None where there is none of that id any more.
        removed: what was removed there, by `uid`, with the moment.
        new: the ids of what came from there.
        changed: the ids of what was here and is another now.
        gone: the ids of what was here and is removed now.
        renamed: the new ids of what was here under another one, by that.
        clashes: what was changed on both sides, by the id, in the order of the ids.
        alike: pairs of ids, of what was here and of what came: two applications that may be one job.
    """

    states: States = field(default_factory=dict)
    removed: dict[str, Instant] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    clashes: dict[str, list[MergeConflict]] = field(default_factory=dict)
    alike: list[tuple[str, str]] = field(default_factory=list)


def combine(
    applications: Mapping[str, Application],
    tombstones: Mapping[str, Tombstone],
    incoming: Mapping[str, Incoming],
    at: Instant,
) -> Combined:
    """Bring together what is here with what came from another machine.

    What one side changed is taken; of what both changed differently the other's stands, and what was here is
    a clash of the application. What one side removed is gone, unless the other changed it: then it is there,
    and that is a clash, too. Of two applications with one id, that of this machine gets another.

    Args:
        applications: those here, by id.
        tombstones: what was removed here, by `uid`.
        incoming: what came, by `uid`.
        at: the moment.
    """
    mine_by_uid = {each.uid or each.id: each for each in applications.values()}
    result, after = Combined(), dict(mine_by_uid)
    conflicts: dict[str, tuple[MergeConflict, ...]] = {}
    for uid, (base, theirs) in incoming.items():
        mine = mine_by_uid.get(uid)
        if isinstance(theirs, Tombstone):
            if mine is None:
                result.removed[uid] = theirs.removed_at
            elif _is_unchanged(mine, base, theirs):
                result.removed[uid] = theirs.removed_at
                del after[uid]
            else:
                after[uid] = _with_clash(mine, at)
                conflicts[uid] = (MergeConflict(REMOVED, mine, None),)
        elif mine is not None:
            before = base if isinstance(base, Application) else _common(mine, theirs)
            after[uid], conflicts[uid] = _merged(before, mine, theirs, at)
        elif uid not in tombstones or isinstance(base, Tombstone):
            after[uid] = theirs  # new, or brought back there
        elif not _is_unchanged(theirs, base, tombstones[uid]):
            after[uid] = _with_clash(theirs, at)
            conflicts[uid] = (MergeConflict(REMOVED, None, theirs),)
    _fill(result, mine_by_uid, _with_own_ids(after, incoming), conflicts)
    return result


def _is_unchanged(application: Application, base: Entry | None, tombstone: Tombstone) -> bool:
    """Tell whether nothing of an application was changed since the one who removed it saw it."""
    if isinstance(base, Application):
        return _bare(application) == _bare(base)
    return application.updated_at.utc <= tombstone.removed_at.utc


def _merged(
    base: Application, mine: Application, theirs: Application, at: Instant
) -> tuple[Application, tuple[MergeConflict, ...]]:
    merged, conflicts = merge(base, mine, theirs)
    added = [clash_of(conflict, merged, at) for conflict in conflicts]
    present = {(clash.place, clash.other) for clash in merged.clashes}
    new = tuple(clash for clash in added if (clash.place, clash.other) not in present)
    merged = replace(merged, clashes=(*merged.clashes, *new))
    times = [side.updated_at for side in (mine, theirs) if _bare(side) == _bare(merged)]
    updated_at = max(times or (mine.updated_at, theirs.updated_at), key=lambda moment: moment.utc)
    return replace(merged, updated_at=updated_at), conflicts


def _with_clash(application: Application, at: Instant) -> Application:
    if any(clash.place == REMOVED for clash in application.clashes):
        return application
    return replace(application, clashes=(*application.clashes, Clash(REMOVED, "null", at)))


def _bare(application: Application) -> Application:
    """Return an application without what each data file says of it for itself."""
    return replace(application, revision=0, id="", updated_at=application.created_at)


def _common(mine: Application, theirs: Application) -> Application:
    """Return what two states of an application have in common, for one that they came from.

    What only one of them has counts as added there, since nothing says that the other removed it.
    """
    values: dict[str, Any] = {}
    for name in Application.__struct_fields__:
        one, other = getattr(mine, name), getattr(theirs, name)
        if name in PARTS:
            values[name] = _common_parts(one, other)
        elif one != other:
            values[name] = _without(one, other)
    return replace(theirs, **values)


def _common_parts(mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    mine_by_uid = {part.uid: part for part in mine if part.uid}
    common = []
    for other in theirs:
        if (one := mine_by_uid.get(other.uid)) is not None:
            changes = {
                name: _without(getattr(one, name), getattr(other, name))
                for name in other.__struct_fields__
                if name not in ("id", "uid") and getattr(one, name) != getattr(other, name)
            }
            common.append(replace(other, **changes))
    return tuple(common)


def _without(one: Any, other: Any) -> Any:  # noqa: ANN401 - any value
    """Return the value that stands for neither of two: empty where it can be."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return tuple(word for word in one if word in other)
    if isinstance(one, str) and type(one) is str:
        return ""
    if isinstance(one, bool):
        return False
    return None


def _with_own_ids(
    after: Mapping[str, Application], incoming: Mapping[str, Incoming]
) -> dict[str, Application]:
    """Return the applications by `uid`, no two of them with one id: what came keeps its own."""
    with_own: dict[str, Application] = {}
    wanted_ids, used_ids = {application.id for application in after.values()}, set[str]()
    for uid in sorted(after, key=lambda uid: (uid not in incoming, after[uid].created_at.utc, uid)):
        application = after[uid]
        if application.id in used_ids:
            application = replace(application, id=unused_id(application.company, wanted_ids | used_ids))
        used_ids.add(application.id)
        with_own[uid] = application
    return {uid: with_own[uid] for uid in after}


def _fill(
    result: Combined,
    before: Mapping[str, Application],
    after: Mapping[str, Application],
    conflicts: Mapping[str, tuple[MergeConflict, ...]],
) -> None:
    for uid, mine in before.items():
        now = after.get(uid)
        if now is None:
            result.states.setdefault(mine.id, None)
            result.gone.append(mine.id)
        elif now is not mine and encode_entry(now) != encode_entry(mine):
            if now.id != mine.id:
                result.states.setdefault(mine.id, None)
                result.renamed[mine.id] = now.id
            result.states[now.id] = now
            result.changed.append(now.id)
    for uid, now in after.items():
        if uid not in before:
            result.states[now.id] = now
            result.new.append(now.id)
        if conflicts.get(uid):
            result.clashes[now.id] = list(conflicts[uid])
    new = {_job(after[uid]): after[uid].id for uid in after if uid not in before}
    for uid, mine in before.items():
        if uid in after and (other := new.get(_job(mine))) is not None:
            result.alike.append((after[uid].id, other))


def _job(application: Application) -> tuple[str, str]:
    return company_key(application.company), fold(application.role)
