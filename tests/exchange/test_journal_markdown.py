"""The journal, the page before an interview and the day-one dossier as Markdown."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Stage
from followup_tui.domain.contact import Contact, Direction
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, Lesson, Reflection
from followup_tui.domain.journal import MOST_LESSONS, prepare
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.offers import note_offer, settle_offer
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promises import add_promise
from followup_tui.domain.text import clean_line, clean_text
from followup_tui.exchange.dossier_markdown import dossier_markdown
from followup_tui.exchange.journal_json import entry_document, lesson_document, prep_document
from followup_tui.exchange.journal_markdown import by_day, entry_markdown, journal_markdown
from followup_tui.exchange.json_export import reflection_document
from followup_tui.exchange.markdown_export import export_markdown
from followup_tui.exchange.prep_markdown import prep_markdown
from followup_tui.letters.languages import GERMAN, language_of
from tests.exchange.journal_samples import BOB, HIRED, JANA, REFLECTED, REFLECTION, TODAY, entry
from tests.exchange.test_exports import shown
from tests.samples import NORTHWIND, ahead, held, instant

NOW = Instant.of(TODAY.now)

markup = st.text(alphabet="=+-@'\"`*_#<>[]()|\\&~!$.:1 \nab,;{}", max_size=40)
texts = markup.map(lambda text: clean_text(text, "It"))
lines = markup.map(lambda text: clean_line(text, "It")).filter(bool)


def squeezed(text: str) -> str:
    """Return a text without what only breaks lines differently."""
    return " ".join(text.replace("\xa0", " ").split())


def test_an_entry_reads_as_it_was_written() -> None:
    """Which interview, with whom, then what stands under each prompt; a closed lesson says so."""
    assert (
        entry_markdown(entry(), TODAY)
        == """\
## Thu 12 Nov 2026: Northwind, Data engineer

Interview 1, 10:00 with Dr. Jana Novák and Mr Bob Lee.

### What went well

Calm throughout\\
Good questions

### What did not

Rushed the \\*design\\* task

### Change next time

- Speak slower
- Ask about pay (done Fri 20 Nov 2026)

### What was said

They promised a laptop\\
Told Jana: \\$95,000\\
Bob's dog is called \\[Rex\\]

### How it felt

4 of 5

Tags: remote work
"""
    )


def test_an_empty_entry_has_no_prompts() -> None:
    """What was skipped leaves no heading behind."""
    bare = replace(held("2026-11-12 10:00"), reflection=Reflection(instant("2026-11-12 11:00")))
    text = entry_markdown(entry(replace(NORTHWIND, interviews=(bare,))), TODAY)
    assert text == "## Thu 12 Nov 2026: Northwind, Data engineer\n\nInterview 1, 10:00.\n"


def test_the_journal_is_one_document_or_one_a_day() -> None:
    """Both hold every entry; a day's file has the day for its name, the earliest entry first."""
    later = replace(held("2026-11-12 15:00", 2), reflection=REFLECTION)
    other = replace(held("2026-11-13 09:00", 3), reflection=REFLECTION)
    card = replace(REFLECTED, interviews=(REFLECTED.interviews[0], later, other))
    entries = [entry(card, number) for number in (3, 2, 1)]
    whole = journal_markdown(entries, TODAY)
    assert whole.startswith("# Journal\n\nAs it stood on Mon 23 Nov 2026.\n\n## Fri 13 Nov 2026")
    days = by_day(entries, TODAY)
    assert list(days) == ["2026-11-12.md", "2026-11-13.md"]
    assert days["2026-11-12.md"].startswith("# Journal of Thu 12 Nov 2026\n\n## ")
    assert days["2026-11-12.md"].index("Interview 1,") < days["2026-11-12.md"].index("Interview 2,")
    for known in entries:
        assert entry_markdown(known, TODAY) in whole
        assert sum(entry_markdown(known, TODAY) in text for text in days.values()) == 1
    assert journal_markdown([], TODAY).startswith("# Journal\n")
    assert by_day([], TODAY) == {}


@given(texts, texts, lines, texts)
def test_an_entry_shows_every_line_as_it_was_typed(well: str, badly: str, lesson: str, said: str) -> None:
    """A text that looks like markup is text."""
    written = Reflection(instant("2026-11-12 11:00"), well, badly, (Lesson(lesson),))
    card = replace(NORTHWIND, interviews=(replace(held("2026-11-12 10:00"), reflection=written, said=said),))
    told = shown(journal_markdown([entry(card)], TODAY))
    assert "MARKUP" not in told
    for line in f"{well}\n{badly}\n{lesson}\n{said}".split("\n"):
        assert squeezed(line) in squeezed(told)


