"""What is true of the advice for every application that a person can come to have."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, event, given, reject, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from followup_tui.domain import stages
from followup_tui.domain.advice.answer import Advice, Move, Until, Verdict
from followup_tui.domain.advice.contact_check import check_contact
from followup_tui.domain.advice.ending import R17
from followup_tui.domain.advice.interviewing import R12, R15
from followup_tui.domain.advice.keeping_looking import R11
from followup_tui.domain.advice.next_move import advise, advise_also
from followup_tui.domain.advice.offering import R13
from followup_tui.domain.advice.promising import R14
from followup_tui.domain.advice.replying import R9
from followup_tui.domain.advice.rules import PRESETS, Rules
from followup_tui.domain.advice.thanking import R1, thanks_owed
from followup_tui.domain.after_change import bring_up_to_date
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.applications import at_company
from followup_tui.domain.business_days import Calendar, Weekdays, calendar_for
from followup_tui.domain.contact import RECEIVED_KINDS, SENT_KINDS, Channel, Contact, ContactKind, Direction
from followup_tui.domain.dates import say_day
from followup_tui.domain.ids import next_id
from followup_tui.domain.instant import Instant
from followup_tui.domain.interview import Interview, MovedFrom
from followup_tui.domain.offer import Offer, OfferState
from followup_tui.domain.person import Party, Person
from followup_tui.domain.promise import Promise
from followup_tui.domain.relations import related_to
from followup_tui.domain.stages import LIVE, Today
from followup_tui.domain.turn import offer_on_table, unanswered
from tests.samples import NORTHWIND, REFLECTION
from tests.strategies import one_of_each

STRICTER = (Verdict.ACT, Verdict.MAY, Verdict.WAIT, Verdict.STOP)
"""From do it now to do not."""

CALENDARS: tuple[Calendar, ...] = (
    Weekdays(),
    Weekdays(frozenset({4, 5})),
    Weekdays(frozenset()),
    calendar_for("DE", "BY"),
)

ZONES = tuple(
    ZoneInfo(name)
    for name in ("UTC", "Europe/Berlin", "America/New_York", "Africa/Cairo", "Pacific/Kiritimati")
)

NAMES = ("Jana", "Tom")


def _start(number: int) -> datetime:
    """Give a half hour of a winter of one of three years, by its number."""
    number, half_hour = divmod(number, 48)
    number, day = divmod(number, 28)
    year, month = divmod(number, 6)
    hour, half = divmod(half_hour, 2)
    return datetime(2026 + year, (1, 2, 3, 10, 11, 12)[month], day + 1, hour, 30 * half, tzinfo=UTC)


_FEW = (0, 1, 2, 3, 5, 10)
_NUMBERS = {
    "thank_you_hours": (0, 1, 24, 72),
    "thank_you_days": (1, 7, 30),
    "reflect_hours": (0, 2, 48),
    "assumed_business_days": _FEW,
    "grace_told_business_days": _FEW,
    "grace_assumed_business_days": _FEW,
    "follow_ups": _FEW,
    "spacing_business_days": _FEW,
    "spacing_days": _FEW,
    "calls": _FEW,
    "close_after_business_days": _FEW,
    "close_after_days": (0, 1, 7, 45),
    "keep_looking_days": (7,),
    "missed_business_days": _FEW,
    "acknowledge_hours": (1, 24, 72),
    "offer_remind_business_days": _FEW,
    "prepare_hours": (1, 24, 72),
    "rejection_thanks_hours": (1, 48),
    "withdraw_business_days": _FEW,
}
_choices = tuple(_NUMBERS.values())
_rules = st.one_of(
    st.sampled_from(list(PRESETS.values())),
    st.tuples(one_of_each(*_choices[:9]), one_of_each(*_choices[9:])).map(
        lambda drawn: Rules(**dict(zip(_NUMBERS, (*drawn[0], *drawn[1]), strict=True)))
    ),
)
_ROUND_SPANS = [timedelta(), timedelta(seconds=1), timedelta(days=1), timedelta(days=7)]
_ANY_SPANS = [
    timedelta(days, hours=hour, minutes=minute)
    for days in (0, 0, 1, 2, 4, 6, 9, 15, 46)
    for hour in range(24)
    for minute in range(60)
]
# Half of them are round: drawn from one list, a span is one draw.
_spans = st.sampled_from(_ROUND_SPANS * (len(_ANY_SPANS) // len(_ROUND_SPANS)) + _ANY_SPANS)
_starts = st.integers(0, 3 * 6 * 28 * 48 - 1).map(_start)
_steps = st.sampled_from(
    [
        *("held", "held", "scheduled", "missed", "thank", "thank", "thank", "reflect", "reflect"),
        *("follow up", "follow up", "follow up", "call", "receive", "receive", "send", "told", "told"),
        *("untold", "move", "sister", "zone", "close", "elsewhere", "elsewhere"),
        *("postpone", "call off", "offer", "settle offer", "promise", "their promise", "keep", "settle"),
    ]
)
_PERSONS = (None, "p1", "p2")
_sent = one_of_each(SENT_KINDS, tuple(Channel), _PERSONS)
_received = one_of_each(RECEIVED_KINDS, tuple(Channel), _PERSONS)
# Built once: in a draw, building them takes as long as drawing.
_step_lists = st.lists(_steps, max_size=10)
# Most begin with an interview that was held, thanked for and reflected on; some with less.
_beginnings = st.sampled_from([("held", "thank all", "reflect"), ("held", "thank all"), ("held",), ()])
_zones, _calendars = st.sampled_from(ZONES), st.sampled_from(CALENDARS)
_met = st.sampled_from([(), ("p1",), ("p1", "p2")])
_one = st.sampled_from(_PERSONS)
_parties, _decisions, _live = st.sampled_from(Party), st.sampled_from(OfferState), st.sampled_from(LIVE)
# Most of the cards are to stay alive.
_ends = st.sampled_from([None, None, *Outcome])
_answer_spans = st.none() | _spans
_day_spans = st.sampled_from([timedelta(days) for days in (-3, 0, 1, 2, 5, 8, 14, 60)])


class World(Struct, frozen=True):
    """An application, one at the same company, one at another, and the moment they are looked at."""

    card: Application
    sister: Application
    elsewhere: Application
    today: Today

    @property
    def company(self) -> tuple[Application, ...]:
        """Both applications at the company."""
        return at_company(self.card, (self.sister, self.card))

    @property
    def related(self) -> tuple[Application, ...]:
        """All applications that its advice depends on."""
        return related_to(self.card, {each.id: each for each in (self.sister, self.card, self.elsewhere)})

    def advice(self) -> Advice:
        """Ask what now."""
        return advise(self.card, self.today, self.related)

    def later(self, now: datetime) -> World:
        """Let nothing happen until then."""
        return replace(self, today=self.today.at(now.astimezone(self.today.zone)))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Let a person do up to ten things one after the other, and look some time after the last."""
    began = draw(_beginnings)
    card = NORTHWIND
    for number, name in enumerate(NAMES):
        card = card.with_person(Person(f"p{number + 1}", name, email=f"{name}@agency.example"))
    elsewhere = replace(card, id="solvex", company="Solvex")
    sister = replace(NORTHWIND, id="northwind-2", role="Architect")
    today = Today(draw(_starts).astimezone(draw(_zones)), draw(_rules), draw(_calendars))
    for step in (*began, *draw(_step_lists)):
        if step == "zone":
            today = today.at(today.now.astimezone(draw(_zones)))
        elif step == "sister":
            sister = _happens(draw, sister, draw(_steps), today)
        elif step == "elsewhere":
            elsewhere = _happens(draw, elsewhere, draw(_steps), today)
        else:
            card = _happens(draw, card, step, today)
        today = _pass_by(today, draw(_spans))
    return World(card, sister, elsewhere, today)


