"""`followup offer`: note an offer, and what became of it; without options, show it."""

from __future__ import annotations

from msgspec.structs import replace

from followup_tui.cli.argument_parser import Parser
from followup_tui.cli.arguments import add_id, words_of
from followup_tui.cli.command import Call, Command
from followup_tui.cli.hired_lines import hired_lines
from followup_tui.cli.output import write_line
from followup_tui.cli.phrases import say_assumed
from followup_tui.cli.report import report_change, write_application
from followup_tui.domain.application import Application, Stage
from followup_tui.domain.choices import parse_optional_choice
from followup_tui.domain.contact import Channel
from followup_tui.domain.instant import Instant
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.offers import (
    DEAD,
    SPOKEN,
    VERBAL_WARNING,
    begin_offer,
    note_offer,
    offer_words,
    settle_offer,
    with_terms,
)
from followup_tui.domain.people import find_person
from followup_tui.domain.sanitize import clean_terms
from followup_tui.domain.stages import Today
from followup_tui.domain.step_labels import offer_label
from followup_tui.domain.time_defaults import parse_answer_by, parse_contact_moment
from followup_tui.domain.turn import offer_as_it_stands
from followup_tui.domain.wording import capitalized
from followup_tui.errors import CallError

_OPTIONS = ("at", "answer_by", "term", "by", "person", "is_verbal", "decision")


def _add_arguments(parser: Parser) -> None:
    add_id(parser)
    parser.add_argument("--at", metavar="WHEN", help="when they made it (default: now)")
    parser.add_argument(
        "--answer-by",
        metavar="WHEN",
        help='until when they want an answer: fri, "fri 12:00"; a day means its end; unknown takes it back',
    )
    parser.add_argument(
        "--term",
        metavar="TERM",
        action="append",
        default=[],
        help='what they offer, such as "salary 72,000"; repeat it for each; one about the same takes the '
        "place of the earlier one",
    )
    parser.add_argument("--by", metavar="HOW", help=f"how it came: {words_of(Channel)}")
    parser.add_argument("--person", metavar="NAME", help="who made it; a part of the name is enough")
    writing = parser.add_mutually_exclusive_group()
    writing.add_argument(
        "--verbal", action="store_true", default=None, dest="is_verbal", help="it was only said so far"
    )
    writing.add_argument(
        "--written", action="store_false", default=None, dest="is_verbal", help="you have it in writing"
    )
    decision = parser.add_mutually_exclusive_group()
    for option, state, does in (
        ("--accepted", OfferState.ACCEPTED, "you said yes: closes it as hired, and lists what to do then"),
        ("--declined", OfferState.DECLINED, "you said no: closes it as declined"),
        ("--withdrawn", OfferState.WITHDRAWN, "they took it back; closes nothing"),
    ):
        decision.add_argument(
            option, action="store_const", const=state, default=None, dest="decision", help=does
        )


def _run(call: Call) -> None:
    application, options, today = call.application(), call.options, call.tracker.today()
    if not any(getattr(options, name) not in (None, []) for name in _OPTIONS):
        _show(call, application, today)
        return
    at = parse_contact_moment(options.at, today) if options.at is not None else None
    if options.answer_by is not None and not options.answer_by.strip():
        raise CallError("Until when is empty", 'Write a day such as fri, or "unknown"')
    answer_by = parse_answer_by(options.answer_by or "", today)
    terms = [term for text in options.term for term in _clean_term(text)]
    channel = parse_optional_choice(Channel, options.by, "a way to be in contact")
    person = find_person(application, options.person) if options.person is not None else None
    decision: OfferState | None = options.decision

    def with_offer(current: Application, now: Today) -> Application:
        if decision is None or current.offer is None or any((at, terms, channel, person, options.answer_by)):
            offer = begin_offer(current, Instant.of(at.at) if at else None, now)
            is_new = offer.settled_at is None and (current.offer is None or current.offer.decision in DEAD)
            is_verbal = is_new and channel in SPOKEN
            if options.answer_by is not None:
                offer = replace(offer, answer_by=Instant.of(answer_by.at) if answer_by else None)
            if options.is_verbal is not None or is_verbal:
                offer = replace(offer, is_verbal=options.is_verbal is not False)
            offer = replace(offer, terms=with_terms(offer.terms, terms))
            current = note_offer(current, offer, channel=channel, person=person.id if person else None)
        elif options.is_verbal is not None:
            current = replace(current, offer=replace(current.offer, is_verbal=options.is_verbal))
        return settle_offer(current, decision, now) if decision else current

    after = with_offer(application, today).offer
    assert after is not None  # noqa: S101 - it was noted on the line above
    label = offer_label(after, application.offer)
    change = call.tracker.change(application.id, label, with_offer)
    application = call.tracker.applications[application.id]
    offer = application.offer or after
    assumed = "".join(say_assumed(moment) for moment in (at, answer_by) if moment)
    closed = f"; closed as {application.outcome.value}" if decision and application.outcome else ""
    says = f"{closed}." if decision else f". {_says(offer, today)}"
    lines = [f"{change.label}{assumed}{says}"]
    report_change(call, change, application.id, *lines, *_what_now(call, application, offer, today))


def _clean_term(text: str) -> tuple[str, ...]:
    terms = clean_terms(text)
    if not terms:
        raise CallError("A term is empty", 'Write it like --term "salary 72,000"')
    return terms


def _says(offer: Offer, today: Today) -> str:
    return (
        ". ".join(
            (capitalized(offer_words(offer, today)), *([", ".join(offer.terms)] if offer.terms else []))
        )
        + "."
    )


def _what_now(call: Call, application: Application, offer: Offer, today: Today) -> list[str]:
    """Return what to do now that the offer is as it is, a line each."""
    state, id_ = offer.state(today.utc), application.id
    if state is OfferState.ACCEPTED:
        return list(hired_lines(application, call.tracker.applications.values()))
    if state is OfferState.DECLINED:
        return [f"Tell them: followup draft {id_} decline"]
    if state is OfferState.WITHDRAWN:
        if application.stage is Stage.CLOSED:
            return [f"The card stays closed: followup reopen {id_} puts it back"]
        closing = f"followup close {id_} rejected closes it (cancelled, where the position is gone)"
        return [f"The card stays where it is; {closing}"]
    if state is OfferState.LAPSED:
        return [
            f"That moment has passed. If they still want you: followup draft {id_} ask-for-time",
            f"Otherwise: followup offer {id_} --declined",
        ]
    return [VERBAL_WARNING] if offer.is_verbal else [f"Thank them: followup draft {id_} offer-thanks"]


def _show(call: Call, application: Application, today: Today) -> None:
    """Show the offer that is noted."""
    if call.options.json:
        write_application(call, application)
        return
    offer = offer_as_it_stands(application, today.utc)
    if offer is None:
        write_line(f"No offer from {application.company} is noted.")
        write_line(f'followup offer {application.id} --answer-by fri --term "salary 72,000" notes one')
        return
    write_line(f"{application.company}: {capitalized(offer_words(offer, today))}.")
    for term in offer.terms:
        write_line(f"  {term}")
    for line in _what_now(call, application, offer, today):
        write_line(line)


COMMAND = Command(
    help="note an offer and your answer to it; without options, show it",
    order=192,
    add_arguments=_add_arguments,
    run=_run,
)
