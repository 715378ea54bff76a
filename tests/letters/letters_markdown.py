"""The letters as Markdown: the words that templates can use, and every letter in both languages.

`python -m tests.letters.letters_markdown docs/letters.md` writes the document anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from followup_tui.domain.letter import CONTACT_KINDS, Letter, LetterKind, most_words
from followup_tui.domain.letter_choice import fitting_letter
from followup_tui.domain.letter_fit import kinds_for
from followup_tui.letters.compose import LetterSettings
from followup_tui.letters.drafts import LetterDrafts
from followup_tui.letters.template_words import WORDS
from tests.letters.situations import SITUATIONS, LetterSituation
from tests.samples import today

_INTRODUCTION: Final = """\
# Letters

Made by `python -m tests.letters.letters_markdown docs/letters.md`, from the code and the shipped templates.

Here stand the kinds of letters, the words that templates can use, and every letter in both languages, as the
program begins it in {count} situations. What stands in `[[ ]]` is a blank, which only you can fill: it says
what to write, and behind a colon, what you noted about it. The set `de-informal` is the
German one, for people whom you call by their first name.

## Kinds

A letter is offered where every sentence of it would be true, and is noted as the kind of contact in the
second column. One that has more words than the third column says is hardly read to its end.

{kinds}

## Words for templates

A text is shown as it is, and is empty where nothing is known. A blank is shown in its brackets. A list is
shown line by line, and ends with `{{% endfor %}}`; what is yes or no ends with `{{% endif %}}`.

{words}"""

_LANGUAGES: Final = {"en": "English", "de": "German"}
_SENDER: Final = "Ada King"
_PHONE: Final = "+49 30 901820"
_TO_EACH: Final = (LetterKind.THANK_YOU, LetterKind.HIRED_THANKS)
"""The kinds of which everybody gets a letter; any other is printed for who should get it first."""


def letters_markdown() -> str:
    """Write the document."""
    kinds = _table(
        ("kind", "noted as", "words"),
        ((f"`{kind}`", CONTACT_KINDS[kind].value, str(most_words(kind))) for kind in LetterKind),
    )
    words = _table(
        ("word", "is a", "used as", "means"),
        (
            (f"`{name}`", word.type.value, f"`{word.usage(name)}`", word.meaning)
            for name, word in WORDS.items()
        ),
    )
    blocks = [_INTRODUCTION.format(count=len(SITUATIONS), kinds=kinds, words=words)]
    for number, situation in enumerate(SITUATIONS, start=1):
        blocks += _situation_blocks(number, situation)
    return "\n\n".join(blocks) + "\n"


def letters_of(situation: LetterSituation, kind: LetterKind, template_set: str) -> list[Letter]:
    """Return the letters of a kind, as the program begins them in a situation."""
    settings = LetterSettings(Path("/nonexistent"), template_set, _SENDER, _PHONE)
    related = (situation.application, *situation.related)
    drafts = LetterDrafts(
        situation.application, kind, today(situation.now), settings, related, questions=situation.questions
    ).drafts
    return [draft.letter for draft in (drafts if kind in _TO_EACH else drafts[:1])]


def fitting_kinds(situation: LetterSituation) -> list[LetterKind]:
    """Return the kinds that fit a situation, the one the program suggests first."""
    now, related = today(situation.now), (situation.application, *situation.related)
    suggested = fitting_letter(situation.application, related, now)
    return sorted(kinds_for(situation.application, now, related), key=lambda kind: kind is not suggested)


def _situation_blocks(number: int, situation: LetterSituation) -> Iterator[str]:
    yield f"## {number}. {situation.heading}"
    yield f"Written {today(situation.now).now:%A %-d %B %Y, %H:%M} in Berlin."
    for kind in fitting_kinds(situation):
        by_language = {code: letters_of(situation, kind, code) for code in _LANGUAGES}
        for index, letter in enumerate(by_language["en"]):
            whom = letter.person.full_name if letter.person else "nobody by name"
            yield f"### `{kind}` to {whom}"
            for code, language in _LANGUAGES.items():
                written = by_language[code][index]
                yield f"{language}:"
                yield f"```\nSubject: {written.subject}\n\n{written.body}\n```"


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


if __name__ == "__main__":
    import sys

    Path(sys.argv[1]).write_text(letters_markdown(), encoding="utf-8")
