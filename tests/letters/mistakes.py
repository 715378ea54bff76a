"""Templates with something wrong in them, and what is to be said of each."""

from __future__ import annotations

from typing import Final

from followup_tui.domain.text import TEXT_LIMIT

MISTAKES: Final[dict[str, tuple[str, str]]] = {
    "never ended": ("Subject: x\n\n{% if day %}\nx", "line 4: Unexpected end of template"),
    "a word that does not end": ("Subject: x\n\n{{ role", "line 3: "),
    "no such tag": ("Subject: x\n\n{% iff day %}", "line 3: Encountered unknown tag 'iff'"),
    "a control in it": ("Subject: x\n\n{{ \x1b[31m }}", "line 3: unexpected char"),
    "nearly a word": ("Subject: x\n\n\n{{ compny }}", 'line 4: there is no "compny"; did you mean company?'),
    "no word at all": ("Subject: x\n\n{{ zzz }}", 'line 3: there is no "zzz"; docs/letters.md lists'),
    "no such part": ("Subject: x\n{{ person.salary }}", 'line 2: there is no "salary" behind a dot'),
    "a part of a text": ("Subject: x\n{{ role.upper }}", 'line 2: there is no "upper" behind a dot'),
    "a filter": ("Subject: x\n{{ role|upper }}", "line 2: a template only shows words; a filter such as"),
    "a filter over lines": ("Subject: x\n{% filter upper %}x{% endfilter %}", "line 2: a template only"),
    "a call": ("Subject: x\n{{ greeting() }}", "line 2: a template only shows words; a call has no place"),
    "a call of a part": ("Subject: x\n{{ role.format(1) }}", "line 2: a template only shows words; a call"),
    "a range": ("Subject: x\n{% for x in range(9) %}x{% endfor %}", "line 2: a loop goes over a list"),
    "arithmetic": ("Subject: x\n{{ 7 * 7 }}", "line 2: a template only shows words; arithmetic"),
    "a power": ("Subject: x\n{{ 9 ** 9 ** 9 ** 9 }}", "line 2: a template only shows words; arithmetic"),
    "a long word": ("Subject: x\n{{ 'x' * 999999999 }}", "line 2: a template only shows words; arithmetic"),
    "joined words": ("Subject: x\n{{ role ~ role }}", "line 2: a template only shows words; ~ has no place"),
    "brackets": (
        "Subject: x\n{{ questions[0] }}",
        "line 2: a template only shows words; something in square",
    ),
    "a list": ("Subject: x\n{{ [role] }}", "line 2: a template only shows words; a list"),
    "a test": (
        "Subject: x\n{% if role is defined %}x{% endif %}",
        "line 2: a template only shows words; a test",
    ),
    "another file": (
        "Subject: x\n{% include '/etc/passwd' %}",
        "line 2: a template only shows words; another",
    ),
    "an import": ("Subject: x\n{% import 'os' as os %}", "line 2: a template only shows words; another file"),
    "part of another": (
        "Subject: x\n{% from 'os' import x %}",
        "line 2: a template only shows words; another",
    ),
    "a template below": (
        "{% extends 'base' %}\nSubject: x",
        "line 1: a template only shows words; another file",
    ),
    "a macro": ("Subject: x\n{% macro x() %}x{% endmacro %}", "line 2: a template only shows words; a macro"),
    "a block": ("Subject: x\n{% block x %}x{% endblock %}", "line 2: a template only shows words; block"),
    "a word set": ("Subject: x\n{% set x = 1 %}", "line 2: a template only shows words; setting a word"),
    "lines set": (
        "Subject: x\n{% set x %}y{% endset %}",
        "line 2: a template only shows words; setting a word",
    ),
    "the way out": ("Subject: x\n{{ ''.__class__ }}", 'line 2: there is no "__class__" behind a dot'),
    "the way out of a word": ("Subject: x\n{{ role.__class__.__mro__ }}", 'there is no "__mro__" behind'),
    "the way out of a loop": (
        "Subject: x\n{% for x in questions %}{{ loop.__init__ }}{% endfor %}",
        'line 2: there is no "__init__" behind a dot',
    ),
    "itself": ("Subject: x\n{{ self }}", 'line 2: there is no "self"'),
    "a loop in a loop": (
        "Subject: x\n{% for x in questions %}\n{% for y in questions %}x{% endfor %}{% endfor %}",
        "line 3: a loop goes over a list such as questions, and stands in no other",
    ),
    "a loop over letters": (
        "Subject: x\n{% for x in questions %}{% for y in x %}x{% endfor %}{% endfor %}",
        "line 2: a loop goes over a list such as questions, and stands in no other",
    ),
    "a loop of pairs": ("Subject: x\n{% for a, b in questions %}x{% endfor %}", "line 2: a template only"),
    "the questions as they are": (
        "Subject: x\n{{ questions }}",
        "line 2: questions is no text; a loop shows",
    ),
    "whether they were told": ("Subject: x\n{{ ask_date }}", "line 2: ask_date is no text; it is for {% if"),
    "the person": ("Subject: x\n{{ person }}", "line 2: person is no text; person.name shows the name"),
    "the person in disguise": ("Subject: x\n{{ person or 1 }}", "line 2: person is no text; person.name"),
    "the person as a condition's end": (
        "Subject: x\n\n{{ role and (1 if day else person) }}",
        "line 3: person is no text; person.name",
    ),
    "the questions in disguise": ("Subject: x\n{{ '' or questions }}", "line 2: questions is no text"),
    "the loop itself": (
        "Subject: x\n{% for x in questions %}{{ loop if x }}{% endfor %}",
        "line 2: loop is no text; loop.index shows the number",
    ),
    "words that cannot be compared": ("Subject: x\n{% if role < 1 %}x{% endif %}", "cannot be filled in"),
    "a number without end": (f"Subject: x\n{{{{ {'9' * 5_000} }}}}", "cannot be filled in"),
    "conditions without end": (
        "Subject: x\n" + "{% if day %}" * 150 + "{% endif %}" * 150,
        "cannot be filled",
    ),
    "brackets without end": ("Subject: x\n{{ " + "(" * 5_000 + ")" * 5_000 + "}}", "cannot be filled in"),
    "no subject": (
        "{{ greeting }}\n\nThank you.",
        "line 1: a template begins with Subject: and what it is about",
    ),
    "a subject without words": ("Subject:\n\nThank you.", "line 1: a template begins with Subject:"),
    "a subject nobody sees": ("Subject: \u200b\n\nThank you.", "line 1: a template begins with Subject:"),
    "a subject without end": (f"Subject: {'x' * 501}\n\nThank you.", "makes too long a letter"),
    "a subject alone": ("Subject: x\n\n\n", "has no letter under its subject"),
    "an empty file": ("", "line 1: a template begins with Subject:"),
    "a file without end": (f"Subject: x\n\n{'x' * TEXT_LIMIT}", "is longer than 20,000 characters"),
    "a huge file": ("Subject: x\n\n" + "ü" * 3_000_000, "is longer than 20,000 characters"),
    "a letter without end": (
        "Subject: x\n\n" + "{% for x in questions %}{{ x }}{{ x }}{{ x }}{% endfor %}" * 300,
        "makes too long a letter",
    ),
}
"""What is wrong, by a name for it: the file, and a part of the sentence."""
