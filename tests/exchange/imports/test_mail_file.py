"""Mails: who wrote, when, to which application it belongs, and what it seems to be, by clear signs only."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.contact import ContactKind, Direction
from followup_tui.domain.person import Person
from followup_tui.errors import CallError
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.mail_file import is_mail
from followup_tui.exchange.imports.mail_signs import decision_day, mail_sign
from tests.exchange.imports.importing import TODAY, imported, planned
from tests.exchange.imports.test_calendar_file import CANCELLED, FIRST, MOVED
from tests.samples import NORTHWIND, at, instant

if TYPE_CHECKING:
    from followup_tui.domain.application import Application
    from followup_tui.domain.contact import Contact

JANA = Person("p1", "Jana Novák", email="jana@northwind.example")
CARD = replace(NORTHWIND, people=(JANA,), contacts=(), stage=Stage.WAITING)
CARDS = {"northwind": CARD}


def mail(text: str = "Hello Mia,\n\nthank you.\n", attached: str = "", **headers: str) -> bytes:
    """Write a mail as a program sends it; what is not named is as Jana would write it."""
    message = EmailMessage()
    usual = {
        "From": "Jana Novák <jana@northwind.example>",
        "To": "mia@private.example",
        "Subject": "Re: Our talk",
        "Date": "Mon, 23 Nov 2026 10:00:00 +0100",
        "Message-ID": "<1@northwind.example>",
    }
    for name, value in {
        **usual,
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }.items():
        message[name] = value
    message.set_content(text)
    if attached:
        message.add_alternative(attached, subtype="calendar", params={"method": "REQUEST"})
        message.add_attachment(
            attached.encode(), maintype="application", subtype="ics", filename="invite.ics"
        )
    return bytes(message)


def contact_of(applications: dict[str, Application]) -> Contact:
    """Return the one contact of the one application."""
    (application,) = applications.values()
    (contact,) = application.contacts
    return contact


def test_a_mail_becomes_a_contact_of_its_application() -> None:
    """From whom, when, with its words; known by its Message-ID the next time."""
    contact = contact_of(imported(mail(), CARDS))
    assert (contact.direction, contact.kind, contact.person) == (
        Direction.RECEIVED,
        ContactKind.MESSAGE,
        "p1",
    )
    assert (contact.at, contact.message_id) == (instant("2026-11-23 10:00"), "1@northwind.example")
    assert contact.note == "Re: Our talk\n\nHello Mia,\n\nthank you."


def test_what_the_user_wrote_is_sent() -> None:
    """It counts for the person it went to."""
    own = mail(From="Mia Wolf <Mia+work@private.example>", To='"Novák, Jana" <jana@northwind.example>')
    contact = contact_of(imported(own, CARDS))
    assert (contact.direction, contact.kind, contact.person) == (Direction.SENT, ContactKind.OTHER, "p1")


def test_somebody_new_is_added_with_what_their_signature_says() -> None:
    """The position and the number below the two dashes; a mailbox is nobody."""
    text = "Hello\n\n-- \nKarl Weiß, Head of Data\n+49 30 555 0188\nwww.northwind.example\n"
    after = imported(mail(text, From="Karl Weiß <karl@northwind.example>"), CARDS)["northwind"]
    karl = after.people[1]
    assert (karl.name, karl.position, karl.phone) == ("Karl Weiß", "Head of Data", "+49 30 555 0188")
    assert after.contacts[0].note.endswith("Hello")
    mailbox = imported(mail(From="Northwind Jobs <jobs@northwind.example>"), CARDS)["northwind"]
    assert (mailbox.people, mailbox.contacts[0].person) == (CARD.people, None)


def test_a_signature_never_replaces_what_is_noted() -> None:
    """It fills what is empty."""
    noted = replace(CARD, people=(replace(JANA, position="CTO"),))
    text = "Hello\n-- \nJana Novák\nHead of Data\n+49 30 555 0188\n"
    (jana,) = imported(mail(text), {"northwind": noted})["northwind"].people
    assert (jana.position, jana.phone) == ("CTO", "+49 30 555 0188")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("When could you start?", ContactKind.MESSAGE),
        ("Thank you for your time.", ContactKind.MESSAGE),
        ("Thanks for your time, we decide by Friday.", ContactKind.NOTICE),
        ("We decide by Friday. Could you send me your references?", ContactKind.MESSAGE),
        ("Wir melden uns bis zum 4. Dezember.", ContactKind.NOTICE),
        ("Ihre Bewerbung ist bei uns eingegangen.", ContactKind.NOTICE),
        ("After careful thought we have chosen to go ahead with another person.", ContactKind.REJECTION),
        ("We have decided to move forward with other candidates.", ContactKind.REJECTION),
        ("Unfortunately, the role was filled by another applicant.", ContactKind.REJECTION),
        ("You were not selected for the next round.", ContactKind.REJECTION),
        ("We will not be proceeding with your application.", ContactKind.REJECTION),
        ("Leider können wir Ihnen keine positive Nachricht geben.", ContactKind.REJECTION),
        ("Wir haben uns für eine andere Bewerberin entschieden.", ContactKind.REJECTION),
        ("We are pleased to offer you the position.", ContactKind.OFFER),
        ("Wir freuen uns, Ihnen die Stelle anzubieten.", ContactKind.OFFER),
        (
            "You are a strong candidate, but we have decided to go in a different direction.",
            ContactKind.REJECTION,
        ),
        ("we\u2019ve made the decision to move\nforward with other\ncandidates.", ContactKind.REJECTION),
        ("We are not able to progress your application any further.", ContactKind.REJECTION),
        ("We don't feel that this is the right match at the moment.", ContactKind.REJECTION),
        ("The role is no longer available.", ContactKind.REJECTION),
        ("We've offered the role to somebody with more experience.", ContactKind.REJECTION),
        (
            "Wir haben uns für Mitbewerber:innen entschieden, deren Profil besser passt.",
            ContactKind.REJECTION,
        ),
        ("Ihre Bewerbung können wir nicht weiterverfolgen.", ContactKind.REJECTION),
        ("Die Wahl ist nicht auf Sie gefallen.", ContactKind.REJECTION),
        ("Die Stelle ist inzwischen besetzt.", ContactKind.REJECTION),
        ("dass wir dir kein Angebot machen können", ContactKind.REJECTION),
        ("Unfortunately I am not available on Tuesday. Can we move it?", ContactKind.MESSAGE),
        ("Leider muss ich unseren Termin absagen. Geht auch Freitag?", ContactKind.MESSAGE),
        ("Leider bin ich am Donnerstag nicht im Büro. Passt Freitag?", ContactKind.MESSAGE),
        ("We would like to move forward with another interview. When are you free?", ContactKind.MESSAGE),
        ("Wir möchten Ihnen die Stelle als Data Engineer anbieten.", ContactKind.OFFER),
        ("wir freuen uns, dir ein Angebot zu machen", ContactKind.OFFER),
        ("Anbei erhalten Sie Ihren Arbeitsvertrag.", ContactKind.OFFER),
        ("Wir haben uns für Sie entschieden!", ContactKind.OFFER),
        ("We are happy to offer you an interview on Tuesday. Does 10 suit you?", ContactKind.INVITATION),
        ("Wir freuen uns, Ihnen einen Gesprächstermin anzubieten. Passt Dienstag?", ContactKind.MESSAGE),
        ("See our job offers of the week. Would you like to apply?", ContactKind.MESSAGE),
        ("Thank you for applying. If there is a match, we will schedule an interview.", ContactKind.NOTICE),
        ("Thank you for applying. Please choose a time for your interview.", ContactKind.INVITATION),
        (
            "Danke für Ihre Bewerbung. Wir möchten Sie gerne zu einem Gespräch einladen.",
            ContactKind.INVITATION,
        ),
        ("herzlichen Dank für Ihre Bewerbung", ContactKind.NOTICE),
        ("We move forward with the next round and would like to meet you.", ContactKind.MESSAGE),
        ("I can offer you two dates: Tuesday or Wednesday?", ContactKind.MESSAGE),
        ("Sorry, I was not in the office. When can we talk?", ContactKind.MESSAGE),
    ],
)
def test_what_a_mail_seems_to_be(text: str, kind: ContactKind) -> None:
    """By clear signs in its own words."""
    assert mail_sign(text, is_automatic=False).kind is kind


def test_a_note_of_absence_needs_no_answer_and_names_no_decision() -> None:
    """By its subject, where a mail program left out the header that says so."""
    text = "I am out of the office until 4 December and will get back to you by 7 December.\n"
    after = imported(mail(text, Subject="Automatic reply: Our talk"), CARDS)["northwind"]
    assert (after.contacts[0].kind, after.decision_date) == (ContactKind.NOTICE, None)


def test_what_the_user_sent_to_themselves_is_nothing_they_wrote_to_a_company() -> None:
    """A mail that they forwarded to their own mailbox."""
    own = mail("Hello Mia", From="Mia <mia@private.example>", Subject="Fwd: Northwind, Inc.")
    plan = planned(own, CARDS)
    assert plan.changed == {}
    assert plan.items[0].reason == "you sent it to nobody but yourself: import what you got"


def test_an_answer_below_the_quote_and_a_signature_without_dashes() -> None:
    """The line above the quote and a telephone's words are left out; the closing is above who they are."""
    text = (
        "On Mon, 23 Nov 2026 at 18:00, Mia Wolf wrote:\n> Unfortunately we chose another candidate.\n\n"
        "Could you come on Thursday?\n\nBest regards,\nJana Novák\nHead of Data\nTel. +49 30 555 0188\n\n"
        "Sent from my iPhone\n"
    )
    after = imported(mail(text), CARDS)["northwind"]
    assert after.contacts[0].note.startswith("Re: Our talk\n\nCould you come on Thursday?\n\nBest regards")
    assert "iPhone" not in after.contacts[0].note
    assert (after.people[0].position, after.people[0].phone) == ("Head of Data", "+49 30 555 0188")


