"""jrnl: what it reads from us, what we read from it, and what becomes of each entry."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.interview import Lesson, Reflection
from followup_tui.domain.journal import journal_entries
from followup_tui.domain.sanitize import sanitize_application
from followup_tui.domain.text import clean_line, clean_text
from followup_tui.errors import CallError
from followup_tui.exchange.imports.incoming import ImportOptions, Incoming
from followup_tui.exchange.imports.plan import ImportPlan, ImportResult
from followup_tui.exchange.imports.planner import plan_import
from followup_tui.exchange.jrnl import JrnlEntry, jrnl_title, read_jrnl, write_jrnl
from tests.exchange.journal_samples import REFLECTED, REFLECTION, TODAY, entry
from tests.samples import NORTHWIND, ahead, held, instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup_tui.domain.application import Application

markup = st.text(alphabet="=+-@'\"`*_#<>[]()|\\&~!$.:1 \nab,;{}", max_size=40)
texts = st.one_of(
    markup,
    st.lists(
        st.sampled_from(
            ["## What was said", "[2026-01-01 10:00] x", "  [x] y", " # z", "<!-- x -->", "", "a"]
        )
    ).map("\n".join),
).map(lambda text: clean_text(text, "It"))

UNREFLECTED = replace(REFLECTED, interviews=(replace(REFLECTED.interviews[0], reflection=None, said=""),))
"""The same application before anything was written down."""


def exported(*found: dict[str, Any]) -> bytes:
    """Return entries as jrnl exports them."""
    return json.dumps({"tags": {}, "entries": found}).encode()


def jotted(title: str, body: str = "", date: str = "2026-11-12", time: str = "18:00") -> dict[str, Any]:
    """Return an entry as jrnl exports it: its tags are the words with an @ before them."""
    tags = sorted({tag.lower() for tag in re.findall(r"(?<!\S)@[-+*#/\w]+", f"{title}\n{body}")})
    return {"title": title, "body": body, "date": date, "time": time, "tags": tags, "starred": False}


def plan_entries(entries: Iterable[JrnlEntry], applications: Mapping[str, Application]) -> ImportPlan:
    """Plan the import of entries of a journal."""
    file = Incoming(kind="jrnl", title="jrnl", journal=tuple(entries))
    return plan_import([file], applications, ImportOptions(today=TODAY))


def through_jrnl(text: str) -> bytes:
    """Return what jrnl exports once it has imported a text: entries begin with a date in brackets."""
    parts = re.split(r"(?:^|\n)\[(\d{4}-\d\d-\d\d) (\d\d:\d\d)\] ", text)
    assert parts[0] == ""
    found = []
    for date, time, content in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        title, _, body = content.partition("\n")
        assert not title.rstrip().endswith("*"), "jrnl would take it for a star"
        found.append(jotted(title.strip(), body.strip(), date, time))
    return exported(*found)


def by_id(*applications: Application) -> dict[str, Application]:
    """Return applications by their ids."""
    return {application.id: application for application in applications}


def test_an_entry_is_what_jrnl_reads() -> None:
    """The day, a title, tags, then the prompts that were answered."""
    assert (
        write_jrnl([entry()])
        == """\
[2026-11-12 10:00] Northwind, Data engineer, interview 1
@northwind @remote-work

## What went well
Calm throughout
Good questions

## What did not
Rushed the *design* task

## Change next time
Speak slower
Ask about pay

## What was said
They promised a laptop
Told Jana: $95,000
Bob's dog is called [Rex]

## How it felt
4
"""
    )
    assert write_jrnl([]) == ""


def test_the_earliest_comes_first_and_each_has_its_companys_tag() -> None:
    """The second application at a company has a tag of its own as well as the company's."""
    second = replace(
        REFLECTED, id="northwind-2", interviews=(replace(held("2026-11-10 10:00"), reflection=REFLECTION),)
    )
    text = write_jrnl([entry(), entry(second)])
    assert text.index("[2026-11-10") < text.index("\n[2026-11-12")
    assert "@northwind-2 @northwind @remote-work" in text


@given(texts, texts, texts, st.none() | st.integers(1, 5), texts, texts)
@example("", "", "", None, "", "\\# mine\n [not an entry]\n## What was said")
@example("\\# mine", "", "", None, "", "")
def test_what_went_to_jrnl_comes_back_as_it_was(
    well: str, badly: str, said: str, feeling: int | None, changes: str, notes: str
) -> None:
    """Every prompt has its text again, whatever looks like a heading or an entry in it; twice is once.

    An entry in which nothing is written is no reflection.
    """
    words = (re.sub(r"^\s*([-*+]\s+)*", "", clean_line(line, "It")) for line in changes.split("\n"))
    lessons = tuple(map(Lesson, dict.fromkeys(filter(None, words))))
    written = Reflection(instant("2026-11-12 10:00"), well, badly, lessons, feeling, notes=notes)
    full = replace(REFLECTED, interviews=(replace(UNREFLECTED.interviews[0], reflection=written, said=said),))
    jrnl_entries = read_jrnl(through_jrnl(write_jrnl([entry(full)])))
    back = plan_entries(jrnl_entries, by_id(UNREFLECTED))
    is_written = any((well, badly, said, feeling, lessons, notes))
    assert [item.result for item in back.items] == [ImportResult.NEW if is_written else ImportResult.SKIPPED]
    if not is_written:
        return
    (held_again,) = back.changed["northwind"].interviews
    assert held_again == full.interviews[0]
    again = plan_entries(jrnl_entries, back.changed)
    assert ([item.result for item in again.items], again.changed) == ([ImportResult.EXISTING], {})
    there = plan_entries(jrnl_entries, by_id(full))
    assert ([item.result for item in there.items], there.changed) == ([ImportResult.EXISTING], {})


