"""`followup stats`: the figures of the search, with plots of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from followup_tui.cli.command import Call, Command
from followup_tui.cli.output import write_json, write_line
from followup_tui.cli.width import available_columns, shorten, wrap
from followup_tui.domain.dates import say_date
from followup_tui.domain.stages import Today
from followup_tui.domain.statistics import FEW, AnswerCount, Statistics, group_feelings, median, statistics
from followup_tui.domain.statistics_charts import Bar, Chart, charts, say_groups, say_number

_WIDEST: Final = 72
"""The most columns of a line: a longer bar would say no more."""

_LEAST: Final = 4
"""The fewest signs of the longest bar."""

_MOST_POINTS: Final = 20
"""The most feelings that are shown one by one; more are grouped."""

_INDENT: Final = "  "


def _run(call: Call) -> None:
    today = call.tracker.today()
    numbers = statistics(call.tracker.applications.values(), today)
    if call.options.json:
        write_json(_document(numbers))
        return
    width = min(available_columns() or _WIDEST, _WIDEST)
    write_line("\n\n".join("\n".join(_lines(chart, width, today)) for chart in charts(numbers)))


def _document(numbers: Statistics) -> dict[str, object]:
    """Return the figures as `stats --json` writes them: counts and medians, no shares. No case, no median."""
    from followup_tui.exchange.json_export import rfc3339

    return {
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
    return {"interviews": interviews.held, "answered": interviews.answered}


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)


def _lines(chart: Chart, width: int, today: Today) -> Iterator[str]:
    points = group_feelings(chart.feelings, _MOST_POINTS)
    yield wrap(chart.title, width)
    for sentence in filter(None, (*chart.sentences, say_groups(points))):
        yield wrap(sentence, width, _INDENT)
    for line in (*_bars(chart.bars, width), *_over_time(points, today)):
        yield shorten(line, width)


def _bars(bars: Sequence[Bar], width: int) -> Iterator[str]:
    if not bars:
        return
    widest = max(len(bar.label) for bar in bars)
    longest = max(width - widest - len(bars[0].count_text) - 5, _LEAST)
    # A few cases are short bars: full ones would make much of them.
    greatest = max(FEW, *(bar.count for bar in bars))
    for bar in bars:
        line = "#" * (max(1, longest * bar.count // greatest) if bar.count else 0)
        yield f"{_INDENT}{bar.label:<{widest}} {bar.count_text}  {line}".rstrip()


def _over_time(points: Sequence[tuple[datetime, float, int]], today: Today) -> Iterator[str]:
    days = [say_date(moment.astimezone(today.zone).date()) for moment, _, _ in points]
    widest = max(map(len, days), default=0)
    for day, (_, felt, _) in zip(days, points, strict=True):
        yield f"{_INDENT}{day:<{widest}} {say_number(felt):>3}  {'#' * round(2 * felt)}"


COMMAND = Command(help="show the figures of your search", order=280, run=_run, is_paged=True)