def test_the_page_before_an_interview_has_the_open_lessons_first() -> None:
    """When and with whom, what to change, what worked, what they were told already, what to ask."""
    assert (
        prep_markdown(prepare(REFLECTED, [REFLECTED], NOW), TODAY)
        == """\
# Northwind, Data engineer

Interview 2: Mon 30 Nov 2026 09:00.

## With

- Dr. Jana Novák, Head of Data

## This time

- Speak slower (Northwind, Thu 12 Nov 2026)

## What worked

- Calm throughout (Northwind)
- Good questions (Northwind)

## What was said so far

- Thu 12 Nov 2026:\\
  They promised a laptop\\
  Told Jana: \\$95,000\\
  Bob's dog is called \\[Rex\\]

## Ask them

- How big is the team?
"""
    )


def test_the_page_before_an_interview_says_how_many_lessons_it_leaves_out() -> None:
    """And how to see them: nothing that was learned is lost without a word."""
    lessons = tuple(Lesson(f"Lesson {number}") for number in range(MOST_LESSONS + 2))
    interview = replace(held("2026-11-12 10:00"), reflection=replace(REFLECTION, lessons=lessons))
    card = replace(NORTHWIND, interviews=(interview,))
    prep = prepare(card, [card], NOW)
    text = prep_markdown(prep, TODAY)
    assert text.count("- Lesson") == MOST_LESSONS
    assert "- and 2 more open lessons: J in the program, or `followup lessons`" in text
    assert prep_document(prep)["lessons_left_out"] == 2
    assert "more open lesson" not in prep_markdown(prepare(REFLECTED, [REFLECTED], NOW), TODAY)


def test_the_page_before_a_first_interview_says_that_nothing_is_noted() -> None:
    """No lessons anywhere, nobody known, and perhaps no interview: still a page."""
    card = replace(NORTHWIND, interviews=(ahead("2026-11-30 09:00"),))
    text = prep_markdown(prepare(card, [card], NOW), TODAY)
    assert text.endswith("Interview 1: Mon 30 Nov 2026 09:00.\n\nNothing is noted yet that could help.\n")
    assert "No interview is planned." in prep_markdown(prepare(NORTHWIND, [NORTHWIND], NOW), TODAY)
    unsure = replace(NORTHWIND, people=(BOB,))
    assert "- Mr Bob Lee, Engineer (spelling not checked)" in prep_markdown(
        prepare(unsure, [unsure], NOW), TODAY
    )


DOSSIER = """\
# Northwind, Data engineer

As noted by Mon 23 Nov 2026. Closed on Fri 20 Nov 2026: hired.

## Before day one

- [ ] Start: \\_\\_\\_\\_\\_\\_\\_\\_
- [ ] Place: \\_\\_\\_\\_\\_\\_\\_\\_
- [ ] Contact: Dr. Jana Novák
- [ ] Papers to bring or send: \\_\\_\\_\\_\\_\\_\\_\\_

## Agreed terms

- \\_\\_\\_\\_\\_\\_\\_\\_

## First week

- [ ] Thank Dr. Jana Novák and Mr Bob Lee
- [ ] Ask: How big is the team?

## People

- **Dr. Jana Novák**, Head of Data, jana@northwind.example, \\+420 555 0100\\
  Spelling checked; family name Novák; in a letter: Dear Dr. Novák,\\
  Met in interview 1
- **Mr Bob Lee**, Engineer\\
  Spelling not checked; family name Lee; in a letter: Dear Mr Lee,\\
  Met in interview 1 and interview 2

## See what came of

- [ ] They promised a laptop (interview 1, Thu 12 Nov 2026)
- [ ] Told Jana: \\$95,000 (interview 1, Thu 12 Nov 2026)
- [ ] They need 2 more engineers (interview 2, Wed 18 Nov 2026)
- [ ] Start on 1 December (from Dr. Jana Novák by phone, Thu 19 Nov 2026)

## What else was said

- Bob's dog is called \\[Rex\\] (interview 1, Thu 12 Nov 2026)
- Coffee is free (interview 2, Wed 18 Nov 2026)
- The team is nice (from Dr. Jana Novák by phone, Thu 19 Nov 2026)

## Timeline

- Thu 12 Nov 2026 10:00: interview 1 with Dr. Jana Novák and Mr Bob Lee
- Thu 12 Nov 2026 16:00: you sent a thank-you to Dr. Jana Novák by email: Dear Dr.
- Wed 18 Nov 2026 10:00: interview 2 with Mr Bob Lee
- Thu 19 Nov 2026 16:00: Dr. Jana Novák called
- Fri 20 Nov 2026 12:00: closed: hired

## Notes

Parking on deck 3

## Links

- https://northwind.example/jobs

Tags: remote work
"""


