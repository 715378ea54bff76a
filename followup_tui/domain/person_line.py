"""People as they are typed and pasted, one a line: `Jana Novák, Head of Data <jana@northwind.example>`."""

# ruff: noqa: RUF001 - the quotation marks and dashes that people and mail programs write

from __future__ import annotations

import re
from typing import Final

from followup_tui.domain.forms_of_address import (
    is_form_of_address,
    is_suffix,
    split_name,
)
from followup_tui.domain.mail_address import is_address, split_address
from followup_tui.domain.name_letters import binds, with_particles
from followup_tui.domain.name_marks import (
    behind_mark,
    bracket_groups,
    is_part_of_name,
    is_position_first,
    names_two,
    without_marks,
)
from followup_tui.domain.person import Person
from followup_tui.domain.positions import is_position, looks_like_position
from followup_tui.domain.text import clean_line, without_accents
from followup_tui.errors import CallError

_UNKNOWN_NAMES: Final = frozenset(
    {"?", "??", "???", "n.n.", "n. n.", "n/a", "tba", "tbd", "unknown", "unbekannt"}
)
"""What stands where the name would, of somebody whose position alone is known."""

_EXAMPLE: Final = (
    "Write it like Dr. Jana Novák, Head of Data <jana@northwind.example>; without a name, ?, CTO"
)
_MOST_READINGS: Final = 4
"""How many times a line that was written differently than it was read is read again."""

_QUOTED: Final = r"""\s*(?:"([^"]+)"|'([^']+)'|“([^“”]+)”|„([^„“”]+)[“”])\s*(?:,\s*(.*)|\(([^()]*)\)\s*)?"""


def parse_person(text: str) -> Person:
    """Parse `NAME, POSITION <mail>`; position and address are optional, the form of address is recognized.

    Also as mail programs write it: `"Novák, Jana" <mail>`, `mail (Jana)`, `Jana mailto:mail`; and with the
    position behind a mark: `Jana Novák (HR)`, `Jana Novák | Head of Data`. Of somebody whose name is not
    known the position alone is written: `?, CTO`. The person has no id yet; `add_person` gives it one.

    What is odd is read as it is then written: `(HR), Dr.` as `Dr. (HR)`, `Jana | PhD | HR` as `Jana, PhD, HR`

    Raises:
        CallError: there is neither a name nor a position; it can be read in two ways; or the address is none.
    """
    person = _read(text)
    for _ in range(_MOST_READINGS):
        ways = _ways_to_write(person)
        if any(_is_read_as(way, person) for way in ways):
            return person
        person = _read(ways[0])
    raise CallError(f"{text.strip()[:60]!r}: which part is the name, and which the position?", _EXAMPLE)


def _read(text: str) -> Person:
    line = clean_line(text, "A person", limit=500)
    line, address = split_address(line)
    if is_address(line):
        line = ""  # mail programs write it in place of a name that they do not know
    if address and split_address(line)[1]:
        raise CallError(f"{line[:60]!r}: one person has one e-mail address", _EXAMPLE)
    name, family, position = _name_and_position(line, address)
    name = _without_stray_quotes(name)
    if not address and re.search(r"\S@\S", f"{name}, {position}"):
        raise CallError(f"{line[:60]!r}: the e-mail address goes at the end", _EXAMPLE)
    if name and is_position(name):
        # `the recruiter` is nobody's name.
        name, family, position = (
            "",
            "",
            ", ".join(filter(None, (re.sub(r"(?i)\Athe\s+", "", name), position))),
        )
    named = without_marks(name).name if name else position
    if not any(map(str.isalnum, named)):
        whose = "" if line.strip(" ,") in _UNKNOWN_NAMES else address
        raise CallError(
            f"Who is {whose}? A person needs a name" if whose else "A person needs a name", _EXAMPLE
        )
    form_of_address, name = split_name(name)
    return Person(
        id="",
        name=clean_line(name, "The name"),
        form_of_address=form_of_address,
        position=clean_line(position, "The position"),
        email=address,
        family_name=clean_line(family, "The family name"),
    )


def parse_people(text: str) -> tuple[Person, ...]:
    """Parse several people, one a line. Blank lines are skipped.

    Raises:
        CallError: one of them cannot be parsed; the sentence says which.
    """
    return tuple(parse_person(line) for line in text.splitlines() if line.strip())


def write_person(person: Person) -> str:
    """Write a person as `parse_person` parses it."""
    ways = _ways_to_write(person)
    return next((way for way in ways if _is_read_as(way, person)), ways[0])


def _ways_to_write(person: Person) -> list[str]:
    """Return the lines that a person can be written as, the usual one first."""
    address = f" <{person.email}>" if person.email else ""
    name, position = person.full_name if person.name else "?", person.position
    if not position:
        return [f"{name}{address}", f'"{name}"{address}']
    return [f"{name}, {position}{address}", f"{name} ({position}){address}", f'"{name}", {position}{address}']


