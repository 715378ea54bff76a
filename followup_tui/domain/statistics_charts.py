"""The figures in words: what the statistics page and `followup stats` both say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from followup_tui.domain.application import LessonState, Stage
from followup_tui.domain.statistics import FEW, AnswerCount, Feeling, Statistics, median, percent, share

HOURS = (6, 12, 24, 48)
"""Where the bars of the thank-yous end, in hours, beside the hours that R1 allows."""

DAYS = (2, 5, 10, 20)
"""Where the bars of the answers end, in days."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a plot.

    Attributes:
        beside: the number beside it, with its share where there are enough cases for one.
    """

    label: str
    count: int
    beside: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One thing that is looked back on.

    Attributes:
        says: what it comes to, in sentences; where there is nothing yet, what would have to be recorded.
        bars: its bars; none where there is nothing yet, or where it is no plot of bars.
        feelings: what is drawn over time.
    """

    title: str
    says: tuple[str, ...]
    bars: tuple[Bar, ...] = ()
    feelings: tuple[Feeling, ...] = ()


def charts(found: Statistics) -> tuple[Chart, ...]:
    """Say everything, in the order in which it is shown."""
    return (
        _feelings(found.feelings),
        _lessons(found),
        _thank_yous(found),
        _days(found.answer_days),
        _answered(found),
        _outcomes(found),
        _live(found),
    )


def say_number(value: float) -> str:
    """Say a number as short as it is right: `4`, `3.5`."""
    return f"{value:.1f}".removesuffix(".0")


def say_groups(groups: Sequence[tuple[object, float, int]]) -> str:
    """Say that each point stands for more than one interview; empty where each is one."""
    most = max((count for _, _, count in groups), default=0)
    return f"Each point is the median of up to {most} interviews." if most > 1 else ""


def _feelings(feelings: tuple[Feeling, ...]) -> Chart:
    title = "How interviews felt, over time"
    if not feelings:
        return Chart(title, ("Nothing yet: say how it felt, 1 to 5, when you reflect on an interview.",))
    values = [felt.feeling for felt in feelings]
    middle = say_number(median(values) or 0)
    says = [f"{_many(len(values), 'interview')}: median {middle} of 5, from {min(values)} to {max(values)}."]
    if len(values) >= 2 * FEW:
        first, last = (median(part) or 0 for part in (values[:FEW], values[-FEW:]))
        says.append(f"The first {FEW}: median {say_number(first)}; the last {FEW}: {say_number(last)}.")
    return Chart(title, (*says, *_few(len(values))), feelings=feelings)


def _lessons(found: Statistics) -> Chart:
    total = sum(found.lessons.values())
    title = "What to change next time"
    if not total:
        return Chart(title, ("Nothing yet: write down what to change when you reflect on an interview.",))
    says = f"{_many(total, 'lesson')}: {share(found.lessons[LessonState.DONE], total)} done."
    bars = [(state.value, count) for state, count in found.lessons.items()]
    return Chart(title, (says,), _bars(bars))


def _thank_yous(found: Statistics) -> Chart:
    hours, allowed = found.thank_you_hours, found.allowed_hours
    title = "From the interview to the thank-you"
    if not hours:
        return Chart(title, ("Nothing yet: send a thank-you, or log that you did.",))
    in_time = f"{share(found.thanked_in_time, len(hours))} within the {allowed} h of R1"
    says = f"{_many(len(hours), 'thank-you')}: median {_hours(median(hours) or 0)}; {in_time}."
    return Chart(title, (says, *_few(len(hours))), _bars(_binned(hours, sorted({*HOURS, allowed}), "h")))


def _days(days: tuple[float, ...]) -> Chart:
    title = "From the interview to their answer"
    if not days:
        return Chart(title, ("Nothing yet: log what you hear from them.",))
    says = f"{_many(len(days), 'answer')}: median {say_number(median(days) or 0)} d."
    return Chart(title, (says, *_few(len(days))), _bars(_binned(days, DAYS, "d")))


def _answered(found: Statistics) -> Chart:
    title = "Answered, with and without a thank-you"
    thanked, unthanked = found.thanked, found.unthanked
    held = thanked.held + unthanked.held
    early = (
        (f"{_many(found.too_early, 'interview')} not counted: it is too early to tell, or you withdrew.",)
        if found.too_early
        else ()
    )
    if not held:
        return Chart(title, ("Nothing yet: no interview was held whose time for an answer is over.", *early))
    says = [
        f"{_begun(kind)} a thank-you: {share(some.answered, some.held)} answered."
        for kind, some in (("with", thanked), ("without", unthanked))
        if some.held
    ]
    if thanked.held and unthanked.held:
        says.append("That two things go together does not say that one makes the other.")
    bars = (*_both("thanked", thanked), *_both("not thanked", unthanked))
    few = f"Few to go by: only {thanked.held} with, {unthanked.held} without."
    lacking = (few,) if min(thanked.held, unthanked.held) < FEW else ()
    # No share beside these: what each is a share of stands in the sentences.
    return Chart(title, (*says, *early, *lacking), _bars(bars, shares=False))


def _outcomes(found: Statistics) -> Chart:
    title = "Where applications end"
    closed = sum(found.outcomes.values())
    if not closed:
        return Chart(title, ("Nothing yet: close an application, with how it ended.",))
    bars = [(outcome.value, count) for outcome, count in found.outcomes.items()]
    return Chart(title, (f"{closed} closed.", *_few(closed)), _bars(bars))


def _live(found: Statistics) -> Chart:
    title = "Where the live ones stand"
    live = sum(found.live.values())
    if not live:
        return Chart(title, ("None is live: record an interview.",))
    overdue = found.live[Stage.OVERDUE]
    bars = [(stage.value, count) for stage, count in found.live.items()]
    return Chart(title, (f"{live} live, {overdue or 'none'} overdue.",), _bars(bars))


def _both(kind: str, some: AnswerCount) -> tuple[tuple[str, int], ...]:
    return (f"{kind}, answered", some.answered), (f"{kind}, no answer", some.held - some.answered)


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


def _few(cases: int) -> tuple[str, ...]:
    return (f"Only {_many(cases, 'case')}: few to go by.",) if cases < FEW else ()


def _hours(hours: float) -> str:
    return f"{say_number(hours)} h" if hours < 72 else f"{say_number(hours / 24)} d"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _begun(word: str) -> str:
    return word[:1].upper() + word[1:]