def test_a_charset_that_is_none_is_passed_over() -> None:
    """A name with a NUL in it is no name of one."""
    data = mail().replace(b'charset="utf-8"', b"charset*=us-ascii''utf%00-8")
    assert contact_of(imported(data, CARDS)).note.endswith("thank you.")


def test_what_is_quoted_is_no_sign() -> None:
    """Rejection words of the user's own letter, below, in English and German, and forwarded."""
    for attribution in (
        "On Tue, 24 Nov 2026 at 18:00, Mia Wolf wrote:",
        "Am 24.11.2026 um 18:00 schrieb Mia Wolf <mia@private.example>:",
        "Mia Wolf <mia@private.example> schrieb am Di., 24. Nov. 2026, 18:00:",
        "*Von:* Mia Wolf <mia@private.example>",
        "-----Original Message-----",
    ):
        text = f"Hello Mia,\nhow are you?\n\n{attribution}\n> Unfortunately we chose another candidate.\n"
        assert contact_of(imported(mail(text), CARDS)).kind is ContactKind.MESSAGE
        assert "candidate" not in contact_of(imported(mail(text), CARDS)).note


REJECTION = "Hi Mia,\n\nafter careful thought we have chosen to go ahead with another person.\n"


def test_a_rejection_is_taken_for_one_only_by_the_user() -> None:
    """The sentence is shown; yes closes the card on that day, a message leaves it open."""
    (question,) = planned(mail(REJECTION), CARDS).questions
    assert (
        "“after careful thought we have chosen to go ahead with another person.”" in question.text.casefold()
        or ("chosen to go ahead with another person" in question.text)
    )
    closed = imported(mail(REJECTION), CARDS, answers={"kind": "rejection"})["northwind"]
    assert (closed.stage, closed.outcome, closed.closed_at) == (
        Stage.CLOSED,
        Outcome.REJECTED,
        instant("2026-11-23 10:00"),
    )
    open_card = imported(mail(REJECTION), CARDS, answers={question.key: "message"})["northwind"]
    assert (open_card.stage, open_card.contacts[0].kind) == (Stage.WAITING, ContactKind.MESSAGE)


