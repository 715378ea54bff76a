"""Lines wrapped with what goes on further in."""

from __future__ import annotations

from textual.content import Content

from followup_tui.ui.hanging import hang


def test_a_line_goes_on_further_in_than_it_began() -> None:
    """Lines that fit stay as they are, empty ones too; the styles stay on their words."""
    content = Content.assemble(
        "  one two ", ("three four five", "bold"), "\n\n    six seven eight nine\nten\n"
    )
    hung = hang(content, 14)
    assert hung.plain.split("\n") == [
        "  one two",
        "    three four",
        "    five",
        "",
        "    six seven",
        "      eight",
        "      nine",
        "ten",
        "",
    ]
    bold = {hung.plain[span.start : span.end].strip() for span in hung.spans if span.style == "bold"}
    assert bold == {"three four", "five"}


def test_a_row_too_narrow_to_indent_is_left_to_the_widget() -> None:
    """Nothing hangs where more than half of the row would be empty."""
    assert hang(Content("    one two three"), 10).plain == "    one two three"