def _pass_by(today: Today, span: timedelta) -> Today:
    # In UTC: added to a wall clock, an hour is lost or won where the clocks change.
    return today.at((today.now.astimezone(UTC) + span).astimezone(today.zone))


def _happens(  # noqa: C901, PLR0911, PLR0912 - one each
    draw: st.DrawFn, card: Application, step: str, today: Today
) -> Application:
    now = Instant.of(today.now)
    match step:
        case "held":
            people = draw(_met)
            return _after_interview(card, Interview("", ended_at=now, people=people), today)
        case "scheduled":
            span = draw(_spans) + timedelta(minutes=1)
            starts_at = Instant.of(_pass_by(today, span).now)
            return _after_interview(card, Interview("", starts_at=starts_at, people=("p1",)), today)
        case "missed":
            return _after_interview(card, Interview("", starts_at=now, missed=True), today)
        case "reflect":
            last = card.last_interview(today.now)
            return card.with_interview(replace(last, reflection=REFLECTION)) if last else card
        case "told":
            return _settled(card, replace(card, decision_date=today.day + draw(_day_spans)), today)
        case "untold":
            return _settled(card, replace(card, decision_date=None), today)
        case "postpone" | "call off":
            return _settled(card, _rescheduled(draw, card, step, today), today)
        case "offer":
            open_for = draw(_answer_spans)
            answer_by = Instant.of(_pass_by(today, open_for).now) if open_for is not None else None
            offer = Offer(now, answer_by, is_verbal=draw(st.booleans()))
            received = Contact(now, Direction.RECEIVED, ContactKind.OFFER)
            return _settled(card, replace(card, offer=offer).with_contact(received), today)
        case "settle offer":
            if card.offer is None:
                return card
            decision = draw(_decisions)
            return replace(card, offer=replace(card.offer, decision=decision, settled_at=now))
        case "promise" | "their promise":
            party = Party.ME if step == "promise" else Party.THEM
            return card.with_promise(Promise("", "Send it", party, today.day + draw(_day_spans)))
        case "keep":
            return replace(card, promises=tuple(replace(each, done_at=now) for each in card.promises[:1]))
        case "settle":
            settled = [replace(contact, settled=True) for contact in card.contacts[-1:]]
            return _settled(card, card.with_contact(settled[0]), today) if settled else card
        case "move":
            return stages.move_to_stage(card, draw(_live), today)
        case "close":
            closed = draw(_ends)
            return stages.close_application(card, closed, today) if closed else card
        case _:
            return _settled(card, card.with_contact(_contact(draw, step, now)), today)