def test_an_offer_is_noted_only_by_the_user() -> None:
    """It opens an offer; until when they want an answer is not guessed."""
    text = "We are pleased to offer you the position."
    assert planned(mail(text), CARDS).questions
    after = imported(mail(text), CARDS, answers={"kind": "offer"})["northwind"]
    assert after.offer is not None
    assert (after.offer.received_at, after.offer.answer_by) == (instant("2026-11-23 10:00"), None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("We decide by Friday 4 December.", date(2026, 12, 4)),
        ("You will hear from us\nby Friday 4\nDecember.\n\nRegards", date(2026, 12, 4)),
        ("We will get back to you by the end of next week.", date(2026, 12, 4)),
        ("You will hear from us by Nov 27, at the latest.", date(2026, 11, 27)),
        ("Wir entscheiden bis zum 4.12. und melden uns.", date(2026, 12, 4)),
        ("Sie bekommen bis Freitag Bescheid.", date(2026, 11, 27)),
        ("Wir geben Ihnen bis spätestens zum 4. Dezember Bescheid.", date(2026, 12, 4)),
        ("We decide soon.", None),
        ("Please let us know by Friday 4 December.", None),
        ("We need your decision by Friday 4 December.", None),
        ("Bitte geben Sie uns bis zum 4. Dezember Bescheid.", None),
        ("Please bear with us. We'll let you know by 4 December.", date(2026, 12, 4)),
        ("The decision was made on 20 November.", None),
        ("Let us talk on Friday.", None),
    ],
)
def test_the_day_of_their_decision(text: str, day: date | None) -> None:
    """From when they wrote; only where they name one."""
    assert decision_day(text, at("2026-11-23 10:00"), TODAY.calendar) == day