def test_the_dossier_holds_what_was_recorded_and_no_reflection() -> None:
    """Read through by eye once: every name, promise and number is in it, and nothing private."""
    assert dossier_markdown(HIRED, TODAY) == DOSSIER


def test_reflections_are_in_the_dossier_where_they_are_asked_for() -> None:
    """They stand behind everything else, under a heading of their own."""
    text = dossier_markdown(HIRED, TODAY, with_reflections=True)
    assert text.startswith(DOSSIER)
    private = text.removeprefix(DOSSIER)
    assert private.startswith("\n## What I thought of interview 1, Thu 12 Nov 2026\n\n### What went well\n")
    assert all(word in private for word in ("Calm throughout", "Rushed", "Speak slower", "4 of 5"))
    assert "They promised" not in private


def test_the_dossier_greets_in_the_language_of_the_letters() -> None:
    """The application's own set of templates goes before the one in the settings."""
    card = replace(HIRED, people=(replace(JANA, form_of_address="Frau Dr."),))
    assert "Sehr geehrte Frau Dr. Novák," in dossier_markdown(card, TODAY, language="de-informal")
    assert "Dear Dr. Novák," in dossier_markdown(replace(card, letters="en"), TODAY, language="de")


@pytest.mark.parametrize("letters", ["de", "DE", "De-informal", "deutsch", "en", "den", ""])
def test_the_dossier_greets_as_the_letters_of_a_set_do(letters: str) -> None:
    """Which language a set is in has one rule."""
    card = replace(HIRED, people=(replace(JANA, form_of_address="Frau Dr."),), letters=letters)
    in_german = language_of(letters).code == GERMAN.code
    assert ("Sehr geehrte Frau Dr. Novák," in dossier_markdown(card, TODAY)) == in_german


def test_days_and_hours_are_those_of_the_users_zone() -> None:
    """An interview late in the evening in New York was on the next day for somebody in Berlin."""
    late = Instant(datetime(2026, 11, 12, 23, 30, tzinfo=UTC), "America/New_York")
    interview = Interview("i1", ended_at=late, said="A laptop", reflection=REFLECTION)
    card = replace(NORTHWIND, interviews=(interview,), contacts=(Contact(late, Direction.SENT),))
    found = entry(card)
    texts = (
        dossier_markdown(card, TODAY, with_reflections=True),
        journal_markdown([found], TODAY),
        prep_markdown(prepare(card, [card], NOW), TODAY),
        export_markdown([card], TODAY),
    )
    assert list(by_day([found], TODAY)) == ["2026-11-13.md"]
    for text in texts:
        assert "Fri 13 Nov 2026" in text
        assert "Thu 12 Nov" not in text
    for text in (texts[0], texts[1], texts[3]):
        assert "0:30" in text
        assert "18:30" not in text


def test_notes_are_in_the_journal_and_nowhere_that_others_see() -> None:
    """Not before an interview, nor in the dossier unless what was thought is asked for."""
    interview = replace(held("2026-11-12 10:00"), reflection=replace(REFLECTION, notes="QNOTES\nand *more*"))
    card = replace(NORTHWIND, interviews=(interview,))
    text = entry_markdown(entry(card), TODAY)
    assert "Interview 1, 10:00.\n\nQNOTES\\\nand \\*more\\*\n\n### What went well" in text
    assert reflection_document(entry(card).reflection, "x", "i1")["notes"] == "QNOTES\nand *more*"
    assert "QNOTES" not in prep_markdown(prepare(card, [card], NOW), TODAY)
    assert "QNOTES" not in dossier_markdown(card, TODAY)
    assert "QNOTES" in dossier_markdown(card, TODAY, with_reflections=True)
    assert "QNOTES" not in export_markdown([card], TODAY)


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("A bonus of some kind", "See what came of"),
        ("£60k", "See what came of"),
        ("They'll call on Tuesday", "See what came of"),
        ("Sie haben Homeoffice versprochen", "See what came of"),
        ("They care about tests", "What they said they need"),
        ("Sie suchen jemanden für Daten", "What they said they need"),
        ("Willow is their cat", "What else was said"),
        ("Septembertalk", "What else was said"),
    ],
)
def test_a_line_stands_where_it_belongs(line: str, section: str) -> None:
    """Promises, numbers and needs are known by their words, whole words only."""
    card = replace(NORTHWIND, interviews=(replace(held("2026-11-12 10:00"), said=line),))
    (found,) = [part for part in dossier_markdown(card, TODAY).split("## ") if part.startswith(section)]
    assert line in found


