"""Two machines, one set of applications."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from msgspec.structs import replace

from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.clash import REMOVED
from followup_tui.domain.contact_log import save_contact
from followup_tui.domain.interview import Interview
from followup_tui.domain.merge_conflicts import Side, Standing
from followup_tui.domain.person import Person
from followup_tui.errors import CallError, DataError
from followup_tui.storage.codec import SCHEMA
from followup_tui.storage.drafts import LETTERS_FORM, Draft, Drafts, letters_draft_name
from followup_tui.sync.clashes import decided
from followup_tui.sync.git_errors import GitError
from followup_tui.sync.store import Store
from tests.samples import instant, received, sent
from tests.sync.machines import FailingGit, Machine

Two = tuple[Machine, Machine]
NOW = instant("2026-11-23 14:02")


def add(machine: Machine, company: str = "Northwind", role: str = "Engineer") -> str:
    """Record an application on a machine; return its id."""
    (application_id,) = machine.tracker.add(
        company, role, at=machine.clock(), people=(Person("", "Jana"),)
    ).ids
    return application_id


def begin(pair: Two) -> Two:
    """Let both have one application, Northwind."""
    add(pair[0])
    for machine in pair:
        machine.sync()
    return pair


def settle(*machines: Machine) -> None:
    """Sync until everything is everywhere, and hold that it then is at rest."""
    for machine in (*machines, *machines):
        machine.sync()
    before = [machine.file.read_bytes() for machine in machines]
    reports = [machine.sync() for machine in machines]
    assert [(report.sent, report.steps) for report in reports] == [(0, [])] * len(machines)
    assert [machine.file.read_bytes() for machine in machines] == before
    assert len({tuple(sorted(machine.has().items())) for machine in machines}) == 1


def test_what_each_did_is_on_both(pair: Two) -> None:
    """Fields changed apart, parts added apart, something removed, something new: all of it is everywhere."""
    laptop, box = begin(pair)
    laptop.change("northwind", role="Lead")
    laptop.tracker.log_contact("northwind", sent("2026-11-20"))
    box.change("northwind", notes="They use Kafka")
    box.tracker.log_contact("northwind", received("2026-11-21"))
    add(box, "Acme")
    settle(laptop, box)
    card = laptop.applications["northwind"]
    assert (card.role, card.notes) == ("Lead", "They use Kafka")
    assert {(contact.id, contact.direction.value) for contact in card.contacts} == {
        ("c1", "sent"),
        ("c2", "received"),
    }
    laptop.tracker.change_many("removed", lambda _: {"acme": None})
    settle(laptop, box)
    assert set(box.applications) == {"northwind"}


def test_one_connection_brings_what_is_new_and_another_sends(
    pair: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To make one takes longer than all else: to ask first what is there would be one more."""
    made: list[str] = []
    run = FailingGit.run

    def counting(git: FailingGit, *arguments: str, **options: Any) -> bytes:  # noqa: ANN401 - as git's
        if options.get("is_remote"):
            made.append(arguments[0])
        return run(git, *arguments, **options)

    monkeypatch.setattr(FailingGit, "run", counting)
    laptop, box = pair
    add(laptop)
    laptop.sync()
    assert made == ["fetch", "push"]
    box.sync()
    laptop.sync()
    assert made == ["fetch", "push", "fetch", "fetch"]


def test_one_id_made_twice_is_two_applications(pair: Two) -> None:
    """That of the machine that syncs later gets another id, and the report says so."""
    laptop, box = begin(pair)
    assert add(laptop, role="SRE") == add(box, role="Lead") == "northwind-2"
    laptop.sync()
    (combined,) = box.sync().combined
    assert combined.renamed == {"northwind-2": "northwind-3"}
    settle(laptop, box)
    assert {each.id: each.role for each in laptop.applications.values()} == {
        "northwind": "Engineer",
        "northwind-2": "SRE",
        "northwind-3": "Lead",
    }