def test_a_decision_day_fills_what_is_empty() -> None:
    """One that is noted stays, and the mail's is said."""
    text = "We decide by Friday 4 December."
    assert imported(mail(text), CARDS)["northwind"].decision_date == date(2026, 12, 4)
    noted = {"northwind": replace(CARD, decision_date=date(2026, 11, 30))}
    (item,) = planned(mail(text), noted).items
    assert item.remarks == ("they name Fri 4 Dec: followup decision northwind notes it",)
    assert imported(mail(text), noted)["northwind"].decision_date == date(2026, 11, 30)


def test_a_confirmation_of_receipt_is_nothing_before_an_interview() -> None:
    """Where the application is noted it is one that needs no answer."""
    receipt = mail(
        "We received your application.",
        From="Careers <careers@fabrikam.example>",
        Subject="Thank you for applying",
    )
    (item,) = planned(receipt, CARDS).items
    assert item.reason == "a confirmation of receipt: no interview yet"


def test_an_invitation_in_a_mail_is_one_interview_and_one_contact() -> None:
    """In the text and attached it is the same; a later mail moves it, and one calls it off."""
    after = imported(mail(attached=FIRST), CARDS)
    contact = contact_of(after)
    assert (contact.kind, contact.settled) == (ContactKind.INVITATION, True)
    added = after["northwind"].interviews[len(CARD.interviews) :]
    assert [interview.starts_at for interview in added] == [instant("2026-12-02 14:00")]
    after = imported(mail(attached=MOVED, Message_ID="<2@x>"), after)
    after = imported(mail(attached=CANCELLED, Message_ID="<3@x>"), after)
    assert [each.kind for each in after["northwind"].contacts] == [
        ContactKind.INVITATION,
        ContactKind.INVITATION,
        ContactKind.NOTICE,
    ]


def test_an_invitation_by_somebody_new_brings_the_application() -> None:
    """With the mail as its contact."""
    (new,) = imported(mail(attached=FIRST)).values()
    assert (new.company, len(new.interviews), len(new.contacts)) == ("Northwind", 1, 1)


def test_which_application_is_asked_where_it_is_not_clear() -> None:
    """Of one mail; of many, those that name none are skipped."""
    stranger = mail(From="Rob <rob@gmail.com>")
    (question,) = planned(stranger, CARDS).questions
    assert [choice.value for choice in question.choices] == ["northwind"]
    assert contact_of(imported(stranger, CARDS, target_id="northwind")).note
    many = b"".join(b"From x@y Mon Nov 23 10:00:00 2026\n" + each + b"\n\n" for each in (stranger, mail()))
    plan = planned(many, CARDS)
    assert [item.reason for item in plan.items] == ["it names no application", ""]


def test_mails_are_read_however_they_are_piped() -> None:
    """With a line of an mbox above, decoded with raw letters, with CRLF, in HTML only, without Message-ID."""
    decoded = (
        "Date: Mon, 23 Nov 2026 10:00:00 +0100\nFrom: Jana Novák <jana@northwind.example>\n"
        "To: Mia <mia@private.example>\nSubject: Grüße\n\nSchöne Grüße\n"
    )
    for data in (
        decoded.encode(),
        decoded.encode("cp1252"),
        decoded.replace("\n", "\r\n").encode(),
        b"From jana@northwind.example Mon Nov 23 10:00:00 2026\n" + decoded.encode(),
    ):
        assert contact_of(imported(data, CARDS)).note == "Grüße\n\nSchöne Grüße"
    markup = (
        mail("x")
        .replace(b"text/plain", b"text/html")
        .replace(b"\nx", b"\n<style>p{}</style><p>Hi,<br>yes &amp; no</p>")
    )
    assert contact_of(imported(markup, CARDS)).note == "Re: Our talk\n\nHi,\nyes & no"


