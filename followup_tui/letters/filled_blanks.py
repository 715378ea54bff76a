"""What a user wrote in the blanks of a letter, where they left its other words as they were."""

from __future__ import annotations

from typing import Final, NamedTuple

from followup_tui.domain.letter import blank_spans

_CAN_GO: Final = ("take this out", "streichen")
"""How a blank says that the letter is whole without it."""


class FilledBlank(NamedTuple):
    """One blank of a template, and what stands in its place.

    Attributes:
        label: what it says to write.
        text: what stands there: the user's words, the blank itself, or nothing.
        begins_sentence: whether a sentence begins with it.
    """

    label: str
    text: str
    begins_sentence: bool

    @property
    def is_filled(self) -> bool:
        """Whether the user's words stand there."""
        return bool(self.text.strip()) and "[[" not in self.text and "]]" not in self.text

    @property
    def is_hole(self) -> bool:
        """Whether the blank was taken out of a sentence that needs it."""
        return not self.text.strip() and not any(words in self.label for words in _CAN_GO)

    @property
    def begins_small(self) -> bool:
        """Whether the user began a sentence with a small letter; `iOS` begins with one anywhere."""
        word = self.text.split()[0] if self.is_filled else ""
        return self.begins_sentence and word[:1].islower() and word.islower()


def filled_blanks(template: str, text: str) -> list[FilledBlank] | None:
    """Return what stands in a text in the place of each blank of a template.

    Args:
        template: the letter as it was begun.
        text: the letter as it is written.

    Returns:
        None where the other words of the letter were changed.
    """
    spans = blank_spans(template)
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(template)]
    first, *others = [template[start:end] for start, end in zip(starts, ends, strict=True)]
    if not text.startswith(first) or not all(others[:-1]):
        return None
    blanks, at = [], len(first)
    left_open = dict(blank_spans(text))
    for number, ((start, end), behind) in enumerate(zip(spans, others, strict=True)):
        is_last = number == len(spans) - 1
        # A blank that is still open can hold the words that stand behind it.
        search_from = left_open.get(at, at)
        stop = len(text) - len(behind) if is_last else text.find(behind, search_from)
        if stop < search_from or not text.startswith(behind, stop):
            return None
        begins_sentence = template[:start].rstrip().endswith((".", "?", "!"))
        blanks.append(FilledBlank(_label(template[start + 2 : end - 2]), text[at:stop], begins_sentence))
        at = stop + len(behind)
    return blanks if blanks or text == template else None


def refilled(template: str, text: str, fresh: str) -> str | None:
    """Return a letter as it would be begun now, with what the user wrote in its blanks.

    Args:
        template: the letter as it was begun.
        text: the letter as it is written.
        fresh: the letter as it would be begun now.

    Returns:
        None where the user changed more than the blanks, or wrote in one that is no longer there.
    """
    blanks = filled_blanks(template, text)
    if blanks is None:
        return None
    written = [blank for blank in blanks if blank.is_filled or not blank.text]
    result, last = "", 0
    for start, end in blank_spans(fresh):
        label = _label(fresh[start + 2 : end - 2])
        mine = next((blank for blank in written if blank.label == label), None)
        if mine is not None:
            written.remove(mine)
        result += fresh[last:start] + (fresh[start:end] if mine is None else mine.text)
        last = end
    return None if any(blank.text for blank in written) else result + fresh[last:]


def without_suggestions(text: str) -> str:
    """Return a text whose blanks say what to write, and no longer what was noted about it."""
    result, last = "", 0
    for start, end in blank_spans(text):
        result += f"{text[last:start]}[[{_label(text[start + 2 : end - 2])}]]"
        last = end
    return result + text[last:]


def _label(blank: str) -> str:
    return blank.partition(": ")[0].strip()