def _rescheduled(draw: st.DrawFn, card: Application, step: str, today: Today) -> Application:
    """Move or call off the next interview, where there is one."""
    planned = card.next_interview(today.utc)
    if planned is None or planned.starts_at is None:
        return card
    if step == "call off":
        return card.with_interview(replace(planned, cancelled_by=draw(_parties)))
    starts_at = Instant.of(_pass_by(today, draw(_spans) + timedelta(minutes=1)).now)
    was = MovedFrom(planned.starts_at, Party.THEM, Instant.of(today.now))
    return card.with_interview(replace(planned, starts_at=starts_at, moved_from=(*planned.moved_from, was)))


def _after_interview(card: Application, interview: Interview, today: Today) -> Application:
    number = next_id("i", tuple(known.id for known in card.interviews))
    return _settled(card, stages.record_interview(card, replace(interview, id=number), today), today)


def _settled(before: Application, after: Application, today: Today) -> Application:
    return bring_up_to_date(before, after, today)


def _contact(draw: st.DrawFn, step: str, now: Instant) -> Contact:
    match step:
        case "thank all":
            return Contact(now, Direction.SENT, ContactKind.THANK_YOU)
        case "thank":
            return Contact(now, Direction.SENT, ContactKind.THANK_YOU, person=draw(_one))
        case "follow up":
            return Contact(now, Direction.SENT, ContactKind.FOLLOW_UP, person=draw(_one))
        case "call":
            return Contact(now, Direction.SENT, ContactKind.FOLLOW_UP, Channel.PHONE, draw(_one))
        case "receive":
            return Contact(now, Direction.RECEIVED, *draw(_received))
        case _:
            return Contact(now, Direction.SENT, *draw(_sent))


def moment_of(until: Until, zone: ZoneInfo) -> datetime | None:
    """Return the moment of an advice's date in UTC; a day stands for its beginning."""
    if until is None:
        return None
    moment = until if isinstance(until, datetime) else datetime.combine(until, time(), zone)
    return moment.astimezone(UTC)


