"""The charts of the statistics, with their sentences, for the statistics page and `followup stats`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from followup_tui.domain.advice.keeping_looking import say_days_ago
from followup_tui.domain.application import Stage
from followup_tui.domain.interview import LessonState
from followup_tui.domain.offer import OfferState
from followup_tui.domain.statistics import FEW, AnswerCount, Feeling, Statistics, median, percent, share
from followup_tui.domain.statistics_answers import FollowUpCount, Lateness

_HOURS = (6, 12, 24, 48)
"""The upper ends of the bars of the thank-yous, in hours; the hours of R1 are added."""

_DAYS = (2, 5, 10, 20)
"""The upper ends of the bars of the answers, in days."""

_ORDINALS = ("First", "Second", "Later")
"""What follow-ups are called, by their number since they were last heard from."""

_OFFER_WORDS = {OfferState.WITHDRAWN: "withdrawn by them"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart.

    Attributes:
        label: what it counts.
        count: its length.
        count_text: the count as text, with its share where there are enough cases for one.
    """

    label: str
    count: int
    count_text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart.

    Attributes:
        title: what it is about.
        sentences: what it shows, in words; where there is nothing yet, what would have to be recorded.
        bars: its bars; none where there is nothing yet, or where it has points instead.
        feelings: its points over time; none where it has bars.
    """

    title: str
    sentences: tuple[str, ...]
    bars: tuple[Bar, ...] = ()
    feelings: tuple[Feeling, ...] = ()


def charts(statistics: Statistics) -> tuple[Chart, ...]:
    """Return all charts, in the order in which they are shown."""
    return (
        _feelings(statistics.feelings),
        _lessons(statistics),
        _thank_yous(statistics),
        _days(statistics),
        _answered(statistics),
        _lateness(statistics.lateness),
        _follow_ups(statistics.follow_ups),
        _offers(statistics.offers),
        _outcomes(statistics),
        _live(statistics),
    )


def say_number(value: float) -> str:
    """Say a number with one decimal, left out where it is 0: `4`, `3.5`."""
    return f"{value:.1f}".removesuffix(".0")


def say_groups(groups: Sequence[tuple[object, float, int]]) -> str:
    """Say that points stand for more than one interview each; empty where they do not."""
    most = max((count for _, _, count in groups), default=0)
    return f"Each point is the median of up to {most} interviews." if most > 1 else ""


def _feelings(feelings: tuple[Feeling, ...]) -> Chart:
    title = "How interviews felt, over time"
    if not feelings:
        return Chart(title, ("Nothing yet: say how it felt, 1 to 5, when you reflect on an interview.",))
    values = [each.feeling for each in feelings]
    middle = say_number(median(values) or 0)
    sentences = [
        f"{_many(len(values), 'interview')}: median {middle} of 5, from {min(values)} to {max(values)}."
    ]
    if len(values) >= 2 * FEW:
        first, last = (median(part) or 0 for part in (values[:FEW], values[-FEW:]))
        sentences.append(f"The first {FEW}: median {say_number(first)}; the last {FEW}: {say_number(last)}.")
    return Chart(title, (*sentences, *_few_cases(len(values))), feelings=feelings)


def _lessons(statistics: Statistics) -> Chart:
    total = sum(statistics.lessons.values())
    title = "What to change next time"
    if not total:
        return Chart(title, ("Nothing yet: write down what to change when you reflect on an interview.",))
    sentence = f"{_many(total, 'lesson')}: {share(statistics.lessons[LessonState.DONE], total)} done."
    bars = [(state.value, count) for state, count in statistics.lessons.items()]
    return Chart(title, (sentence,), _bars(bars))


def _thank_yous(statistics: Statistics) -> Chart:
    hours, allowed = statistics.thank_you_hours, statistics.allowed_hours
    title = "From the interview to the thank-you"
    if not hours:
        return Chart(title, ("Nothing yet: send a thank-you, or log that you did.",))
    in_time = f"{share(statistics.thanked_in_time, len(hours))} within the {allowed} h of R1"
    sentence = f"{_many(len(hours), 'thank-you')}: median {_hours(median(hours) or 0)}; {in_time}."
    return Chart(
        title, (sentence, *_few_cases(len(hours))), _bars(_binned(hours, sorted({*_HOURS, allowed}), "h"))
    )


def _days(statistics: Statistics) -> Chart:
    title = "From the interview to their answer"
    days, never = statistics.answer_days, statistics.never_answered
    were = "was" if never == 1 else "were"
    unanswered = f"{_many(never, 'interview')} {were} never answered." if never else ""
    if not days:
        return Chart(title, (unanswered or "Nothing yet: log what you hear from them.",))
    sentence = (
        f"{_many(len(days), 'answer')}: median {say_number(median(days) or 0)} d. {unanswered}".rstrip()
    )
    return Chart(title, (sentence, *_few_cases(len(days))), _bars(_binned(days, _DAYS, "d")))


def _answered(statistics: Statistics) -> Chart:
    title = "Answered, with and without a thank-you"
    thanked, unthanked = statistics.thanked, statistics.unthanked
    interviews = _many(statistics.too_early, "interview")
    uncounted = f"{interviews} not counted: it is too early to tell, or you withdrew."
    too_early = (uncounted,) if statistics.too_early else ()
    if not thanked.held + unthanked.held:
        return Chart(
            title, ("Nothing yet: no interview was held whose time for an answer is over.", *too_early)
        )
    sentences = [
        f"{word} a thank-you: {share(count.answered, count.held)} answered."
        for word, count in (("With", thanked), ("Without", unthanked))
        if count.held
    ]
    if thanked.held and unthanked.held:
        sentences.append("That two things go together does not say that one makes the other.")
    bars = (*_answer_bars("thanked", thanked), *_answer_bars("not thanked", unthanked))
    few = f"Few to go by: only {thanked.held} with, {unthanked.held} without."
    few_cases = (few,) if min(thanked.held, unthanked.held) < FEW else ()
    # No shares: the sentences say of what each would be one.
    return Chart(title, (*sentences, *too_early, *few_cases), _bars(bars, shares=False))


def _lateness(lateness: Lateness) -> Chart:
    title = "Their own dates"
    days, never, waiting = lateness.days, lateness.never, lateness.waiting
    passed = (
        f"{_many(never, 'date')} passed, and no answer ever came." if never else "",
        f"{_many(waiting, 'date')} passed, and you still wait." if waiting else "",
    )
    sentences = tuple(filter(None, passed))
    if not days:
        nothing = "Nothing yet: note the day by which they say they will decide."
        return Chart(title, sentences or (nothing,))
    in_time = sum(day == 0 for day in days)
    late = f"; median {say_number(median(days) or 0)} d late, at worst {days[-1]} d" if days[-1] else ""
    sentence = f"{_many(len(days), 'answer')} to a date they gave: {share(in_time, len(days))} in time{late}."
    bars = [("in time", in_time), *_binned((day for day in days if day), _DAYS, "d late")]
    return Chart(title, (sentence, *sentences, *_few_cases(len(days))), _bars(bars))


def _follow_ups(counts: Sequence[FollowUpCount]) -> Chart:
    title = "Answers to follow-ups"
    sent = sum(count.sent for count in counts)
    if not sent:
        return Chart(title, ("Nothing yet: send a follow-up, or log that you did.",))
    named = [(name, count) for name, count in zip(_ORDINALS, counts, strict=True) if count.sent]
    sentences = [
        f"{name}: {share(count.answered, count.sent - count.waiting)} answered"
        f"{f', {count.waiting} still waiting' if count.waiting else ''}."
        for name, count in named
    ]
    bars = [(f"{name.lower()}, answered", count.answered) for name, count in named]
    return Chart(title, (*sentences, *_few_cases(sent)), _bars(bars, shares=False))


def _offers(counts: Mapping[OfferState, int]) -> Chart:
    title = "Offers"
    received = sum(counts.values())
    if not received:
        return Chart(title, ("Nothing yet: note an offer when you receive one.",))
    bars = [(_OFFER_WORDS.get(state, state.value), count) for state, count in counts.items()]
    return Chart(title, (f"{received} received.",), _bars(bars))


def _outcomes(statistics: Statistics) -> Chart:
    title = "Where applications end"
    closed = sum(statistics.outcomes.values())
    if not closed:
        return Chart(title, ("Nothing yet: close an application, with how it ended.",))
    bars = [(outcome.value, count) for outcome, count in statistics.outcomes.items()]
    return Chart(title, (f"{closed} closed.", *_few_cases(closed)), _bars(bars))


def _live(statistics: Statistics) -> Chart:
    title = "Where the live ones stand"
    live = sum(statistics.live.values())
    if not live:
        return Chart(title, ("None is live: record an interview.",))
    overdue = statistics.live[Stage.OVERDUE]
    bars = [(stage.value, count) for stage, count in statistics.live.items()]
    days = statistics.days_since_newest or 0
    keep_looking = ": time to look for others (R11)" if days >= statistics.keep_looking_days else ""
    sentences = (
        f"{live} live, {overdue or 'none'} overdue.",
        f"Last new application {say_days_ago(days)}{keep_looking}.",
    )
    return Chart(title, sentences, _bars(bars))


def _answer_bars(kind: str, count: AnswerCount) -> tuple[tuple[str, int], ...]:
    return (f"{kind}, answered", count.answered), (f"{kind}, no answer", count.held - count.answered)


def _binned(values: Iterable[float], edges: Sequence[int], unit: str) -> list[tuple[str, int]]:
    counts = dict.fromkeys((*edges, None), 0)
    for value in values:
        counts[next((edge for edge in edges if value <= edge), None)] += 1
    return [(f"up to {edge} {unit}" if edge else "later", count) for edge, count in counts.items()]


def _bars(counts: Iterable[tuple[str, int]], *, shares: bool = True) -> tuple[Bar, ...]:
    counted = tuple(counts)
    total = sum(count for _, count in counted)
    digits = len(str(max((count for _, count in counted), default=0)))
    return tuple(
        Bar(
            label,
            count,
            f"{count:>{digits}}{f'{percent(count, total):>7}' if shares and total >= FEW else ''}",
        )
        for label, count in counted
    )


def _few_cases(cases: int) -> tuple[str, ...]:
    return (f"Only {_many(cases, 'case')}: few to go by.",) if cases < FEW else ()


def _hours(hours: float) -> str:
    return f"{say_number(hours)} h" if hours < 72 else f"{say_number(hours / 24)} d"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
