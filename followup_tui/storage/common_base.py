"""What two files that began as one had in common: the base of a three-way merge.

Both have a history. The last step that is in both, with all before it, is where they parted: what was done
since is taken back here, in memory. Where the histories no longer reach back to that, the base is the newest
backup that the other file surely came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from followup_tui.domain.application import Application
from followup_tui.errors import DataError
from followup_tui.storage.contents import Contents, is_same_but_for_times, read_contents
from followup_tui.storage.history import Step
from followup_tui.storage.snapshot import decode_history

Applications = Mapping[str, Application]


def common_base(
    mine: Applications,
    my_steps: Sequence[Step],
    theirs: Applications,
    their_steps: Sequence[Step],
    backups_newest_first: Iterable[Path],
) -> dict[str, Application]:
    """Return the applications as they were when two files parted, by `uid`; empty where that is not known.

    Args:
        mine: the applications here, by id.
        my_steps: the history here, the oldest step first.
        theirs: the applications in the other file, by id.
        their_steps: its history.
        backups_newest_first: the backups of the file here.
    """
    parted_after = _last_common(my_steps, their_steps)
    if parted_after is not None:
        return _by_uid(_before_steps_after(parted_after, mine, my_steps).values())
    for backup in backups_newest_first:
        with suppress(FileNotFoundError, DataError):
            contents = read_contents(backup)
            if contents.is_whole and _is_origin_of(contents, theirs, their_steps):
                return _by_uid(contents.applications.values())
    return {}


def _last_common(mine: Sequence[Step], theirs: Sequence[Step]) -> int | None:
    """Return the number of the last step up to which two histories are one; None where they share none.

    A history ends at its oldest steps, so only those as new as the oldest of both are compared.
    """
    if not mine or not theirs:
        return None
    first = max(mine[0].number, theirs[0].number)
    mine_by_number, theirs_by_number = (
        {step.number: (step.label, step.at, step.undone) for step in steps if step.number >= first}
        for steps in (mine, theirs)
    )
    last = None
    for number in sorted(mine_by_number.keys() | theirs_by_number.keys()):
        if mine_by_number.get(number) != theirs_by_number.get(number):
            break
        last = number
    return last


def _before_steps_after(number: int, present: Applications, steps: Sequence[Step]) -> Applications:
    """Return the applications as they were once the step of this number was done, and none after it.

    Steps that are undone are taken back already.
    """
    earlier = dict(present)
    for step in reversed(steps):
        if step.number > number and not step.undone:
            for application_id, state in step.states.items():
                if state is None:
                    earlier.pop(application_id, None)
                else:
                    earlier[application_id] = state
    return earlier


def _is_origin_of(backup: Contents, theirs: Applications, their_steps: Sequence[Step]) -> bool:
    """Tell whether a backup surely is what another file came from: a wrong base would lose a change.

    Its newest step is in the history there, with all before it; or all that is in it is the same there.
    """
    steps = decode_history(backup.tables)
    if steps and _last_common(steps, their_steps) == steps[-1].number:
        return True
    theirs_by_uid = _by_uid(theirs.values())
    pairs = [(each, theirs_by_uid.get(each.uid)) for each in backup.applications.values()]
    return bool(pairs) and all(
        other is not None and is_same_but_for_times(each, other) for each, other in pairs
    )


def _by_uid(applications: Iterable[Application]) -> dict[str, Application]:
    return {each.uid: each for each in applications if each.uid}