def test_a_file_of_another_kind_is_no_journal() -> None:
    """Not JSON, another shape, or so deep that nothing reads it."""
    for content in (b"", b"hello", b"[]", b'{"entries": 3}', b'{"entries": [{"x": 1}]}', b"[" * 100_000):
        with pytest.raises(CallError, match="jrnl"):
            read_jrnl(content)
    assert read_jrnl(b"\xef\xbb\xbf" + exported()) == []


def test_tags_are_read_from_the_text_where_the_export_names_none() -> None:
    """Another program's export in the same shape does, too."""
    bare = {"title": "At @Northwind", "date": "2026-11-12", "body": "Fine. mail@x.example"}
    (found,) = read_jrnl(exported(bare))
    assert found.tags == {"northwind"}
    assert found.at is not None
    assert found.at.isoformat() == "2026-11-12T00:00:00"


def told(jrnl_entries: Iterable[JrnlEntry], *applications: Application) -> list[tuple[str, str, str]]:
    """Say what becomes of entries: how, where, and why not."""
    found = plan_entries(jrnl_entries, by_id(*applications))
    return [
        (item.result.value, f"{item.application_id}/{item.interview_id}", item.reason) for item in found.items
    ]


NONE = "no application has the name of its tags or its title"
NO_INTERVIEW = "northwind had no interview on that day or in the three days before"


@pytest.mark.parametrize(
    ("title", "date", "said"),
    [
        ("Talk with @northwind", "2026-11-12", ("new", "northwind/i1", "")),
        ("@NORTHWIND went well", "2026-11-15", ("new", "northwind/i1", "")),
        ("How northwind went", "2026-11-13", ("new", "northwind/i1", "")),
        ("@northwind", "2026-11-16", ("skipped", "/", NO_INTERVIEW)),
        ("@northwind", "2026-11-11", ("skipped", "/", NO_INTERVIEW)),
        ("@northwind", "2026-11-30", ("skipped", "/", NO_INTERVIEW)),
        ("Groceries", "2026-11-12", ("skipped", "/", NONE)),
        ("Northwinds", "2026-11-12", ("skipped", "/", NONE)),
        ("@northwind", "someday", ("skipped", "/", "its date cannot be read")),
    ],
)
def test_an_entry_is_about_the_interview_of_that_name_and_time(
    title: str, date: str, said: tuple[str, str, str]
) -> None:
    """That day, or up to three days before; one that lies ahead is none."""
    card = replace(UNREFLECTED, interviews=(*UNREFLECTED.interviews, ahead("2026-11-30 09:00", 2)))
    assert told(read_jrnl(exported(jotted(title, date=date))), card) == [said]


def test_of_several_interviews_the_nearest_is_meant() -> None:
    """The day before the hour; one that did not take place is none."""
    interviews = (
        held("2026-11-10 10:00"),
        held("2026-11-12 09:00", 2),
        held("2026-11-12 15:00", 3),
        replace(held("2026-11-12 17:00", 4), missed=True),
    )
    card = replace(NORTHWIND, interviews=interviews)
    for date, time, name in (
        ("2026-11-10", "09:00", "i1"),
        ("2026-11-11", "09:00", "i1"),
        ("2026-11-12", "08:00", "i2"),
        ("2026-11-12", "11:00", "i2"),
        ("2026-11-12", "18:00", "i3"),
        ("2026-11-13", "09:00", "i3"),
    ):
        assert told(read_jrnl(exported(jotted("@northwind", "x", date, time))), card) == [
            ("new", f"northwind/{name}", "")
        ]