def _is_read_as(line: str, person: Person) -> bool:
    try:
        read = _read(line)
    except CallError:
        return False
    described = (person.form_of_address, person.name, person.position, person.email)
    return (read.form_of_address, read.name, read.position, read.email) == described


def _name_and_position(line: str, address: str) -> tuple[str, str, str]:
    """Split a line without its address into name, family name (where it is written first), and position.

    Raises:
        CallError: it can be read in two ways; the sentence says both.
    """
    if match := re.fullmatch(_QUOTED, line):
        quoted = next(filter(None, match.groups()[:4]))
        return _quoted_and_position(quoted, match[5] or match[6] or "")
    first, *parts = [part.strip() for part in line.split(",") if part.strip()] or [""]
    if first.casefold() in _UNKNOWN_NAMES:
        return "", "", ", ".join(parts)
    family = ""
    name, positions = _own_position(_without_stray_quotes(first))
    suffixes = [part for part in parts if _are_suffixes(part)]
    titles = [part for part in parts if _is_title(part)]
    name = " ".join([*titles, name])  # Lind, Eva, Dr.
    parts = [part for part in parts if part not in [*suffixes, *titles]]
    if parts and not positions:
        if is_position_first(name, split_name(parts[0])[1]):
            return ", ".join([parts[0], *suffixes]), "", ", ".join([name, *parts[1:]])
        name, parts[0] = with_particles(name, parts[0])
        name, family, parts = _last_first_suffixes(name, parts, address)
    name = ", ".join(part for part in (name, *suffixes) if any(map(str.isalnum, part)))
    joined = names_two(name)
    if joined and not is_position(name):
        raise CallError(
            f"{name[:80]!r} can be two people, {joined[0]} and {joined[1]}, or one of that name",
            f'Write each on their own, or "{name[:80]}" in quotation marks for one',
        )
    return name, family, ", ".join([*positions, *parts])


def _quoted_and_position(quoted: str, behind: str) -> tuple[str, str, str]:
    """Split a name in quotation marks, and what stands behind them, as `_name_and_position`."""
    quoted, in_brackets = bracket_groups(quoted)
    parts = [part.strip() for part in behind.split(",") if part.strip()]
    while parts and _are_suffixes(parts[0]):
        quoted = f"{quoted}, {parts.pop(0)}"  # "De Luca, Marco", LL.M.
    return *_quoted_name(quoted), ", ".join([*in_brackets, *parts])


def _own_position(text: str) -> tuple[str, list[str]]:
    """Take the position off a name that stands in brackets or behind a mark: `Jana (HR)`, `Jana | HR`.

    Raises:
        CallError: what stands behind a dash can as well be a part of the name.
    """
    name, in_brackets = bracket_groups(text)
    before, behind = behind_mark(name)
    if not behind or is_part_of_name(behind[0]):
        return name, list(in_brackets)
    if re.search(r"\s[-–—−/]\s", name) and len(behind) == 1 and _could_be_name(behind[0]):
        whole = f"{before}-{behind[0]}"
        raise CallError(
            f"{name[:80]!r}: {behind[0]} can be a position, or a part of the name",
            f"Write {before} ({behind[0]}) for a position, {whole} for a name, or two people on their own",
        )
    if (mark := re.search(r"@\s*\w|\s(at|via)\s", name)) and not looks_like_position(behind[0]):
        behind = (f"{mark[1] or 'at'} {behind[0]}", *behind[1:])
    before, in_earlier_brackets = bracket_groups(before)
    return before, [*in_earlier_brackets, *behind, *in_brackets]


def _quoted_name(name: str) -> tuple[str, str]:
    """Return a name that was written in quotation marks, and the family name: `Novák, Jana` is Jana Novák."""
    first, *others = [part.strip() for part in name.split(",") if part.strip()] or [""]
    titles = [part for part in others if _is_title(part)]
    suffixes = [part for part in others if _are_suffixes(part)]
    given = [part for part in others if part not in [*titles, *suffixes]]
    given_name, more_suffixes = _without_suffixes(given[0]) if given else ("", [])
    if len(given) != 1 or looks_like_position(given_name):
        return ", ".join([first, *others]), ""
    suffixes = [*more_suffixes, *suffixes]
    first, given_name = with_particles(first, given_name)
    name = " ".join([*titles, _turned(first, given_name)])
    return ", ".join([name, *suffixes]), split_name(first)[1]