@given(texts, texts, texts, lines, st.booleans())
def test_no_dossier_lacks_a_line_or_shows_a_reflection(
    said: str, note: str, notes: str, name: str, private: bool
) -> None:
    """Whatever was said, received and noted is shown as it was typed; what was thought only if asked for."""
    thought = Reflection(instant("2026-11-12 11:00"), "QWELL", "QBAD", (Lesson("QCHANGE"),), 5)
    card = replace(
        NORTHWIND,
        interviews=(replace(held("2026-11-12 10:00"), said=said, reflection=thought, people=("p1",)),),
        people=(Person("p1", name, position="Boss"),),
        contacts=tuple(Contact(instant("2026-11-13"), direction, note=note) for direction in Direction),
        notes=notes,
    )
    told = shown(dossier_markdown(card, TODAY, with_reflections=private)).replace("MARKUP strong_open", "")
    told = squeezed(told.replace("MARKUP strong_close", ""))
    assert "MARKUP" not in told
    for line in f"{said}\n{note}\n{notes}\n{name}".split("\n"):
        assert squeezed(line) in told
    assert [word in told for word in ("QWELL", "QBAD", "QCHANGE", "5 of 5")] == [private] * 4


def test_the_dossier_of_an_application_that_just_began_is_short() -> None:
    """Nothing is made up where nothing was noted."""
    assert dossier_markdown(NORTHWIND, TODAY) == (
        "# Northwind, Data engineer\n\nAs noted by Mon 23 Nov 2026.\n"
    )
    planned = replace(NORTHWIND, interviews=(ahead("2026-11-30 09:00"),), decision_date=TODAY.day)
    assert dossier_markdown(planned, TODAY).endswith(
        "- Mon 30 Nov 2026 09:00: interview 1 planned\n- They were to decide by Mon 23 Nov 2026\n"
    )


def test_the_keys_of_the_journals_json_stand_in_their_order() -> None:
    """Scripts rely on these names."""
    document = entry_document(entry())
    assert list(document) == [
        *("id", "company", "role", "tags", "interview", "number", "at", "people", "said", "reflection")
    ]
    assert document["people"] == ["Dr. Jana Novák", "Mr Bob Lee"]
    assert document["reflection"] == {
        "at": "2026-11-12T11:00:00+01:00",
        "well": "Calm throughout\nGood questions",
        "badly": "Rushed the *design* task",
        "change": [
            {
                "id": "northwind/i1/1",
                "text": "Speak slower",
                "state": "open",
                "closed_at": None,
                "zones": {},
            },
            {
                "id": "northwind/i1/2",
                "text": "Ask about pay",
                "state": "done",
                "closed_at": "2026-11-20T09:00:00+01:00",
                "zones": {"closed_at": "Europe/Berlin"},
            },
        ],
        "feeling": 4,
        "notes": None,
        "looked_back": False,
        "zones": {"at": "Europe/Berlin"},
    }
    prep = prepare(REFLECTED, [REFLECTED], NOW)
    assert lesson_document(prep.lessons[0]) == {
        "id": "northwind/i1/1",
        "text": "Speak slower",
        "state": "open",
        "closed_at": None,
        "application": "northwind",
        "company": "Northwind",
        "interview": "i1",
        "at": "2026-11-12T10:00:00+01:00",
    }
    written = prep_document(prep)
    assert list(written) == [
        *(
            "id",
            "company",
            "role",
            "interview",
            "at",
            "people",
            "lessons",
            "lessons_left_out",
            "worked",
            "said",
        ),
        "unasked",
    ]
    assert (written["interview"], written["at"]) == ("i2", "2026-11-30T09:00:00+01:00")
    assert written["worked"] == [
        {"text": "Calm throughout", "company": "Northwind"},
        {"text": "Good questions", "company": "Northwind"},
    ]
    bare = prep_document(prepare(NORTHWIND, [NORTHWIND], NOW))
    assert (bare["interview"], bare["at"], bare["lessons"]) == (None, None, [])