def test_of_several_applications_the_one_that_is_named_is_meant() -> None:
    """By its own tag, its job in the title or the day; where none of it tells, nothing is guessed."""
    second = replace(UNREFLECTED, id="northwind-2", role="Analyst")
    both = (UNREFLECTED, second)

    def about(title: str, date: str = "2026-11-12", cards: tuple[Application, ...] = both) -> str:
        ((_, where, why),) = told(read_jrnl(exported(jotted(title, "x", date))), *cards)
        return why or where

    assert about("@northwind") == "it could be about northwind or northwind-2"
    assert about("@northwind-2 @northwind") == "northwind-2/i1"
    assert about("@northwind as an analyst") == "northwind-2/i1"
    assert about(jrnl_title(second, second.interviews[0])) == "northwind-2/i1"
    later = replace(second, interviews=(held("2026-11-20 10:00"),))
    assert about("@northwind", "2026-11-20", (UNREFLECTED, later)) == "northwind-2/i1"
    star = replace(UNREFLECTED, id="northwind-star", company="Northwind Star")
    assert about("Talk at Northwind Star", cards=(UNREFLECTED, star)) == "northwind-star/i1"
    assert about("Talk at Northwind", cards=(UNREFLECTED, star)) == "northwind/i1"


def test_words_under_no_prompt_are_private_notes() -> None:
    """Nothing is lost, nor said to anybody: the title, another heading, a feeling that is no number."""
    body = "# My day\n@home\n## What went well?\nAll\n## How it felt\nGreat!"
    found = plan_entries(read_jrnl(exported(jotted("Back from @northwind", body))), by_id(UNREFLECTED))
    (kept,) = found.changed["northwind"].interviews
    notes = "Back from @northwind\n# My day\n@home\nGreat!"
    assert kept.reflection == Reflection(instant("2026-11-12 18:00"), "All", notes=notes)
    assert kept.said == ""


def test_text_under_another_heading_is_no_answer_to_a_prompt() -> None:
    """What stands under `## Logistics` did not go well: it goes to the notes, up to the next prompt."""
    body = "## What went well\nAll\n## Logistics\nTrain at 9\n### Bring\nPassport\n## What did not\nPay"
    found = plan_entries(read_jrnl(exported(jotted("@northwind", body))), by_id(UNREFLECTED))
    (kept,) = found.changed["northwind"].interviews
    notes = "@northwind\n## Logistics\nTrain at 9\n### Bring\nPassport"
    assert kept.reflection == Reflection(instant("2026-11-12 18:00"), "All", "Pay", notes=notes)


def test_what_is_there_stays() -> None:
    """Other words are not written over; notes are added to; a second entry of a day is added, too."""
    one, two = read_jrnl(exported(jotted("@northwind one"), jotted("@northwind two")))
    before = Reflection(instant("2026-11-12 11:00"), notes="Laptop")
    noted = replace(UNREFLECTED, interviews=(replace(UNREFLECTED.interviews[0], reflection=before),))
    found = plan_entries([one, two], by_id(noted))
    assert [item.result for item in found.items] == [ImportResult.NEW, ImportResult.NEW]
    (written,) = [one.reflection for one in journal_entries(found.changed.values())]
    assert written == replace(before, notes="Laptop\n@northwind one\n@northwind two")
    assert plan_entries([one, two], found.changed).changed == {}
    others = read_jrnl(exported(jotted("@northwind", "## What went well\nOther words")))
    assert told(others, REFLECTED) == [
        ("skipped", "northwind/i1", "there is a reflection already, with other words")
    ]
    assert journal_entries([REFLECTED])[0].reflection == REFLECTION


def test_the_order_of_a_file_decides_nothing() -> None:
    """An entry of free words and one with the prompts become one reflection, whichever comes first."""
    free, prompted = read_jrnl(
        exported(jotted("@northwind", "My diary"), jotted("@northwind", "## What went well\nAll"))
    )
    for jrnl_entries in ([free, prompted], [prompted, free]):
        found = plan_entries(jrnl_entries, by_id(UNREFLECTED))
        assert [item.result for item in found.items] == [ImportResult.NEW, ImportResult.NEW]
        (written,) = [one.reflection for one in journal_entries(found.changed.values())]
        assert (written.well, set(written.notes.split("\n"))) == ("All", {"@northwind", "My diary"})


def test_what_is_kept_cleaned_is_there_already() -> None:
    """Two spaces, a tab, accents apart from their letters: the same file twice is imported once."""
    raw = "Jose\u0301 said  so\tonce"
    body = f"{raw}\n## What went well\n{raw}\n## Change next time\n{raw}\n## What was said\n{raw}"
    jrnl_entries = read_jrnl(exported(jotted("@northwind", body)))
    found = plan_entries(jrnl_entries, by_id(UNREFLECTED))
    kept = {name: sanitize_application(card, UNREFLECTED) for name, card in found.changed.items()}
    again = plan_entries(jrnl_entries, kept)
    assert ([item.result for item in again.items], again.changed) == ([ImportResult.EXISTING], {})


def test_an_entry_too_long_to_keep_is_skipped_and_says_so() -> None:
    """The others are imported all the same."""
    long = read_jrnl(exported(jotted("@northwind", "x" * 30_000), jotted("@northwind", "x" * 200_000)))
    (first, second) = told(long, UNREFLECTED)
    assert (first[0], second[0]) == ("skipped", "skipped")
    assert "30,011 characters long" in first[2]
    assert "characters long" in second[2]
