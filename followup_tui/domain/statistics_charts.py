"""The charts of the statistics, with their sentences, for the statistics page and `followup stats`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from followup_tui.domain.advice.keeping_looking import say_days_ago
from followup_tui.domain.application import Application, Outcome, Stage
from followup_tui.domain.offer import OfferState
from followup_tui.domain.stages import Today
from followup_tui.domain.statistics import FEW, Statistics, median, percent, share, statistics
from followup_tui.domain.statistics_answers import Lateness
from followup_tui.domain.statistics_path import FeltWeek, Reached
from followup_tui.domain.wording import say_count

_HOURS = (6, 12, 24, 48)
"""The upper ends of the bars of the thank-yous, in hours; the hours of R1 are added."""

_DAYS = (2, 5, 10, 20)
"""The upper ends of the bars of the answers, in days."""

_ORDINALS = ("first", "second", "later")
"""What follow-ups are called, by their number since they were last heard from."""

_FEELINGS = {5: "good 5", 4: "4", 3: "3", 2: "2", 1: "bad 1"}

_OFFER_WORDS = {OfferState.WITHDRAWN: "they withdrew"}


class ChartKind(Enum):
    """What a chart is about, in the order in which they are shown; the value is its title."""

    REACHED = "How far they came"
    FEELINGS = "How it felt, week by week"
    DAYS = "What you did, day by day"
    THANK_YOUS = "From the interview to the thank-you"
    LESSONS = "What to change next time"
    OUTCOMES = "How they ended"
    ANSWER_DAYS = "From the interview to their answer"
    ANSWERED = "Answered, after a thank-you or not"
    FOLLOW_UPS = "Answered follow-ups"
    LATENESS = "Their own dates"
    OFFERS = "Offers"
    LIVE = "Where the live ones stand"


NOTHING_YET: Mapping[ChartKind, str] = {
    ChartKind.REACHED: "Nothing yet: record an interview.",
    ChartKind.FEELINGS: "Nothing yet: say how it felt, 1 to 5, when you reflect on an interview.",
    ChartKind.DAYS: "Nothing yet: it shows your interviews, and what you send.",
    ChartKind.THANK_YOUS: "Nothing yet: send a thank-you, or log that you did.",
    ChartKind.LESSONS: "Nothing yet: write down what to change when you reflect on an interview.",
    ChartKind.OUTCOMES: "Nothing yet: close an application, with how it ended.",
    ChartKind.ANSWER_DAYS: "Nothing yet: log what you hear from them.",
    ChartKind.ANSWERED: "Nothing yet: no interview was held whose time for an answer is over.",
    ChartKind.FOLLOW_UPS: "Nothing yet: send a follow-up, or log that you did.",
    ChartKind.LATENESS: "Nothing yet: note the day by which they say they will decide.",
    ChartKind.OFFERS: "Nothing yet: note an offer when you receive one.",
    ChartKind.LIVE: "None is live: record an interview.",
}
"""What each chart says where there is nothing to show."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart.

    Attributes:
        label: what it counts, in at most 16 letters.
        count: its length.
        share: what share that is, in at most 6 letters; empty where there are too few cases for one.
        is_good: whether it is good news.
    """

    label: str
    count: int
    share: str = ""
    is_good: bool = False


class Chart(Struct, frozen=True):
    """One chart.

    Attributes:
        kind: what it is about.
        facts: what it comes to, in a few words each, the most important first.
        bars: its rows; none where there is nothing yet, or where it has days instead.
        weeks: the weeks that are drawn in the rows in place of bars, which are the feelings from 5 to 1.
        days: how much was done on which day, up to `today`.
        sentences: what else there is to say; where there is nothing yet, what would have to be recorded.
    """

    kind: ChartKind
    facts: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    weeks: tuple[FeltWeek, ...] = ()
    days: Mapping[date, int] | None = None
    today: date = date.min
    sentences: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.bars and not self.days


def charts(counted: Statistics) -> tuple[Chart, ...]:
    """Return all charts, in the order in which they are shown."""
    return tuple(_CHARTS[kind](counted) for kind in ChartKind)


def applications_behind(
    applications: Iterable[Application], today: Today, kind: ChartKind, label: str
) -> list[Application]:
    """Return the applications that a row of a chart counts: those whose own statistics have it."""
    return [
        application
        for application in applications
        if any(
            bar.count and bar.label == label for bar in _CHARTS[kind](statistics((application,), today)).bars
        )
    ]


def say_number(value: float) -> str:
    """Say a number with one decimal, left out where it is 0: `4`, `3.5`."""
    return f"{value:.1f}".removesuffix(".0")


def _reached(counted: Statistics) -> Chart:
    interviewed = counted.reached[Reached.INTERVIEWED]
    bars = [
        Bar(
            each.value,
            count,
            _share(count, interviewed) if each is not Reached.INTERVIEWED else "",
            is_good=each is Reached.HIRED,
        )
        for each, count in counted.reached.items()
    ]
    facts = (f"of {interviewed} interviewed",)
    return _chart(ChartKind.REACHED, interviewed, facts, bars, _few_cases(interviewed))


def _feelings(counted: Statistics) -> Chart:
    values = [each.feeling for each in counted.feelings]
    facts = [f"median {say_number(median(values) or 0)}"]
    if len(values) >= 2 * FEW:
        facts.append(f"last ten {say_number(median(values[-FEW:]) or 0)}")
    facts.append(say_count(len(values), "interview"))
    bars = [Bar(label, values.count(feeling)) for feeling, label in _FEELINGS.items()]
    chart = _chart(ChartKind.FEELINGS, len(values), facts, bars, _few_cases(len(values)))
    return chart if chart.is_empty else replace(chart, weeks=counted.felt_weeks)


def _days(counted: Statistics) -> Chart:
    if not counted.days:
        return _chart(ChartKind.DAYS, 0)
    return Chart(ChartKind.DAYS, days=counted.days, today=counted.today)


def _lessons(counted: Statistics) -> Chart:
    total = sum(counted.lessons.values())
    counts = [(state.value, count) for state, count in counted.lessons.items()]
    return _chart(ChartKind.LESSONS, total, (say_count(total, "lesson"),), _bars(counts))


def _thank_yous(counted: Statistics) -> Chart:
    hours, allowed = counted.thank_you_hours, counted.allowed_hours
    facts = (f"median {_hours(median(hours) or 0)}",)
    bars = _bars(_binned(hours, sorted({*_HOURS, allowed}), "h"))
    in_time = f"{share(counted.thanked_in_time, len(hours))} within {allowed} h, as R1 asks."
    return _chart(ChartKind.THANK_YOUS, len(hours), facts, bars, (in_time, *_few_cases(len(hours))))


def _outcomes(counted: Statistics) -> Chart:
    closed = sum(counted.outcomes.values())
    bars = [
        Bar(outcome.value, count, _share(count, closed), is_good=outcome is Outcome.HIRED)
        for outcome, count in counted.outcomes.items()
    ]
    return _chart(ChartKind.OUTCOMES, closed, (f"{closed} closed",), bars, _few_cases(closed))


def _answer_days(counted: Statistics) -> Chart:
    days, never = counted.answer_days, counted.never_answered
    were = "was" if never == 1 else "were"
    unanswered = (f"{say_count(never, 'interview')} {were} never answered.",) if never else ()
    if not days and unanswered:
        return Chart(ChartKind.ANSWER_DAYS, sentences=unanswered)
    facts = (f"median {say_number(median(days) or 0)} d", say_count(len(days), "answer"))
    bars = _bars(_binned(days, _DAYS, "d"))
    return _chart(ChartKind.ANSWER_DAYS, len(days), facts, bars, (*unanswered, *_few_cases(len(days))))


def _answered(counted: Statistics) -> Chart:
    thanked, unthanked = counted.thanked, counted.unthanked
    named = [("thanked", thanked), ("not thanked", unthanked)]
    bars = [
        Bar(label, count.answered, f"of {count.interviews}") for label, count in named if count.interviews
    ]
    sentences = []
    if thanked.interviews and unthanked.interviews:
        sentences.append("That two things go together does not mean that one causes the other.")
    if min(thanked.interviews, unthanked.interviews) < FEW:
        sentences.append(
            f"Too few to rely on: only {thanked.interviews} with a thank-you, {unthanked.interviews} without."
        )
    if counted.too_early:
        too_early = say_count(counted.too_early, "interview")
        sentences.append(f"{too_early} not counted: it is too early to tell, or you withdrew.")
    interviews = thanked.interviews + unthanked.interviews
    return _chart(ChartKind.ANSWERED, interviews, (say_count(interviews, "interview"),), bars, sentences)


def _lateness(counted: Statistics) -> Chart:
    lateness: Lateness = counted.lateness
    days, never, waiting = lateness.days, lateness.never, lateness.waiting
    sentences = [
        f"{say_count(count, 'date')} passed, and {what}."
        for count, what in ((never, "no answer ever came"), (waiting, "you still wait"))
        if count
    ]
    if not days and sentences:
        return Chart(ChartKind.LATENESS, sentences=tuple(sentences))
    in_time = sum(day == 0 for day in days)
    facts = [f"{share(in_time, len(days))} in time"]
    if days and days[-1]:
        facts.append(f"at worst {days[-1]} d late")
    bars = _bars([("in time", in_time), *_binned((day for day in days if day), _DAYS, "d late")])
    return _chart(ChartKind.LATENESS, len(days), facts, bars, (*sentences, *_few_cases(len(days))))


def _follow_ups(counted: Statistics) -> Chart:
    sent = sum(count.sent for count in counted.follow_ups)
    waiting = sum(count.waiting for count in counted.follow_ups)
    bars = [
        Bar(name, count.answered, f"of {count.sent}")
        for name, count in zip(_ORDINALS, counted.follow_ups, strict=True)
        if count.sent
    ]
    still = (f"After {waiting} of them it is too early to tell.",) if waiting else ()
    return _chart(ChartKind.FOLLOW_UPS, sent, (f"{sent} sent",), bars, (*still, *_few_cases(sent)))


def _offers(counted: Statistics) -> Chart:
    received = sum(counted.offers.values())
    bars = _bars((_OFFER_WORDS.get(state, state.value), count) for state, count in counted.offers.items())
    return _chart(ChartKind.OFFERS, received, (f"{received} received",), bars)


def _live(counted: Statistics) -> Chart:
    live = sum(counted.live.values())
    bars = _bars((stage.value, count) for stage, count in counted.live.items())
    overdue = counted.live.get(Stage.OVERDUE, 0)
    days = counted.days_since_newest or 0
    keep_looking = ": time to look for others (R11)" if days >= counted.keep_looking_days else ""
    sentences = (f"Last new application {say_days_ago(days)}{keep_looking}.",)
    return _chart(ChartKind.LIVE, live, (f"{live} live", f"{overdue or 'none'} overdue"), bars, sentences)


def _chart(
    kind: ChartKind,
    cases: int,
    facts: Iterable[str] = (),
    bars: Iterable[Bar] = (),
    sentences: Iterable[str] = (),
) -> Chart:
    """Return a chart; one of no cases only says what would give some."""
    if not cases:
        return Chart(kind, sentences=(NOTHING_YET[kind],))
    return Chart(kind, tuple(facts), tuple(bars), sentences=tuple(sentences))


def _few_cases(cases: int) -> tuple[str, ...]:
    """Say how few cases there are, where there are few."""
    return (f"Only {say_count(cases, 'case')}: too few to rely on.",) if cases < FEW else ()


def _binned(values: Iterable[float], edges: Iterable[int], unit: str) -> list[tuple[str, int]]:
    """Count values by the first edge they do not go beyond, as far as there are any."""
    counts: dict[int | None, int] = dict.fromkeys((*edges, None), 0)
    for value in values:
        counts[next((edge for edge in counts if edge is None or value <= edge), None)] += 1
    bars = [(f"up to {edge} {unit}" if edge else "later", count) for edge, count in counts.items()]
    while bars and not bars[-1][1]:
        bars.pop()
    return bars


def _bars(counts: Iterable[tuple[str, int]]) -> list[Bar]:
    counted = list(counts)
    total = sum(count for _, count in counted)
    return [Bar(label, count, _share(count, total)) for label, count in counted]


def _share(count: int, cases: int) -> str:
    """Return a share in per cent; of none there is nothing to say."""
    return percent(count, cases) if count else ""


def _hours(hours: float) -> str:
    return f"{say_number(hours)} h" if hours < 72 else f"{say_number(hours / 24)} d"


_CHARTS: Mapping[ChartKind, Callable[[Statistics], Chart]] = {
    ChartKind.REACHED: _reached,
    ChartKind.FEELINGS: _feelings,
    ChartKind.DAYS: _days,
    ChartKind.THANK_YOUS: _thank_yous,
    ChartKind.LESSONS: _lessons,
    ChartKind.OUTCOMES: _outcomes,
    ChartKind.ANSWER_DAYS: _answer_days,
    ChartKind.ANSWERED: _answered,
    ChartKind.FOLLOW_UPS: _follow_ups,
    ChartKind.LATENESS: _lateness,
    ChartKind.OFFERS: _offers,
    ChartKind.LIVE: _live,
}
"""What makes each chart."""