def test_what_is_half_written_follows_its_application_to_another_id(pair: Two) -> None:
    """A draft belongs to the application, and not to whichever has its id by now."""
    laptop, box = begin(pair)
    assert add(laptop, role="SRE") == add(box, role="Lead") == "northwind-2"
    drafts, mine = Drafts(box.root / "drafts"), box.applications["northwind-2"]
    letter = Draft(LETTERS_FORM, mine.id, "thank-you", "", NOW, {"p1.body": "Dear Jana"}, {}, mine.uid)
    drafts.save(letter)
    laptop.sync()
    box.sync()
    theirs, mine = box.applications["northwind-2"], box.applications["northwind-3"]
    assert drafts.find(letters_draft_name(mine, "thank-you")) == letter
    assert drafts.find(letters_draft_name(theirs, "thank-you")) is None
    (offered,) = drafts.offered(box.applications)
    assert offered.application_in(box.applications) == mine
    assert drafts.files_about([theirs]) == []
    assert len(drafts.files_about([mine])) == 1


def test_parts_made_under_one_id_stay_two(pair: Two) -> None:
    """Each with what was written down about it, and renumbered no second time."""
    laptop, box = begin(pair)
    for machine, said in ((laptop, "Mine"), (box, "Theirs")):
        interview = Interview("i2", said=said)
        machine.tracker.change("northwind", said, lambda card, _, new=interview: card.with_interview(new))  # type: ignore[misc]
    settle(laptop, box)
    assert {each.said for each in box.applications["northwind"].interviews} == {"", "Mine", "Theirs"}
    assert len({each.id for each in box.applications["northwind"].interviews}) == 3


def test_a_clash_keeps_both_until_it_is_decided_on_either(pair: Two) -> None:
    """It blocks nothing, is the same on both, and a decision on one is one on both."""
    laptop, box = begin(pair)
    laptop.change("northwind", role="Lead", notes="mine")
    box.change("northwind", role="Head", notes="theirs")
    laptop.sync()
    (combined,) = box.sync().combined
    assert list(combined.clashes) == ["northwind"]
    settle(laptop, box)
    for machine in (laptop, box):
        assert machine.clashes("northwind") == [
            (("role",), "Lead", "Head"),
            (("notes",), "mine", "theirs"),
        ]
    role, notes = laptop.applications["northwind"].clashes
    laptop.tracker.change_many(
        "decided", lambda all_: {"northwind": decided(all_["northwind"], role, Side.HERE)}
    )
    box.tracker.change_many(
        "decided", lambda all_: {"northwind": decided(all_["northwind"], notes, Side.BOTH)}
    )
    settle(laptop, box)
    card = laptop.applications["northwind"]
    assert (card.role, card.notes, card.clashes) == ("Head", "mine\n\ntheirs", ())


def test_a_stage_and_how_it_ended_go_together(pair: Two) -> None:
    """Closed here, moved there: the card is never half closed, and either can be had."""
    laptop, box = begin(pair)
    laptop.tracker.move("northwind", Stage.WAITING)
    box.tracker.close("northwind", Outcome.REJECTED)
    settle(laptop, box)
    card = box.applications["northwind"]
    assert (card.stage, card.outcome, card.closed_at) == (Stage.WAITING, None, None)
    ((place, _, other),) = box.clashes("northwind")
    assert place == ("stage",)
    assert isinstance(other, Standing)
    taken = decided(card, card.clashes[0], Side.HERE)
    assert taken is not None
    assert (taken.stage, taken.outcome, taken.closed_at) == (Stage.CLOSED, Outcome.REJECTED, other.closed_at)


@pytest.mark.parametrize("is_removed_first", [True, False])
def test_removed_here_and_changed_there_is_kept_and_asked(pair: Two, is_removed_first: bool) -> None:
    """Whoever syncs first; the answer removes it everywhere, or leaves it everywhere."""
    laptop, box = begin(pair)
    laptop.tracker.change_many("removed", lambda _: {"northwind": None})
    box.change("northwind", notes="An offer!")
    first, second = (laptop, box) if is_removed_first else (box, laptop)
    first.sync()
    second.sync()
    settle(laptop, box)
    for machine in (laptop, box):
        assert machine.applications["northwind"].notes == "An offer!"
        assert [place for place, _, _ in machine.clashes("northwind")] == [REMOVED]
    clash = box.applications["northwind"].clashes[0]
    box.tracker.change_many(
        "decided", lambda all_: {"northwind": decided(all_["northwind"], clash, Side.HERE)}
    )
    settle(laptop, box)
    assert not laptop.applications