def test_the_dossier_begins_with_what_was_agreed() -> None:
    """Start, place and papers from the terms, a blank for what none says; promises with their days."""
    offer = Offer(instant("2026-11-16 10:00"), None, ("start 1 March", "salary 72,000"), is_verbal=True)
    live = replace(HIRED, stage=Stage.WAITING, outcome=None, closed_at=None)
    promised = add_promise(note_offer(live, offer), "send references", Party.ME, date(2026, 11, 27))
    text = dossier_markdown(
        settle_offer(add_promise(promised, "a laptop", Party.THEM, None), OfferState.ACCEPTED, TODAY), TODAY
    )
    beginning = text.partition("## First week")[0]
    assert "- [ ] The offer is not in writing yet\n- [ ] Start: 1 March\n- [ ] Place: \\_" in beginning
    assert "- salary 72,000 (offer of Mon 16 Nov 2026)" in beginning
    assert "## What you promised\n\n- send references, by Fri 27 Nov 2026" in beginning
    assert "## What they promised\n\n- a laptop" in beginning


def test_the_dossier_says_each_thing_once() -> None:
    """A term, a promise that was noted, a line that was said twice; a person's address stands with them."""
    said = "A laptop on day one\nsalary 72,000\nsend the contract by Friday"
    card = replace(HIRED, interviews=tuple(replace(each, said=said) for each in HIRED.interviews))
    offer = Offer(instant("2026-11-16 10:00"), None, ("start 1 March", "salary 72,000"))
    card = settle_offer(note_offer(card, offer), OfferState.ACCEPTED, TODAY)
    text = dossier_markdown(add_promise(card, "send the contract by Friday", Party.THEM, None), TODAY)
    for once in (
        *("A laptop on day one", "salary 72,000", "1 March", "send the contract by Friday"),
        *("jana@northwind.example", "How big is the team?"),
    ):
        assert text.count(once) == 1, once


@pytest.mark.parametrize(
    ("line", "is_left_out"),
    [
        ("Could you send two references by Friday?", True),
        ("Please bring your passport on Monday", True),
        ("Bitte schicken Sie uns die Zeugnisse bis Freitag", True),
        ("We will send the contract by Friday, please sign it", False),
        ("The start is on 1 March", False),
    ],
)
def test_what_they_asked_for_is_none_of_their_promises(line: str, is_left_out: bool) -> None:
    """In what they wrote it is left out; noted of an interview, it is what was said, and no promise."""
    wrote = replace(NORTHWIND, contacts=(Contact(instant("2026-11-13"), Direction.RECEIVED, note=line),))
    assert (line not in dossier_markdown(wrote, TODAY)) == is_left_out
    said = replace(NORTHWIND, interviews=(replace(held("2026-11-12 10:00"), said=line),))
    text = dossier_markdown(said, TODAY)
    assert line in text
    assert ("## See what came of" not in text) == is_left_out


def test_the_dossier_folds_letters() -> None:
    """The subject says which it was; a note of one's own stays whole."""
    letter = "Thank you for our conversation\n\nDear Dr. Novák,\n\nAll of it.\n\nKind regards,\nAda"
    contacts = (
        Contact(instant("2026-11-13"), Direction.SENT, note=letter),
        Contact(instant("2026-11-14"), Direction.SENT, note="asked about\nthe start"),
    )
    text = dossier_markdown(replace(NORTHWIND, contacts=contacts), TODAY)
    assert "by email: Thank you for our conversation\n" in text
    assert "All of it." not in text
    assert "asked about the start" in text


def test_the_dossier_of_a_live_card_has_no_terms() -> None:
    """What is offered is not agreed yet."""
    live = replace(HIRED, stage=Stage.WAITING, outcome=None, closed_at=None)
    assert "## Agreed terms" not in dossier_markdown(live, TODAY)


def test_the_story_in_markdown_has_the_open_offer_and_the_promises() -> None:
    """With days that still mean the same next year."""
    offer = Offer(instant("2026-11-23 10:00"), instant("2026-11-27 12:00"), ("salary 72,000",))
    card = add_promise(note_offer(NORTHWIND, offer), "send references", Party.ME, date(2026, 11, 24))
    text = export_markdown([card], TODAY)
    assert "An offer is open, answer by Fri 27 Nov 2026 12:00." in text
    assert "### Promises\n\n- you promised: send references, by Tue 24 Nov 2026" in text
    assert text.count("salary 72,000") == 1
