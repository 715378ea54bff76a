"""`followup stats`: the figures of the search, with plots of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from followup_tui.cli.command import Call, Command
from followup_tui.cli.output import write_json, write_line
from followup_tui.cli.width import available_columns, shorten, wrap
from followup_tui.domain.dates import MONTHS, say_date
from followup_tui.domain.statistics import FEW, AnswerCount, Statistics, median, statistics
from followup_tui.domain.statistics_charts import Bar, Chart, charts
from followup_tui.domain.statistics_path import FeltWeek

_WIDEST: Final = 72
"""The most columns of a line: a longer bar would say no more."""

_LEAST: Final = 4
"""The fewest signs of the longest bar."""

_MOST_WEEKS: Final = 20
"""How many weeks of feelings are shown at most, the last ones."""

_MOST_MONTHS: Final = 12
"""How many months of what was done are shown at most, the last ones."""

_INDENT: Final = "  "


def _run(call: Call) -> None:
    numbers = statistics(call.tracker.applications.values(), call.tracker.today())
    if call.options.json:
        write_json(_document(numbers))
        return
    width = min(available_columns() or _WIDEST, _WIDEST)
    if call.tracker.applications:
        write_line("\n\n".join("\n".join(_lines(chart, width)) for chart in charts(numbers)))
    else:
        write_line("Nothing to look back on yet. `followup add` records an interview.")


def _document(numbers: Statistics) -> dict[str, object]:
    """Return the figures as `stats --json` writes them: counts and medians, no shares. No case, no median."""
    from followup_tui.exchange.json_export import rfc3339

    return {
        "reached": {each.value: count for each, count in numbers.reached.items()},
        "days": {day.isoformat(): count for day, count in numbers.days.items()},
        "feelings": {
            "median": median([felt.feeling for felt in numbers.feelings]),
            "of": [{"at": rfc3339(felt.at), "feeling": felt.feeling} for felt in numbers.feelings],
        },
        "lessons": {state.value: count for state, count in numbers.lessons.items()},
        "thank_yous": {
            "median_hours": _rounded(median(numbers.thank_you_hours)),
            "allowed_hours": numbers.allowed_hours,
            "in_time": numbers.thanked_in_time,
            "hours": [_rounded(hours) for hours in numbers.thank_you_hours],
        },
        "answers": {
            "median_days": _rounded(median(numbers.answer_days)),
            "days": [_rounded(days) for days in numbers.answer_days],
            "never": numbers.never_answered,
        },
        "with_thank_you": _answered(numbers.thanked),
        "without_thank_you": _answered(numbers.unthanked),
        "not_counted": numbers.too_early,
        "outcomes": {outcome.value: count for outcome, count in numbers.outcomes.items()},
        "live": {stage.value: count for stage, count in numbers.live.items()},
        "their_dates": {
            "median_days_late": _rounded(median(numbers.lateness.days)),
            "worst_days_late": max(numbers.lateness.days, default=None),
            "days_late": list(numbers.lateness.days),
            "never": numbers.lateness.never,
            "waiting": numbers.lateness.waiting,
        },
        "follow_ups": [
            {"number": number, "sent": count.sent, "answered": count.answered, "waiting": count.waiting}
            for number, count in enumerate(numbers.follow_ups, start=1)
        ],
        "offers": {
            "received": sum(numbers.offers.values()),
            **{state.value: count for state, count in numbers.offers.items()},
        },
        "keep_looking": {
            "live": sum(numbers.live.values()),
            "days_since_newest": numbers.days_since_newest,
            "after_days": numbers.keep_looking_days,
        },
    }


def _answered(interviews: AnswerCount) -> dict[str, int]:
    return {"interviews": interviews.interviews, "answered": interviews.answered}


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)


def _lines(chart: Chart, width: int) -> Iterator[str]:
    facts = ", ".join(chart.facts)
    yield wrap(f"{chart.kind.value}{f': {facts}' if facts else ''}", width)
    for sentence in chart.sentences:
        yield wrap(sentence, width, _INDENT)
    bars = _months(chart.days) if chart.days else _weeks(chart.weeks) if chart.weeks else chart.bars
    for line in _bars(bars, width):
        yield shorten(line, width)


def _bars(bars: Sequence[Bar], width: int) -> Iterator[str]:
    if not bars:
        return
    widest = max(len(bar.label) for bar in bars)
    digits, shares = len(str(max(bar.count for bar in bars))), max(len(bar.share) for bar in bars)
    longest = max(width - widest - digits - shares - 7, _LEAST)
    # A few cases are short bars: full ones would make much of them.
    greatest = max(FEW, *(bar.count for bar in bars))
    for bar in bars:
        line = "#" * (max(1, longest * bar.count // greatest) if bar.count else 0)
        share = f"  {bar.share:>{shares}}" if shares else ""
        yield f"{_INDENT}{bar.label:<{widest}} {bar.count:>{digits}}{share}  {line}".rstrip()


def _weeks(weeks: Sequence[FeltWeek]) -> list[Bar]:
    """Return the last weeks as bars: each as long as its median, from 1 to 5."""
    return [
        Bar(say_date(week.monday), round(median(week.feelings) or 0), _felt(week))
        for week in weeks[-_MOST_WEEKS:]
    ]


def _felt(week: FeltWeek) -> str:
    """Say from where to where a week's feelings went."""
    least, most = week.feelings[0], week.feelings[-1]
    return str(least) if least == most else f"{least} to {most}"


def _months(days: Mapping[date, int]) -> list[Bar]:
    """Return how much was done in each of the last months."""
    counts: dict[date, int] = {}
    for day, count in days.items():
        month = day.replace(day=1)
        counts[month] = counts.get(month, 0) + count
    return [Bar(f"{MONTHS[month.month - 1][:3]} {month.year}", count) for month, count in counts.items()][
        -_MOST_MONTHS:
    ]


COMMAND = Command(help="show the figures of your search", order=280, run=_run, is_paged=True)