def test_a_contact_removed_here_and_changed_there_is_there_and_asked_about(pair: Two) -> None:
    """What was changed is never gone by itself."""
    laptop, box = begin(pair)
    laptop.tracker.log_contact("northwind", sent("2026-11-20"))
    settle(laptop, box)
    laptop.tracker.change("northwind", "removed", lambda card, _: card.without_contact("c1"))
    box.tracker.change(
        "northwind",
        "noted",
        lambda card, today: save_contact(card, replace(card.contacts[0], note="They called back"), today),
    )
    box.sync()
    laptop.sync()
    settle(laptop, box)
    for machine in (laptop, box):
        assert [each.note for each in machine.applications["northwind"].contacts] == ["They called back"]
        assert [place[0] for place, _, _ in machine.clashes("northwind")] == ["contacts"]
    card = laptop.applications["northwind"]
    after = decided(card, card.clashes[0], Side.HERE)
    assert after is not None
    assert after.contacts == ()


def test_undo_stops_at_what_another_machine_did(pair: Two) -> None:
    """What the user does after it is undone; the sync and what was before it are not."""
    laptop, box = begin(pair)
    box.change("northwind", notes="From the box")
    box.sync()
    laptop.change("northwind", role="Lead")
    laptop.sync()
    laptop.change("northwind", via="Hays")
    laptop.tracker.undo()
    with pytest.raises(CallError, match="sync"):
        laptop.tracker.undo()
    settle(laptop, box)
    card = box.applications["northwind"]
    assert (card.role, card.notes, card.via) == ("Lead", "From the box", "")


def test_a_sync_that_only_sends_is_no_barrier(pair: Two) -> None:
    """Undone here, it is undone there."""
    laptop, box = begin(pair)
    laptop.change("northwind", role="Lead")
    laptop.sync()
    laptop.tracker.undo()
    settle(laptop, box)
    assert box.applications["northwind"].role == "Engineer"


def test_an_older_copy_put_back_takes_nothing_from_the_others(pair: Two) -> None:
    """Restored to before a sync, the file gets again what it lacks, and removes nothing anywhere."""
    laptop, box = begin(pair)
    before = laptop.file.read_bytes()
    laptop.tracker.log_contact("northwind", sent("2026-11-20"))
    add(laptop, "Acme")
    settle(laptop, box)
    box.change("northwind", notes="From the box")
    settle(laptop, box)
    laptop.file.write_bytes(before)
    settle(laptop, box)
    assert set(laptop.applications) == {"northwind", "acme"}
    assert laptop.applications["northwind"].notes == "From the box"
    assert len(box.applications["northwind"].contacts) == 1


def test_a_remote_that_was_emptied_is_filled_again(pair: Two) -> None:
    """What is missing there without a word was not removed by anybody."""
    laptop, box = begin(pair)
    add(laptop, "Acme")
    settle(laptop, box)
    store = Store(box.git)
    head = store.fetch(box.remote)
    gone = [path for path in store.tree(head) if path.startswith("applications/")]
    store.push(box.remote, store.write(head, {}, gone, 0))
    laptop.sync()
    settle(laptop, box)
    assert set(laptop.applications) == set(box.applications) == {"northwind", "acme"}


def test_a_newer_program_there_is_a_sentence(pair: Two) -> None:
    """Nothing is read and nothing written."""
    laptop, box = begin(pair)
    store = Store(box.git)
    marker = json.dumps({"program": "followup", "schema": SCHEMA + 1}).encode()
    store.push(box.remote, store.write(store.fetch(box.remote), {"followup.json": marker}, (), 0))
    laptop.change("northwind", role="Lead")
    before = laptop.file.read_bytes()
    with pytest.raises(DataError, match=f"newer followup .* .schema {SCHEMA + 1}; this one knows {SCHEMA}"):
        laptop.sync()
    assert laptop.file.read_bytes() == before