@pytest.mark.parametrize(
    "text", ["Dear diary,\nit rained.\n", "From: a\n\nx", "a,b\n1,2\n", "", "Note: x\nTo do: y\n"]
)
def test_other_texts_are_no_mails(text: str) -> None:
    """Three of the headers that every mail has."""
    assert not is_mail(Content(text.encode(), "it"))


@given(st.data())
def test_no_mail_breaks_the_reader(data: st.DataObject) -> None:
    """Any piece of it may be missing, doubled or changed."""
    original = data.draw(
        st.sampled_from([mail(), mail(attached=FIRST), mail(REJECTION), mail(Subject="Grüße €")])
    )
    start = data.draw(st.integers(0, len(original)))
    end = data.draw(st.integers(start, min(len(original), start + 60)))
    mutated = original[:start] + data.draw(st.binary(max_size=12)) + original[end:]
    try:
        planned(mutated, CARDS, kind="mail")
    except CallError:
        return


def test_an_invitation_that_the_user_forwards_is_no_letter_of_theirs() -> None:
    """It is the interview alone."""
    after = imported(mail(attached=FIRST, From="Mia <mia@private.example>", To="mia@private.example"), CARDS)
    assert after["northwind"].contacts == ()
    assert len(after["northwind"].interviews) == len(CARD.interviews) + 1


def test_an_answer_to_an_invitation_needs_none() -> None:
    """A calendar program wrote it."""
    accepted = FIRST.replace("METHOD:REQUEST", "METHOD:REPLY")
    data = mail("Jana accepted.", accepted, Subject="Accepted: Interview").replace(b"REQUEST", b"REPLY")
    assert contact_of(imported(data, CARDS)).kind is ContactKind.NOTICE


def test_a_signature_is_none_of_what_was_written() -> None:
    """It tells the position and the number, and the contact has what stands above it, and a postscript."""
    text = "Are you free?\n\nBest,\nJana\n\nHead of Data\nTel. +49 30 1234567\n\nPS: Bring your ID.\n"
    applications = imported(mail(text), CARDS)
    assert (
        contact_of(applications).note == "Re: Our talk\n\nAre you free?\n\nBest,\nJana\n\nPS: Bring your ID."
    )
    (person,) = applications["northwind"].people
    assert (person.position, person.phone) == ("Head of Data", "+49 30 1234567")


@pytest.mark.parametrize(
    "sender",
    [
        "Northwind GmbH <x1@mail.northwind.example>",
        "Jana Novák via LinkedIn <messages-noreply@linkedin.com>",
        "Northwind <northwind@myworkday.com>",
        "Northwind Recruiting <northwind-careers@northwind.example>",
    ],
)
def test_a_machine_is_nobody(sender: str) -> None:
    """What it sends is noted, and nobody is added for it."""
    assert imported(mail(From=sender, Subject="Northwind: our talk"), CARDS)["northwind"].people == (JANA,)


def test_where_somebody_works_is_no_position() -> None:
    """It stands behind their name as a position would."""
    sender = '"Dr. Petra Klein (Northwind AG)" <petra@northwind.example>'
    person = imported(mail(From=sender), CARDS)["northwind"].people[1]
    assert (person.form_of_address, person.name, person.position) == ("Dr.", "Petra Klein", "")


def test_what_is_told_of_several_mails_is_about_the_doubtful_ones() -> None:
    """Where one of them is a rejection, the others are not."""
    mails = [mail("Are you free?\n", Message_ID="<1@x>"), mail(REJECTION, Message_ID="<2@x>")]
    mbox = b"".join(b"From x Mon Nov 23 10:00:00 2026\n" + each + b"\n" for each in mails)
    (card,) = imported(mbox, CARDS, answers={"kind": "rejection"}).values()
    assert [contact.kind for contact in card.contacts] == [ContactKind.MESSAGE, ContactKind.REJECTION]


def test_a_mail_in_utf_16_is_read() -> None:
    """A program that saves text may write it so."""
    assert contact_of(imported(mail().decode().encode("utf-16"), CARDS)).note.endswith("thank you.")


def test_another_address_of_the_user_is_theirs() -> None:
    """The settings name one; the name tells the others."""
    sent = mail(From="Mia Wolf <mia@another.example>", To="Jana Novák <jana@northwind.example>")
    (card,) = imported(sent, CARDS).values()
    assert (card.people, contact_of({"": card}).direction) == ((JANA,), Direction.SENT)
