"""The line on a card: its advice in a few words, with its look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from followup_tui.domain.advice.answer import ACT, Advice, Move, Verdict
from followup_tui.domain.advice.ending import R17
from followup_tui.domain.advice.following_up import R5, R8
from followup_tui.domain.advice.interviewing import R12
from followup_tui.domain.advice.letting_go import R10
from followup_tui.domain.advice.next_move import advise
from followup_tui.domain.application import CLOSED, OVERDUE, Application, Outcome, Stage
from followup_tui.domain.dates import WEEKDAYS, say_date, say_time
from followup_tui.domain.instant import Instant
from followup_tui.domain.look import GOOD_NEWS, HIRED, INTERVIEW_AHEAD, LATE, OVER, Look, look_of
from followup_tui.domain.offer import OfferState
from followup_tui.domain.stages import Today, expected_by, facts_of, stage_on
from followup_tui.domain.turn import is_snoozed
from followup_tui.domain.urgency import deadline_of, offer_to_show


class CardLine(Struct, frozen=True):
    """The line on a card.

    Attributes:
        look: its colour, weight and sign: those of the advice where it says what that says.
        cells: what it is and when, in ever shorter words: the first at the left of a card, the second at its
            right. A narrow card shows the first of these pairs that fits. Either may be empty.
        is_chip: whether `when` stands out: hours that run out, or stop.
        between: what stands between the two where they are one text.
    """

    look: Look
    cells: tuple[tuple[str, str], ...]
    is_chip: bool = False
    between: str = " · "

    @property
    def wordings(self) -> tuple[str, ...]:
        """Each pair of `cells` as one text, in ever shorter words."""
        return tuple(dict.fromkeys(self.between.join(filter(None, pair)) for pair in self.cells))


def card_line(
    application: Application, today: Today, company: Sequence[Application] = (), advice: Advice | None = None
) -> CardLine:
    """Return the line of a card: what is due now, or what it waits for.

    `company` is as in `advise`, `advice` what that returned, where it is known already.
    """
    if application.stage is CLOSED:
        return _closed(application, today)
    # A snooze hides only advice, never the deadline of an offer or an interview.
    interview = facts_of(application, today).next_interview
    start = interview.starts_at if interview is not None else None
    if is_snoozed(application, today.utc):
        offer_line = _offer(application, None, today)
        return offer_line or (_snoozed(application, today) if start is None else _scheduled(start, today))
    advice = advice or advise(application, today, company)
    offer_line = _offer(application, advice if advice.verdict is ACT else None, today)
    if offer_line is not None:
        return offer_line
    if advice.verdict is ACT:
        return _to_do(application, advice, today)
    if start is not None:
        return _scheduled(start, today)
    return _suggested(advice) or _waiting(application, advice, today)


def _say_day_shortly(day: date, today: Today) -> str:
    """Say a day on a card: `Fri 27 Nov`, `27 Nov` from 60 days on, `27 Nov 2027` in another year."""
    full = say_date(day)
    if day.year != today.day.year:
        return full.partition(" ")[2]
    short = full.rpartition(" ")[0]
    return short if abs((day - today.day).days) < 60 else short.partition(" ")[2]


def _day_and_month(day: date) -> str:
    """Say a day on a narrow card: `27 Nov`."""
    return " ".join(say_date(day).split()[1:3])


def _weekday(day: date) -> str:
    """Name a day of the week in three letters: `Fri`."""
    return WEEKDAYS[day.weekday()][:3]


def _say_left(until: datetime, today: Today) -> str:
    """Say how long it is until a moment: `4 h`, `25 min`, `late`."""
    # In UTC: between two local times an hour is lost or won when the clocks change.
    minutes = (until.astimezone(UTC) - today.utc) // timedelta(minutes=1)
    if minutes < 0:
        return "late"
    if minutes >= 48 * 60:
        return f"{minutes // 1440} d"
    return f"{minutes // 60} h" if minutes >= 60 else f"{minutes} min"


def say_time_of(advice: Advice, today: Today) -> tuple[str, bool]:
    """Say how long there is for what is due, or how late it is, in 9 cells; and whether hours run out.

    Empty where it has no time.
    """
    deadline, since = deadline_of(advice.until, today), advice.late_since
    if deadline is not None:
        return _say_left(deadline, today), _runs_out(deadline, today)
    if since is None:
        return "", False
    days = (today.day - since.astimezone(today.zone).date()).days
    if advice.move is Move.REPLY:
        return f"{days} d ago" if days > 0 else "today", False
    return f"{days} d late" if 0 < days < 100 else "late", False


def _runs_out(until: datetime | None, today: Today) -> bool:
    """Return whether the hours until a moment are counted: fewer than a day of them is left."""
    return until is not None and timedelta() <= until.astimezone(UTC) - today.utc < timedelta(days=1)


def _compact(left: str) -> str:
    """Write what is left without its gap: `4h`, `33m`, `2d`."""
    return left.replace(" min", "m").replace(" ", "")


def _closed(application: Application, today: Today) -> CardLine:
    closed_at = application.closed_since.day(today.zone)
    word = application.outcome.value if application.outcome else "closed"
    look = HIRED if application.outcome is Outcome.HIRED else OVER
    cells = ((word, _say_day_shortly(closed_at, today)), (word, _day_and_month(closed_at)), (word, ""))
    return CardLine(look, cells, between=" ")


def _snoozed(application: Application, today: Today) -> CardLine:
    """Return the line of a snoozed card, which still shows that it is overdue."""
    until = application.snoozed_until
    day = _say_day_shortly(until.day(today.zone), today) if until else ""
    expected = expected_by(application, today)
    is_overdue = stage_on(application, today) is Stage.OVERDUE
    if is_overdue and expected is not None and expected <= today.day:
        late = (today.day - expected).days
        words = ((f"{late} d overdue", "snoozed"), (f"{late} d", "snoozed"), ("snoozed", ""))
        return CardLine(LATE, words)
    cells = (("snoozed until", day), ("snoozed", ""))
    return CardLine(OVER, cells, between=" ")


def _offer(application: Application, due: Advice | None, today: Today) -> CardLine | None:
    """Return the line of an offer that is open, lapsed or accepted; None where there is none of these.

    `due` is the advice where something is to be done now, else None.
    """
    offer = offer_to_show(application, facts_of(application, today))
    if offer is None:
        return None
    cells: tuple[tuple[str, str], ...]
    deadline = offer.answer_by
    day = _say_day_shortly(deadline.day(today.zone), today) if deadline else ""
    runs_out = False
    match offer.state(today.utc):
        case OfferState.ACCEPTED:
            cells = (("offer accepted", ""), ("accepted", ""))
        case OfferState.LAPSED:
            cells = ((f"offer lapsed {day}", "ask them"), ("offer lapsed", day), ("offer lapsed", ""))
            cells = (*cells, ("lapsed", ""))
        case OfferState.OPEN if deadline is not None:
            left, runs_out = _say_left(deadline.utc, today), _runs_out(deadline.utc, today)
            cells = (("offer", f"answer by {day} · {left}"), ("offer: answer", left))
            cells = (*cells, ("offer", left), ("offer", _compact(left)), ("offer", ""))
        case OfferState.OPEN:
            cells = (("offer", "no deadline"), ("offer", ""))
        case _:
            return None
    look = GOOD_NEWS if due is None else replace(look_of(due), sign=GOOD_NEWS.sign)
    return CardLine(look, cells, is_chip=runs_out)


def _to_do(application: Application, advice: Advice, today: Today) -> CardLine:
    deadline = deadline_of(advice.until, today)
    left = _say_left(deadline, today) if deadline else ""
    cells: tuple[tuple[str, str], ...]
    runs_out = False
    match advice.move:
        case Move.REPLY:
            since = advice.late_since
            waited = _days_since(since.astimezone(today.zone).date(), today) if since else "today"
            cells = (("answer them", waited), ("answer", waited), ("answer", ""))
        case Move.THANK_YOU:
            count = len(advice.people)
            letters = f"{count} letters" if count > 1 else "1 letter" if count else "thank-you"
            cells, runs_out = _with_time_left(letters, left), bool(left)
        case Move.REFLECT:
            runs_out = bool(left)
            fresh = ("reflect while it is fresh", f"{left} left") if left else ("reflect", "late")
            cells = (fresh, ("reflect", left or "late"), ("reflect", _compact(left)), ("reflect", ""))
        case Move.PREPARE:
            interview = facts_of(application, today).next_interview
            start = interview.starts_at.seen_from(today.zone) if interview and interview.starts_at else None
            when = _say_moment_shortly(start, today) if start else ""
            time_of_day = say_time(start) if start else ""
            cells = (("prepare", f"interview {when}"), ("prepare", when), ("prepare", time_of_day))
            cells = (*cells, ("prepare", ""))
        case Move.PROMISE:
            late = "today" if left else "late"
            cells = (("keep your promise", late), ("promise", late), ("promise", ""))
        case _ if advice.rule is R17:
            when = f"{left} left" if left else "late"
            cells = (("withdraw", when), ("withdraw", left or "late"), ("withdraw", ""))
        case _ if advice.rule is R12:
            cells = (("did not take place", "write"), ("write", "no interview"))
            cells = (*cells, ("write", "not held"), ("write", ""))
        case _:
            nth = f"{advice.used + 1} of {advice.allowed}"
            short_nth = f"{advice.used + 1}/{advice.allowed}"
            cells = (("write a follow-up", nth), ("follow up", nth), ("follow up", short_nth))
            cells = (*cells, ("write", short_nth), ("write", ""))
    runs_out = runs_out and _runs_out(deadline, today)
    return CardLine(look_of(advice), cells, is_chip=runs_out)


def _with_time_left(what: str, left: str) -> tuple[tuple[str, str], ...]:
    """Say what is due and how long there is; or that it is late, and welcome all the same."""
    if not left:
        return (what, "late, still welcome"), (what, "late"), (what, "")
    return (f"{what} due", f"{left} left"), (what, left), (what, _compact(left)), (what, "")


def _suggested(advice: Advice) -> CardLine | None:
    words: tuple[str, ...]
    if advice.move is Move.CLOSE:
        words = ("let it go: close it", "let it go", "close") if advice.rule is R10 else ("close it", "close")
        return CardLine(look_of(advice), _without_time(words))
    if advice.verdict is Verdict.MAY and advice.move is Move.FOLLOW_UP:
        words = ("ask when they decide", "ask their date", "ask when", "ask")
        if advice.rule is R8:
            words = ("tell them of the other offer", "tell of the offer", "tell them", "tell")
        return CardLine(look_of(advice), _without_time(words))
    return None


def _without_time(wordings: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((words, "") for words in wordings)


def _scheduled(start: Instant, today: Today) -> CardLine:
    moment = start.seen_from(today.zone)
    when = _say_moment_shortly(moment, today)
    day = when.rpartition(" ")[0]
    shortest = min(day, _day_and_month(moment.date()), key=len)
    cells = (("interview", when), ("", when), ("", day), ("", shortest))
    return CardLine(INTERVIEW_AHEAD, cells, between=" ")


def _say_moment_shortly(moment: datetime, today: Today) -> str:
    """Say a moment on a card: `today 14:00`, `Fri 10:00`, `4 Dec 10:00`."""
    if moment.date() == today.day:
        return f"today {say_time(moment)}"
    if timedelta() < moment.date() - today.day < timedelta(days=7):
        return f"{_weekday(moment)} {say_time(moment)}"
    return f"{_say_day_shortly(moment.date(), today)} {say_time(moment)}"


def _waiting(application: Application, advice: Advice, today: Today) -> CardLine:
    """Return the line of a card that waits: how long it is overdue, or until when an answer is expected."""
    facts = facts_of(application, today)
    expected = facts.expected_by
    if expected is None:
        cells = _without_time(("nothing to do yet", "nothing yet", "nothing"))
        return CardLine(look_of(advice), cells)
    late = (today.day - expected).days
    # One put into Overdue before its day is not late yet.
    if late > 0 or (late == 0 and stage_on(application, today) is OVERDUE):
        return _overdue(advice, late, today)
    about = "" if facts.decision_date is not None else "about "
    short, days = f"{_weekday(expected)} {expected.day}", f"{-late} d"
    if late == 0:
        cells = ((f"{about}today", ""), ("today", ""))
    else:
        cells = ((f"{about}{_say_day_shortly(expected, today)}", days), (short, days), ("", days))
    return CardLine(look_of(advice), cells)


def _overdue(advice: Advice, late: int, today: Today) -> CardLine:
    count, short_count = f"{advice.used} of {advice.allowed}", f"{advice.used}/{advice.allowed}"
    cells: tuple[tuple[str, str], ...]
    is_stop = advice.verdict is Verdict.STOP and advice.rule is R5
    if is_stop:
        cells = ((f"stop · {late} d", f"{count} used"), ("stop", count), ("stop", short_count), ("stop", ""))
    elif isinstance(advice.until, date):
        until = "tomorrow" if (advice.until - today.day).days == 1 else _weekday(advice.until)
        if (advice.until - today.day).days > 6:
            until = _say_day_shortly(advice.until, today)
        cells = ((f"{late} d · {count}", f"wait until {until}"), (f"{late} d", f"wait until {until}"))
        cells = (*cells, ("wait", f"until {until}"), ("wait", until), (f"{late} d", ""))
    else:
        cells = ((f"{late} d overdue", count), (f"{late} d", count), (f"{late} d", short_count))
        cells = (*cells, (f"{late} d", ""))
    return CardLine(look_of(advice), cells, is_chip=is_stop)


def _days_since(since: date, today: Today) -> str:
    days = (today.day - since).days
    return f"{days} d" if days > 0 else "today"