def test_another_repository_is_not_taken_for_one(pair: Two) -> None:
    """Somebody's own project is neither read nor written to."""
    laptop, _ = pair
    laptop.git.make()
    store = Store(laptop.git)
    store.push(laptop.remote, store.write("", {"README.md": b"mine"}, (), 0))
    add(laptop)
    with pytest.raises(DataError, match="something else"):
        laptop.sync()


@pytest.mark.parametrize("answer", [True, False])
def test_two_files_in_use_are_joined_after_a_yes(pair: Two, answer: bool) -> None:
    """What would be is shown first; after a no nothing was changed, after a yes there is a copy of before."""
    laptop, box = pair
    add(laptop)
    add(laptop, "Acme")
    box.root.mkdir()
    box.file.write_bytes(laptop.file.read_bytes())
    box.tracker = box.opened()
    laptop.change("northwind", role="Lead")
    box.change("northwind", role="Head", notes="From the box")
    add(box, "Globex")
    add(laptop, "Globex")
    laptop.sync()
    before, box.answer = box.file.read_bytes(), answer
    report = box.sync()
    (preview,) = box.previews
    assert (preview.changed, preview.new, preview.alike) == (
        ["northwind", "globex-2"],
        ["globex"],
        [("globex-2", "globex")],
    )
    assert list(preview.clashes) == ["northwind"]
    if answer:
        assert report.backup is not None
        assert report.backup.read_bytes() == before
        settle(laptop, box)
        assert laptop.applications["northwind"].notes == "From the box"
        assert len(laptop.applications) == 4
    else:
        assert report.is_refused
        assert box.file.read_bytes() == before
        laptop.sync()
        assert laptop.applications["northwind"].role == "Lead"


def test_the_files_are_for_people_too(pair: Two) -> None:
    """One an application, indented, keys in order; no revision, which counts changes of one data file."""
    laptop, _ = begin(pair)
    store = Store(laptop.git)
    tree = store.tree(store.fetch(laptop.remote))
    (path,) = (path for path in tree if path.startswith("applications/"))
    uid = laptop.applications["northwind"].uid
    assert path == f"applications/{uid[:2]}/{uid}.json"
    text = store.read([tree[path]])[tree[path]].decode()
    keys = re.findall('^ "([a-z_]+)":', text, re.MULTILINE)
    assert keys == sorted(keys)
    assert "revision" not in keys


def test_without_network_nothing_is_lost(pair: Two) -> None:
    """The sentence says so, and the next sync sends it."""
    laptop, box = begin(pair)
    laptop.change("northwind", role="Lead")
    laptop.git.is_offline = True
    with pytest.raises(GitError, match="could not be reached"):
        laptop.sync()
    laptop.git.is_offline = False
    settle(laptop, box)
    assert box.applications["northwind"].role == "Lead"


def test_what_both_removed_at_different_times_is_at_rest(pair: Two) -> None:
    """Neither tells the other again and again when it was."""
    laptop, box = begin(pair)
    laptop.tracker.change_many("removed", lambda _: {"northwind": None})
    laptop.clock.pass_by(hours=1)
    box.tracker.change_many("removed", lambda _: {"northwind": None})
    settle(laptop, box)


def test_what_came_in_before_a_push_failed_is_reported(pair: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    """With why nothing was sent; where nothing came, that is all there is to say."""

    def full(*_: object) -> None:
        raise GitError("The remote's disk is full")

    laptop, box = begin(pair)
    box.change("northwind", notes="From the box")
    box.sync()
    laptop.change("northwind", role="Lead")
    monkeypatch.setattr(Store, "push", full)
    report = laptop.session().run()
    assert [step.label for step in report.steps] == ["Synced: 1 changed"]
    assert "disk is full" in str(report.problem)
    with pytest.raises(GitError, match="disk is full"):
        laptop.session().run()
    monkeypatch.undo()
    settle(laptop, box)
    assert box.applications["northwind"].role == "Lead"