def obeyed(world: World, advice: Advice) -> World:  # noqa: PLR0911 - one for each move
    """Do what the advice says at once, or let time pass until it may say something else."""
    now, card = Instant.of(world.today.now), world.card
    until = moment_of(advice.until, world.today.zone)
    if advice.verdict in (Verdict.WAIT, Verdict.STOP):
        return world.later(until) if until else world
    match advice.move:
        case Move.PREPARE if until:
            return world.later(until)
        case Move.PROMISE:
            kept = tuple(replace(promise, done_at=now) for promise in card.promises)
            return replace(world, card=replace(card, promises=kept))
        case Move.ANSWER_OFFER if card.offer is not None:
            offer = replace(card.offer, decision=OfferState.WITHDRAWN, settled_at=now)
            thanks = Contact(now, Direction.SENT, ContactKind.REPLY)
            return replace(world, card=replace(card, offer=offer).with_contact(thanks))
        case Move.REFLECT:
            last = card.last_interview(world.today.now)
            return (
                replace(world, card=card.with_interview(replace(last, reflection=REFLECTION)))
                if last
                else world
            )
        case Move.THANK_YOU | Move.REPLY | Move.FOLLOW_UP:
            kind = ContactKind(advice.move.value)
            return replace(world, card=card.with_contact(Contact(now, Direction.SENT, kind)))
        case _:
            # They do call back: a closed card opens again, an interview is held.
            opened = stages.move_to_stage(card, Stage.WAITING, world.today)
            return replace(world, card=_after_interview(opened, Interview("", ended_at=now), world.today))


def led_to(world: World, verdict: Verdict, move: Move | None = None) -> World:
    """Do what is advised until an advice is of this verdict, and of this move if one is asked for."""
    for _ in range(8):
        advice = world.advice()
        if advice.verdict is verdict and move in (None, advice.move):
            break
        world = obeyed(world, advice)
    else:
        reject()
    return world


def answers(world: World) -> list[Advice]:
    """Return every answer there is about a world."""
    asked = [
        check_contact(world.card, kind, channel, world.today, world.related)
        for kind in ContactKind
        for channel in (Channel.EMAIL, Channel.PHONE)
    ]
    return [world.advice(), *asked]


def has_open_offer(application: Application, now: datetime) -> bool:
    """Return whether an offer is open at a moment."""
    offer = offer_on_table(application, now)
    return offer is not None and offer.state(now) is OfferState.OPEN


@given(worlds())
@settings(max_examples=300)
def test_every_question_has_an_answer_that_says_why(world: World) -> None:
    """Advice never raises, and gives a sentence of one line, a rule that advises, and counts."""
    event(f"{world.advice().verdict} {world.advice().rule}")
    for answer in answers(world):
        assert answer.reason.strip()
        assert not answer.reason[0].islower()
        assert not answer.reason.startswith("0 ")
        assert answer.reason.rstrip('"')[-1] in ".?"
        assert len(answer.reason.splitlines()) == 1
        assert answer.rule is not R11
        assert answer.used >= 0
        assert answer.allowed >= 0


@given(worlds(), _spans)
@settings(max_examples=400)
def test_time_passing_alone_never_takes_a_follow_up_back(world: World, span: timedelta) -> None:
    """A follow-up that is to be written now is not to be waited with later, where nothing happened since.

    About a missed appointment one writes soon or not at all: R12 falls silent.
    """
    due = led_to(world, Verdict.ACT, Move.FOLLOW_UP)
    assume(due.advice().rule is not R12)
    event(f"by {due.advice().rule}")
    after = due.later(due.today.now.astimezone(UTC) + span).advice()
    assert after.verdict is not Verdict.WAIT
    assert not (after.move is Move.FOLLOW_UP and after.verdict is Verdict.STOP)


@given(worlds())
@settings(max_examples=200)
def test_a_follow_up_that_is_due_is_within_the_count(world: World) -> None:
    """Where a follow-up is to be written, fewer are used than allowed, but after a missed call."""
    advice = led_to(world, Verdict.ACT, Move.FOLLOW_UP).advice()
    assert advice.rule is R12 or advice.used < advice.allowed


