"""Which column of a table holds what: by its heading, or as the user says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from followup_tui.domain.wording import quoted
from followup_tui.errors import CallError
from followup_tui.exchange.imports.date_text import shorten_cell
from followup_tui.exchange.imports.headings import FIELDS, IGNORE, field_of, heading_key
from followup_tui.exchange.imports.incoming import Choice, Question

FIELD_WORDS: Final = (*FIELDS, IGNORE)
"""What `--map` takes for a field."""

_SHOWN_HEADINGS: Final = 30

_SEVERAL: Final = frozenset({"interview", "person", "interviewer", "email", "phone", "link", "notes", "tags"})
"""The fields that several columns can hold; of the others the heading that says it best counts."""

_NAME_KEYS: Final = frozenset(map(heading_key, ("name", "names", "bezeichnung")))
"""The first column of Notion and Airtable: what it names, the others tell."""


def match_columns(headings: Sequence[str], fields_by_heading: Mapping[str, str]) -> dict[int, str]:
    """Return the field of each column, by its place.

    Args:
        headings: the headings of the table.
        fields_by_heading: what the user says a column holds, by its heading, however that is spelled.

    Raises:
        CallError: there is no such field, or no such column; the sentence names those there are.
    """
    fields = _mapped_fields(headings, fields_by_heading)
    taken = set(fields.values())
    for field in FIELDS:
        if field in taken and field not in _SEVERAL:
            continue
        columns = [
            column
            for column, heading in enumerate(headings)
            if column not in fields and field_of(heading) == field
        ]
        if field not in _SEVERAL:
            columns = sorted(columns, key=lambda column: _rank(headings[column], field))[:1]
        fields |= dict.fromkeys(columns, field)
    names = [column for column, heading in enumerate(headings) if heading_key(heading) in _NAME_KEYS]
    for field, other in (("company", "role"), ("role", "company")):
        if names and names[0] not in fields and field not in fields.values() and other in fields.values():
            fields[names[0]] = field
    return dict(sorted(fields.items()))


class UnknownColumnError(CallError):
    """No column of a table is known to hold the company, or the role.

    Attributes:
        field: which of the two; the company where it is both.
        question: asks which column holds it; None where each holds something else.
    """

    def __init__(
        self, headings: Sequence[str], fields: Mapping[int, str], missing: list[str], name: str
    ) -> None:
        self.field = missing[0]
        shown = ", ".join(shorten_cell(heading) for heading in headings[:_SHOWN_HEADINGS] if heading)
        unread = [heading for place, heading in enumerate(headings) if heading and place not in fields]
        option = f'--map "{next(iter(unread), "HEADER")}={self.field}"'
        super().__init__(
            f"{name}: which column holds the {' and which the '.join(missing)} cannot be told. "
            f"Its columns: {shown}",
            f"Nothing was changed. Say it with {option}",
        )
        choices = tuple(Choice(heading, heading) for heading in unread)
        text = f"{name}: which column holds the {self.field}?"
        self.question = Question(f"column of {self.field}", text, choices, option) if choices else None


def require_company_and_role(headings: Sequence[str], fields: Mapping[int, str], name: str) -> None:
    """Refuse a table without a column for the company or for the role.

    Raises:
        UnknownColumnError: it has none; the sentence names its columns and how to say what they hold.
    """
    missing = [field for field in ("company", "role") if field not in fields.values()]
    if missing:
        raise UnknownColumnError(headings, fields, missing, name)


def _mapped_fields(headings: Sequence[str], fields_by_heading: Mapping[str, str]) -> dict[int, str]:
    fields: dict[int, str] = {}
    for heading, word in fields_by_heading.items():
        field = word.casefold() or IGNORE
        if field not in FIELD_WORDS:
            raise CallError(
                f"{quoted(word)} is no field of an application",
                f"A column can hold {', '.join(FIELDS)}; {IGNORE} leaves it out",
            )
        columns = [
            column for column, other in enumerate(headings) if heading_key(other) == heading_key(heading)
        ]
        if not columns:
            raise CallError(
                f"No column is called {quoted(heading)}", f"There are {', '.join(filter(None, headings))}"
            )
        fields |= dict.fromkeys(columns, field)
    return fields


def _rank(heading: str, field: str) -> int:
    keys = [heading_key(each) for each in FIELDS[field]]
    key = heading_key(heading)
    return keys.index(key) if key in keys else len(keys)
