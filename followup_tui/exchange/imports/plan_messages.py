"""Planning the import of mails: a contact each, with what it brings, such as an interview or a date."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.contact import Channel, Contact, ContactKind, Direction
from followup_tui.domain.contact_log import save_contact
from followup_tui.domain.dates import say_day
from followup_tui.domain.ids import next_id
from followup_tui.domain.offer import Offer
from followup_tui.domain.people import add_person
from followup_tui.domain.person import Person
from followup_tui.domain.positions import looks_like_position
from followup_tui.domain.same_person import WhichPersonError
from followup_tui.domain.stages import close_application
from followup_tui.domain.text import clean_text
from followup_tui.errors import CallError
from followup_tui.exchange.imports.incoming import Choice, IncomingMessage, Question
from followup_tui.exchange.imports.mail_signs import decision_day, is_absence_note, is_receipt, mail_sign
from followup_tui.exchange.imports.plan import ImportItem, ImportResult, Planning
from followup_tui.exchange.imports.plan_invitations import plan_invitation
from followup_tui.exchange.imports.plan_target import Clues, target_of

_KIND_CHOICES: Final = {
    ContactKind.REJECTION: (
        Choice("rejection", "a rejection: close the application as rejected"),
        Choice("message", "a message"),
    ),
    ContactKind.OFFER: (Choice("offer", "an offer: note it"), Choice("message", "a message")),
}
"""What a mail may be that is not taken for it without being asked."""

_LONGEST_POSITION: Final = 60
_PHONE: Final = re.compile(r"(?<![\w+])\+?\(?\d[\d ()/.-]{6,20}\d(?!\w)")


def plan_message(planning: Planning, message: IncomingMessage, *, is_only_one: bool) -> None:
    """Plan one mail: it becomes a contact of the application that it is about.

    Args:
        planning: the applications as they are by now.
        message: the mail.
        is_only_one: whether the file holds no other: what is told of its mails is told of this one.

    A rejection and an offer are taken for such only where the user says so. The same mail again changes
    nothing: it is known by its Message-ID, else by person, minute and direction.
    """
    title = message.subject or "a mail without a subject"
    item = ImportItem(ImportResult.SKIPPED, message.where, title)
    if message.is_sent and not (message.addresses or message.invitations):
        planning.items.append(replace(item, reason="you sent it to nobody but yourself: import what you got"))
        return
    application = planning.of_message(message.message_id)
    if application is None:
        application = _application(planning, message, is_only_one=is_only_one)
    if planning.questions:
        return
    text = _words(message)
    if application is None:
        receipt = "a confirmation of receipt: no interview yet"
        reason = receipt if is_receipt(text) and not message.is_sent else "it names no application"
        planning.items.append(replace(item, reason=reason))
        return
    if message.is_sent and message.invitations:
        return  # the user forwarded an invitation, which is planned by now: they wrote to nobody
    kind = _kind(planning, message, text, is_only_one=is_only_one)
    if kind is None:
        return
    try:
        _note(planning, application, message, kind, item)
    except CallError as error:
        planning.items.append(replace(item, reason=error.happened, application_id=application.id))


def _application(planning: Planning, message: IncomingMessage, *, is_only_one: bool) -> Application | None:
    """Return the application that a mail is about; None where none is, or where it has to be asked.

    An invitation in the mail is planned first: it says which, and may bring a new one.
    """
    for invitation in message.invitations:
        addresses = (*invitation.addresses, *message.addresses)
        plan_invitation(planning, replace(invitation, addresses=addresses), is_only_one=is_only_one)
        if planning.questions:
            return None
    planned = planning.items[-1].application_id if message.invitations else ""
    if planned:
        return planning.applications.get(planned)
    people = (message.person,) if message.person else ()
    clues = Clues(
        message.message_id or message.subject,
        f"{message.subject} {message.writer}",
        people,
        message.addresses,
    )
    is_receipt_only = is_receipt(_words(message)) and not message.is_sent
    target = target_of(planning, clues, may_ask=is_only_one and not is_receipt_only)
    if target.question is not None:
        question = target.question._replace(text=f"Which application is the mail “{message.subject}” about?")
        planning.questions.append(question)
    return target.application


def _words(message: IncomingMessage) -> str:
    return f"{message.subject}\n\n{message.text}"


def _is_same(one: Person | None, other: Person) -> bool:
    return one is not None and one.email.casefold() == other.email.casefold()


def _kind(
    planning: Planning, message: IncomingMessage, text: str, *, is_only_one: bool
) -> ContactKind | None:
    """Return what a mail is; None where the user has to be asked."""
    if message.is_sent:
        return ContactKind.OTHER
    if message.invitations:
        is_off = all(invitation.is_cancelled for invitation in message.invitations)
        return ContactKind.NOTICE if is_off else ContactKind.INVITATION
    kind, sentence = mail_sign(text, is_automatic=message.is_automatic)
    choices = _KIND_CHOICES.get(kind, ())
    key = f"kind {message.message_id or message.subject}"
    told = planning.options.answers.get("kind", "")
    # Said of several, it is about those that are doubtful: not all of them are rejections.
    is_told = is_only_one or told in {choice.value for choice in choices}
    if answer := planning.options.answers.get(key) or (told if is_told else ""):
        return ContactKind(answer)
    if not choices:
        return kind
    article = "an" if kind is ContactKind.OFFER else "a"
    question = f"“{message.subject}” says “{sentence}” and reads like {article} {kind.value}. What is it?"
    planning.questions.append(Question(key, question, choices, f"--mail {kind.value} or --mail message"))
    return None


def _note(
    planning: Planning,
    application: Application,
    message: IncomingMessage,
    kind: ContactKind,
    item: ImportItem,
) -> None:
    today = planning.today
    item = replace(item, application_id=application.id)
    person_id, after, remarks = _with_person(application, message)
    contact = Contact(
        message.at,
        Direction.SENT if message.is_sent else Direction.RECEIVED,
        kind,
        Channel.EMAIL,
        person_id,
        clean_text(_words(message).strip(), "The mail"),
        settled=kind is ContactKind.INVITATION and bool(message.invitations),
        message_id=message.message_id,
    )
    if any(_is_noted(each, contact) for each in application.contacts):
        planning.items.append(replace(item, result=ImportResult.EXISTING))
        return
    after = save_contact(after, contact, today)
    changes = [kind.value if kind is not ContactKind.OTHER else "sent"]
    is_said = not message.is_sent and not is_absence_note(message.subject)
    if is_said and kind in (ContactKind.MESSAGE, ContactKind.NOTICE):
        day = decision_day(message.text, message.at.seen_from(today.zone), today.calendar)
        if day is not None and after.decision_date is None:
            after = replace(after, decision_date=day)
            changes.append(f"decision date {say_day(day, today.day)}")
        elif day is not None and day != after.decision_date:
            remarks.append(f"they name {say_day(day, today.day)}: followup decision {after.id} notes it")
    if kind is ContactKind.REJECTION and after.stage is not Stage.CLOSED:
        closed = close_application(after, Outcome.REJECTED, today)
        after = replace(closed, closed_at=message.at, stage_since=message.at)
        changes.append("closed, rejected")
    if kind is ContactKind.OFFER and after.offer is None:
        after = replace(after, offer=Offer(message.at))
        changes.append("an offer is open")
    planning.put(after)
    planning.items.append(
        replace(item, result=ImportResult.NEW, changes=tuple(changes), remarks=tuple(remarks))
    )


def _with_person(
    application: Application, message: IncomingMessage
) -> tuple[str | None, Application, list[str]]:
    """Return the id of whom a mail is from or to, the application with them, and what was left out."""
    if message.person is None:
        return None, application, []
    signed = _signed(message.person, message) if not message.is_sent else message.person
    by_address = [person for person in application.people if _is_same(message.person, person)]
    if by_address:
        person = by_address[0]
        filled = replace(
            person, position=person.position or signed.position, phone=person.phone or signed.phone
        )
        return person.id, application.with_person(filled), []
    try:
        after, person_id = add_person(application, signed)
    except WhichPersonError:
        person_id = next_id("p", tuple(person.id for person in application.people))
        return (
            person_id,
            application.with_person(replace(signed, id=person_id)),
            [f"{signed.full_name} is noted as somebody of their own: another has that name"],
        )
    return person_id, after, []


def _signed(person: Person, message: IncomingMessage) -> Person:
    """Return a person with the position and the phone number that their signature names."""
    position = phone = ""
    for line in map(str.strip, message.signature.split("\n")):
        if number := _PHONE.search(line):
            phone = phone or number[0].strip()
        # "Jana Novák, Head of Data | Northwind", or the position on a line of its own.
        text = re.sub(rf"^{re.escape(person.name)}\W*", "", line, flags=re.IGNORECASE)
        for part in re.split(r"\s*[|\u2022\u00b7]\s*", text):
            if len(part) <= _LONGEST_POSITION and looks_like_position(part):
                position = position or ("" if re.search(r"@|://|www|\d{4}", part) else part)
    return replace(person, position=person.position or position, phone=person.phone or phone)


def _is_noted(contact: Contact, mail: Contact) -> bool:
    if contact.message_id and mail.message_id:
        return contact.message_id == mail.message_id
    is_same_minute = abs((contact.at.utc - mail.at.utc).total_seconds()) < 60
    return is_same_minute and (contact.direction, contact.person) == (mail.direction, mail.person)