@given(worlds(), st.sampled_from(RECEIVED_KINDS), st.sampled_from(Channel), st.sampled_from([None, "p1"]))
@settings(max_examples=300)
def test_something_received_never_makes_the_verdict_stricter(
    world: World, kind: ContactKind, channel: Channel, person: str | None
) -> None:
    """Right after something came, what may be done is at least as much as right before it.

    A notice says nothing, a rejection ends it, while an offer is open nobody asks for news, and an invitation
    for which the interview is planned changes nothing.
    """
    assume(world.card.stage is not Stage.CLOSED)
    assume(kind not in (ContactKind.NOTICE, ContactKind.REJECTION, ContactKind.OFFER))
    # What is sent at the very moment at which something comes counts as its answer.
    world = world.later(world.today.utc + timedelta(seconds=1))
    contact = Contact(Instant.of(world.today.now), Direction.RECEIVED, kind, channel, person)
    after = replace(world, card=_settled(world.card, world.card.with_contact(contact), world.today))
    assume(unanswered(after.card, after.today.utc) is not None)
    assert STRICTER.index(after.advice().verdict) <= STRICTER.index(world.advice().verdict)
    # A thank-you is never held back: there is nothing to be stricter about.
    for asked in (ContactKind.FOLLOW_UP, ContactKind.REPLY, ContactKind.OTHER):
        was, became = (
            check_contact(either.card, asked, Channel.EMAIL, either.today, either.related)
            for either in (world, after)
        )
        assert STRICTER.index(became.verdict) <= STRICTER.index(was.verdict)


@given(worlds())
@settings(max_examples=500)
def test_a_date_to_wait_for_lies_ahead_and_ends_the_waiting(world: World) -> None:
    """Who waits is told until when: later than now, and from then on there is nothing to wait for."""
    waiting = led_to(world, Verdict.WAIT)
    advice = waiting.advice()
    event(f"by {advice.rule}")
    until = moment_of(advice.until, waiting.today.zone)
    # For an offer to be given in writing nobody knows how long one waits.
    assume(advice.rule is not R13)
    assert until is not None
    assert until > waiting.today.now.astimezone(UTC)
    assert waiting.later(until).advice().verdict is not Verdict.WAIT


@given(worlds())
@settings(max_examples=300)
def test_a_date_of_any_answer_lies_ahead(world: World) -> None:
    """Whatever the verdict, a date that is given has not passed."""
    for answer in answers(world):
        until = moment_of(answer.until, world.today.zone)
        assert until is None or until > world.today.now.astimezone(UTC), answer


@given(worlds())
@settings(max_examples=200)
def test_no_more_is_counted_than_was_sent(world: World) -> None:
    """The follow-ups used are at most those that went out to the company."""
    sent = [
        contact
        for card in world.company
        for contact in card.contacts
        if contact.direction is Direction.SENT and contact.kind is ContactKind.FOLLOW_UP
    ]
    assert world.advice().used <= len(sent)


@given(worlds())
@settings(max_examples=300)
def test_a_thank_you_and_an_owed_answer_are_never_held_back(world: World) -> None:
    """The guard never says wait or stop to a thank-you, nor to an answer to something received."""
    for channel in Channel:
        thanks = check_contact(world.card, ContactKind.THANK_YOU, channel, world.today, world.company)
        assert thanks.verdict in (Verdict.ACT, Verdict.MAY)
        if unanswered(world.card, world.today.utc) is not None:
            reply = check_contact(world.card, ContactKind.REPLY, channel, world.today, world.company)
            assert reply.verdict in (Verdict.ACT, Verdict.MAY)


@given(worlds())
@settings(max_examples=200)
def test_what_is_owed_is_never_passed_over(world: World) -> None:
    """On a live card an offer, an answer and thanks owed come in this order, and before any follow-up."""
    assume(world.card.stage is not Stage.CLOSED)
    advice = world.advice()
    if unanswered(world.card, world.today.utc) is not None:
        assert (advice.verdict, advice.rule) in ((Verdict.ACT, R9), (Verdict.ACT, R13))
    elif advice.rule not in (R12, R13, R14, R15, R17) and thanks_owed(world.card, world.today) is not None:
        assert (advice.verdict, advice.move, advice.rule) == (Verdict.ACT, Move.THANK_YOU, R1)