def _last_first_suffixes(name: str, parts: list[str], address: str) -> tuple[str, str, list[str]]:
    """Turn a name around as `_last_first`, with what stands behind the first name: `De Luca, Anna LL.M.`."""
    given, suffixes = _without_suffixes(parts[0])
    turned, family, rest = _last_first(name, [given, *parts[1:]], address)
    if suffixes and not family:
        return name, "", parts
    return ", ".join([turned, *suffixes]), family, rest


def _last_first(name: str, parts: list[str], address: str) -> tuple[str, str, list[str]]:
    """Turn `Novák, Jana` around, where it is plain that this is one; return the family name too.

    Raises:
        CallError: the second part can be a position or a name.
    """
    behind, in_brackets = bracket_groups(parts[0])
    parts = [behind, *in_brackets, *parts[1:]] if _could_be_name(behind) else parts
    both, title = f"{name}, {behind}", split_name(behind)[0]
    words = [word for word in split_name(name)[1].split() if not is_suffix(word)]
    if not words or not _could_be_name(behind) or not _are_names(words):
        return name, "", parts
    from followup_tui.domain.given_names import is_given_name  # thousands; only here they are needed

    given = split_name(behind)[1].split()
    is_given, is_first_given = is_given_name(given[0]), is_given_name(words[0])
    is_in_address = _has_words(address, [given[0], words[-1]])
    if len(words) == 1 or not is_first_given:
        are_initials = all(word.endswith(".") for word in given)
        if is_in_address or title or are_initials or (is_given and not is_first_given):
            return _turned(name, behind), " ".join(words), parts[1:]
        if len(words) > 2 and not is_given:
            return name, "", parts
        if is_given and is_first_given:
            raise CallError(
                f"{both[:80]!r} can be two people, {name} and {behind}, or {_turned(name, behind)}",
                "Write each on their own, or the first name first",
            )
        readings = f"Write {_turned(name, behind)} for a name, {name} ({behind}) for a position"
        raise CallError(f"{both[:80]!r}: {behind} can be a position, or the first name", readings)
    if is_given or len(given) == 2:
        raise CallError(
            f"{both[:80]!r} can be two people, {name} and {behind}, or {name} as {behind}",
            f"Write each on their own, or {name} ({behind}) where that is a position",
        )
    return name, "", parts


def _is_title(text: str) -> bool:
    """Return whether a part of a line is a title, `Dr.`; `Direktor` is a position there, `LL.M.` a suffix."""
    return all(
        word.endswith(".") and is_form_of_address(word) and not is_suffix(word) for word in text.split()
    )


def _are_suffixes(part: str) -> bool:
    """Return whether a part of a line is what stands behind a name, and nothing else: `LL.M. MBA`."""
    return all(map(is_suffix, part.split()))


def _without_suffixes(part: str) -> tuple[str, list[str]]:
    """Take what stands behind a name off a part of a line: `Anna LL.M.` is `Anna` and `LL.M.`."""
    words, suffixes = part.split(), list[str]()
    while len(words) > 1 and is_suffix(words[-1]):
        suffixes.insert(0, words.pop().rstrip(","))
    return (" ".join(words), suffixes) if suffixes else (part, [])


def _without_stray_quotes(name: str) -> str:
    """Return a name without quotation marks that stand around it or that nothing closes."""
    while len(name) > 1 and name[0] in '"“„' and name[-1] in '"“”':
        name = name[1:-1].strip()
    return " ".join(name.replace('"', " ").split()).strip(" ,") if name.count('"') % 2 else name


def _turned(family: str, given: str) -> str:
    """Return `Dr. Jana Novák` for `Dr. Novák` and `Jana`, and for `Novák` and `Dr. Jana`."""
    forms, family_name = split_name(family)
    more_forms, given_name = split_name(given)
    return " ".join(filter(None, (forms, more_forms, given_name, family_name)))


def _could_be_name(text: str) -> bool:
    """Return whether a part of a line can be a name: one or two words, or initials, and no position."""
    words = split_name(without_marks(text).name)[1].split()
    from followup_tui.domain.given_names import is_given_name  # thousands; only such lines need them

    is_name = len(words) == 1 and is_given_name(words[0]) and (words[0].isupper() or words[0].istitle())
    return 0 < len(words) < 3 and _are_names(words) and (is_name or not looks_like_position(text))


def _are_names(words: list[str]) -> bool:
    return all(_is_name_word(word) and not is_form_of_address(word) for word in words)


def _is_name_word(word: str) -> bool:
    letters = word.replace("-", "").replace("’", "").replace("'", "").replace(".", "")
    return letters.isalpha() and (word[0].isupper() or binds(word))


def _has_words(address: str, words: list[str]) -> bool:
    """Return whether an address holds these words before its `@`: `jana.novak@…`."""
    local = without_accents(address.partition("@")[0].casefold())
    return bool(local) and all(
        len(word) > 1 and without_accents(word.casefold()).strip(".") in local for word in words
    )
