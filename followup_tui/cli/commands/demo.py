"""`followup demo`: the board on a sample that is thrown away."""

from __future__ import annotations

import argparse
import re

from followup_tui.cli.argument_parser import Parser, unmark
from followup_tui.cli.command import Call, Command


def _add_arguments(parser: Parser) -> None:
    parser.add_argument("--size", type=_size, metavar="N", help="how many applications (default: a handful)")
    parser.add_argument(
        "--seed", type=_seed, default=1, metavar="N", help="another number makes another sample"
    )


def _run(call: Call) -> int:
    from followup_tui.cli.board import show_demo  # help on this command does not need the board

    return show_demo(call.context, call.options.size, call.options.seed)


def _size(word: str) -> int:
    text = unmark(word)
    if not re.fullmatch("[0-9]{1,6}", text) or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is no number from 1 to 100,000")
    return int(text)


def _seed(word: str) -> int:
    text = unmark(word)
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"invalid int value: {text!r}") from None


COMMAND = Command(
    help="open the board on a throwaway sample; nothing of yours is touched",
    order=100,
    add_arguments=_add_arguments,
    run=_run,
    has_json=False,
    says_settings_problems=True,
)