@given(worlds())
@settings(max_examples=200)
def test_applications_at_one_company_share_the_count(world: World) -> None:
    """Whichever of two applications at a company is asked about, as many follow-ups are used."""
    other = advise(world.sister, world.today, at_company(world.sister, world.company))
    assert other.used == world.advice().used


@given(worlds(), st.sampled_from(Channel))
@settings(max_examples=200)
def test_a_further_follow_up_on_the_same_day_is_no_further_wave(world: World, channel: Channel) -> None:
    """Follow-ups of one moment count once, to however many people and for whichever application they go."""
    assume(unanswered(world.card, world.today.utc) is None)
    contact = Contact(Instant.of(world.today.now), Direction.SENT, ContactKind.FOLLOW_UP, channel)
    once = replace(world, card=world.card.with_contact(contact))
    twice = replace(
        once,
        card=once.card.with_contact(replace(contact, person="p1")),
        sister=once.sister.with_contact(contact),
    )
    assert once.advice().used == twice.advice().used


@given(worlds(), _spans, st.booleans())
@settings(max_examples=300)
def test_with_an_open_offer_no_letter_asks_for_news(world: World, span: timedelta, is_verbal: bool) -> None:
    """Neither the advice nor the guard sends a follow-up then, whatever happened before and since."""
    live = stages.move_to_stage(world.card, Stage.WAITING, world.today)
    offer = Offer(Instant.of(world.today.now), is_verbal=is_verbal)
    world = replace(world, card=replace(live, offer=offer)).later(world.today.utc + span)
    assume(has_open_offer(world.card, world.today.utc))  # a rejection at the same moment takes it away
    advice = world.advice()
    assert advice.move not in (Move.FOLLOW_UP, Move.CALL)
    for channel in Channel:
        asked = check_contact(world.card, ContactKind.FOLLOW_UP, channel, world.today, world.related)
        assert asked.verdict is Verdict.STOP


@given(worlds())
@settings(max_examples=300)
def test_with_the_turn_at_the_user_nothing_is_overdue(world: World) -> None:
    """Nor while an interview is planned or an offer is open, unless the user put the card there."""
    card, now = world.card, world.today.utc
    assume(card.stage is not Stage.OVERDUE)
    if unanswered(card, now) or has_open_offer(card, now) or card.next_interview(now):
        assert stages.stage_on(card, world.today) is not Stage.OVERDUE


@given(worlds())
@settings(max_examples=300)
def test_the_advice_never_depends_on_the_order_of_what_happened_at_one_moment(world: World) -> None:
    """Contacts of one moment, interviews and promises may be noted in any order."""
    noted_last_first = world.card.contacts[::-1]
    card = replace(
        world.card,
        contacts=tuple(sorted(noted_last_first, key=lambda contact: contact.at.utc)),
        promises=tuple(reversed(world.card.promises)),
    )
    assert replace(replace(world, card=card).advice(), people=(), reason="") == replace(
        world.advice(), people=(), reason=""
    )


@given(worlds())
@settings(max_examples=300)
def test_a_time_that_no_longer_counts_is_not_named(world: World) -> None:
    """After a move or a cancel no answer says that they meet at the old time."""

    def says(moment: Instant) -> str:
        local = moment.seen_from(world.today.zone)
        return f"You meet them {say_day(local.date(), world.today.day)} at {local:%H:%M}"

    # Of two moments in one minute the same is said.
    still = {
        says(each.starts_at) for each in world.card.planned_interviews(world.today.utc) if each.starts_at
    }
    for interview in world.card.interviews:
        gone = [was.starts_at for was in interview.moved_from]
        gone += [interview.starts_at] if interview.cancelled_by and interview.starts_at else []
        for said in {says(moment) for moment in gone} - still:
            assert not any(said in answer.reason for answer in answers(world))


@given(worlds())
@settings(max_examples=200)
def test_what_else_may_be_done_is_none_of_what_is_advised(world: World) -> None:
    """Beside the advice stand others, each of them something to do now."""
    advice, also = world.advice(), advise_also(world.card, world.today, world.related)
    assert advice not in also
    assert all(other.verdict in (Verdict.ACT, Verdict.MAY) for other in also)
    if has_open_offer(world.card, world.today.utc) or unanswered(world.card, world.today.utc):
        assert Move.FOLLOW_UP not in {other.move for other in also if other.rule is not R12}
