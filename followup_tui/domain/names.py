"""Which word of a name is what; the one place that knows the library `nameparser`.

The library splits titles, given, middle and family names, suffixes and nicknames, as if every name were
written given name first. What it cannot know is kept here: a family name is certain only where the name
itself shows it, and a greeting by a wrong one is worse than one by the whole name.
"""

# ruff: noqa: RUF001 - the apostrophes and hyphens that people write

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from followup_tui.domain.forms_of_address import (
    is_form_of_address,
    is_suffix,
    split_name,
)
from followup_tui.domain.given_names import is_given_name
from followup_tui.domain.name_letters import (
    binds,
    is_initial,
    is_latin,
    is_run_of_initials,
    usual_word,
    usual_words,
    with_particles,
)
from followup_tui.domain.name_marks import is_position_first, names_two, without_marks
from followup_tui.domain.positions import can_be_family_name, is_group, is_position, is_position_word
from followup_tui.domain.text import word_set

if TYPE_CHECKING:
    from nameparser import ParsedName, Parser

_OF_A_FATHER: Final = word_set("ibn bin bint binti ben bar oglu qizi")
"""Words between a name and the father's name, which is no family name, in small letters."""

_NOBILITY: Final = word_set(
    "freiherr freifrau freiin baron baronin baronesse graf gräfin fürst fürstin prinz prinzessin edler edle"
    " ritter herzog herzogin earl duke marquis count countess"
)
"""Titles that are part of a name, or were: who bears one says how they are addressed."""

_ICELANDIC: Final = re.compile(r"d[óo]ttir\Z|[áðéíóúýþæö].*sson\Z", re.IGNORECASE)
"""How Icelandic names of the father or mother look, by which nobody is addressed."""

_MORE_PARTICLES: Final = frozenset(
    {"zur", "zum", "in", "op", "onder", "uit", "aus", "av", "v.", "v.d.", "d."}
)
_MOST_LETTERS: Final = 400
"""How many characters of a name are read."""


class NameParts(NamedTuple):
    """What a name consists of.

    Attributes:
        forms: the forms of address before it, `Prof. Dr.`.
        whole: the name without forms, suffixes, brackets and marks; in usual letters, `KIM Minjun` too.
        given: the first name; empty where it is not certain which it is.
        family: the family name, with its particles; empty where it is not certain.
        suffixes: what follows it, `PhD`, `Jr.`.
    """

    forms: str = ""
    whole: str = ""
    given: str = ""
    family: str = ""
    suffixes: tuple[str, ...] = ()


@cache
def read_name(text: str, *, has_form: bool = False) -> NameParts:
    """Read a name as somebody wrote it, with all that stands in and around it.

    A text that is no name at all, `the recruiter`, has no parts. `has_form` is whether a form of address that
    was noted stands before it: `Head` alone is a position, but not that of `Ms Head`.
    """
    # Mail programs write the address where they know no name.
    marked = without_marks("" if re.fullmatch(r"\S+@\S+\.\S+", text) else text[:_MOST_LETTERS])
    forms, rest = split_name(name_characters(marked.name), has_form=has_form)
    rest = " ".join(re.sub(r"[()]", " ", rest).split())
    has_form = has_form or bool(forms)
    first, comma, behind = rest.partition(", ")
    if comma and is_position_first(first, behind):
        rest = behind
    if not any(map(str.isalpha, rest)) or _is_nobody(rest, has_form=has_form):
        return NameParts()
    if joined := names_two(marked.name):  # how two are greeted only the user can say
        names = [parts for parts in map(read_name, joined) if parts.whole]
        return names[0] if len(names) == 1 else NameParts(whole=" and ".join(parts.whole for parts in names))
    if any(map(_is_east_asian, rest.split())):
        return _east_asian(forms, rest)
    rest = re.sub(r"(?<!\w)([BMPL][A-Za-z]?\.)\s+(?=(?:Sc|A|Eng|Ed|D)\.?(?!\w))", r"\1", rest)
    rest, is_last_first, suffixes = _name_and_suffixes(rest)
    parsed = _parser().parse(rest)
    library_titles = _words(parsed, "title")
    titles = [word for word in library_titles if is_form_of_address(word)]
    forms = " ".join([forms, *titles]).strip()
    # Titles of the library's that nobody is addressed by, `Software Engineer`, are left out.
    words = _words(parsed, "given", "middle", "family")
    suffixes += _words(parsed, "suffix")
    words = _without_position(words)
    while len(words) > 1 and _is_no_name(words):
        suffixes.append(words.pop())
    words = [word.strip("," if len(word) < 4 or is_initial(word) else ",.") for word in words]
    words = [word for word in words if any(map(str.isalpha, word))]
    can_be_names = len(words) > 1 and all(map(str.isupper, words))  # `JACK MA` has no degree
    words = [word for word in words if not _is_degree(word) or (can_be_names and len(word) == 2)]
    if not words or (len(words) == 1 and words[0].isupper() and is_position_word(words[0])):
        return NameParts()
    if is_last_first:
        return _last_first(forms, parsed, tuple(suffixes), marked.nickname)
    usual = usual_words(words)
    is_doubtful = marked.is_doubtful and not is_position(marked.behind[0])
    family = "" if is_doubtful else _family(words, parsed)
    is_titled = bool(library_titles) and not titles
    given = _given(words, family, marked.nickname, has_title=bool(forms) or is_titled)
    # Of `Judge Reinhold` the title may be the name.
    whole = " ".join([*library_titles, *usual] if is_titled and len(usual) < 2 else usual)
    return NameParts(forms, whole, given, family, tuple(suffixes))


def _is_nobody(name: str, *, has_form: bool) -> bool:
    """Return whether a text is a position, a team or a company, and no name of somebody."""
    first, comma, _ = name.partition(",")
    if is_position(first):
        return not (can_be_family_name(first) and (has_form or comma))
    return not has_form and is_group(name) and not any(map(is_given_name, name.split()))


def _without_position(words: list[str]) -> list[str]:
    """Return the words of a name without a position before or behind it: `Recruiter Jana Novák`."""
    while len(words) > 1 and (
        (words[0].isupper() and is_position_word(words[0]))
        or (is_position(words[0]) and not can_be_family_name(words[0]) and is_given_name(words[1]))
    ):
        words = words[1:]
    for count in range(1, len(words)):
        behind = words[count:]
        # `Chase Manager` and `Robert Allen Key` are names.
        is_plain = len(behind) > 1 or (count > 1 and not can_be_family_name(behind[0]))
        if is_plain and is_position(" ".join(behind)):
            kept = words[:count]
            while len(kept) > 1 and kept[-1].islower() and not kept[0].islower():
                kept.pop()  # Jana aus dem Team
            return kept
    return words


def _last_first(forms: str, parsed: ParsedName, suffixes: tuple[str, ...], nickname: str) -> NameParts:
    """Return the parts of a name written `Novák, Jana`."""
    family, given = (
        usual_words(parsed.family.split()),
        usual_words([*parsed.given.split(), *parsed.middle.split()]),
    )
    family = [
        word
        for word in family
        if not is_form_of_address(word) and not (word.isupper() and is_position_word(word))
    ]
    if not family or not given:
        whole = " ".join(given or family)
        return NameParts(forms, whole, "", "", suffixes)
    names = [word for word in given if not is_initial(word)]
    first = nickname if _is_called(nickname) else (names[0] if len(names) == 1 else "")
    is_plain = not any(word.casefold() in _NOBILITY | _OF_A_FATHER for word in family)
    # `Jana, Novák` has the comma in the wrong place.
    if is_given_name(family[0]) and len(family) == 1 and not any(map(is_given_name, names)):
        return NameParts(forms, " ".join([*family, *given]), "", "", suffixes)
    return NameParts(
        forms, " ".join([*given, *family]), first, " ".join(family) if is_plain else "", suffixes
    )


def _family(words: Sequence[str], parsed: ParsedName) -> str:
    """Return the family name where it is certain; else an empty text."""
    if len(words) < 2 or not all(map(is_latin, words)):
        return ""
    small = [word.casefold() for word in words]
    if any(word in _NOBILITY for word in small[:-1]) or any(word in _OF_A_FATHER for word in small[1:]):
        return ""
    return _in_capitals(words, parsed) or _after_given_name(words, parsed)


def _after_given_name(words: Sequence[str], parsed: ParsedName) -> str:
    """Return what follows the given name, where that is certainly one family name; else an empty text."""
    first, *rest = words
    particles = _particles(parsed)
    while len(rest) > 1 and is_initial(rest[0]) and rest[0] not in particles:
        rest = rest[1:]
    has_initials = (is_initial(first) and first not in particles) or is_run_of_initials(first, rest)
    last = rest[-1]
    if not (has_initials or is_given_name(first)) or len(last) < 2 or is_initial(last) or is_suffix(last):
        return ""
    # Two names after the first could be a second given name or a double family name.
    if not all(word in particles for word in rest[:-1]) or is_form_of_address(last):
        return ""
    # `Martin Peter` can be meant either way, and `Jón Sigurðsson` is never Mr Sigurðsson.
    is_unclear = len(rest) == 1 and is_given_name(last) and "-" not in last
    return "" if is_unclear or _ICELANDIC.search(last) else " ".join(usual_words(words)[-len(rest) :])


def _in_capitals(words: Sequence[str], parsed: ParsedName) -> str:
    """Return the family name that alone is written in capitals, with usual letters; else an empty text."""
    capitals = [word.isupper() and not is_initial(word) and len(word) > 1 for word in words]
    count = sum(capitals)
    is_first = capitals[:count] == [True] * count
    if any(is_suffix(word) or is_position_word(word) for word in words if word.isupper()):
        return ""
    if not 0 < count < len(words) or not (is_first or capitals[-count:] == [True] * count):
        return ""
    others = [word for word, is_capital in zip(words, capitals, strict=True) if not is_capital]
    family = [word for word, is_capital in zip(words, capitals, strict=True) if is_capital]
    if not is_first and len(others) > 2 and not any(map(binds, others)):
        return ""  # Jane Mary Doe XYZ
    # Two capitals can be initials: `TJ Miller`. A given name in capitals says nothing.
    if is_first and (is_run_of_initials(family[0], others) or is_given_name(family[0])):
        return ""
    particles = _particles(parsed)
    while not is_first and len(others) > 1 and others[-1] in particles:
        family.insert(0, others.pop())
    return " ".join(usual_word(word, is_later=not is_first and word in particles) for word in family)


def _given(words: Sequence[str], family: str, nickname: str, *, has_title: bool) -> str:
    """Return the first name; empty where it is not certain."""
    if _is_called(nickname):
        return nickname
    if len(words) == 1:
        return "" if has_title or is_initial(words[0]) else usual_words(words)[0]
    if len(words) == 2 and _ICELANDIC.search(words[1]):
        return words[0]
    if not family:
        return ""
    family_words = {word.casefold() for word in family.split()}
    names = [
        word for word in usual_words(words) if word.casefold() not in family_words and not is_initial(word)
    ]
    return names[0] if len(names) == 1 and not is_run_of_initials(names[0], words[1:]) else ""


def _is_called(nickname: str) -> bool:
    """Return whether somebody can be greeted by a nickname: `Bill`, not `JD`."""
    return nickname.istitle() and nickname.isalpha()


def _east_asian(forms: str, name: str) -> NameParts:
    """Return the parts of a name in Chinese, Japanese or Korean writing: family name first, `山田 太郎`."""
    words = [
        word
        for word in name.replace(",", " ").split()
        if _is_east_asian(word) or not (is_suffix(word) or is_position_word(word))
    ]
    # A name in katakana alone is a foreign one, given name first.
    is_family_first = len(words) == 2 and all(map(_is_east_asian, words)) and not _is_katakana(name)
    return NameParts(forms, " ".join(words), "", words[0] if is_family_first else "")


@cache
def _parser() -> Parser:
    # Half of what a command takes at its start: only where a person is read.
    from nameparser import Lexicon, Parser

    lexicon = Lexicon.default().remove(titles=_NOBILITY)
    return Parser(lexicon=lexicon.add(particles=_MORE_PARTICLES))


def _particles(parsed: ParsedName) -> set[str]:
    """Return the words of a name that belong to the family name behind them: `van`, `der`."""
    return {
        token.text
        for token in parsed.tokens
        if any("particle" in tag for tag in token.tags)
        or token.text.casefold() in _MORE_PARTICLES
        or (token.text == "und" and token.role.value == "family")
    }


def _name_and_suffixes(text: str) -> tuple[str, bool, list[str]]:
    """Take what is no name off behind the commas: degrees, which are returned, and positions.

    Returns:
        The name; whether it is written `Last, First`; the degrees.
    """
    first, *others = [part.strip() for part in text.split(",") if any(map(str.isalpha, part))] or [""]
    given, suffixes = "", []
    for number, part in enumerate(others):
        words = split_name(part)[1].split()
        if all(map(_is_credential, words)):
            suffixes += words
        elif not number and not is_position(part):
            given = part
    return (", ".join(with_particles(first, given)) if given else first), bool(given), suffixes


def _words(parsed: ParsedName, *roles: str) -> list[str]:
    """Return the words of a name that have one of these roles, in their order."""
    return [token.text for token in parsed.tokens if token.role.value in roles]


def _is_credential(word: str) -> bool:
    """Return whether a word behind a comma is a degree: `PhD`, `LL.M.`."""
    if (
        is_suffix(word)
        or is_form_of_address(word)
        or (word.isupper() and len(word) > 1 and is_position_word(word))
    ):
        return True
    from nameparser import Lexicon

    lexicon, small = Lexicon.default(), word.casefold().replace(".", "").strip(",")
    return bool(small) and (
        small in lexicon.suffix_acronyms
        or (small in lexicon.suffix_acronyms_ambiguous and not word.istitle())
        or small in lexicon.suffix_words
    )


def _is_no_name(words: Sequence[str]) -> bool:
    """Return whether the last word is in capitals and no name: `CTO`, `XYZ`; or a suffix that was left."""
    last = words[-1]
    if is_suffix(last) and len(words) > 2 and not last.istitle():
        return True
    if not last.isupper() or len(last) < 2 or is_initial(last):
        return False
    if is_position_word(last):
        return True
    if all(word.isupper() for word in words[:-1]) or len(last) > 5:
        return False
    # `Jane Doe XYZ` is whole without it; `Jean Pierre ROUX` and `Thi Anh LE` are not.
    is_whole_without = len(last) > 2 and is_given_name(words[0]) and not is_given_name(words[-2])
    has_no_vowel = not set(last.casefold()) & set("aeiouyáéíóúäöüåøæ")
    return (is_whole_without and len(words) == 3 and not binds(words[-2])) or has_no_vowel


def _is_degree(word: str) -> bool:
    """Return whether a word is a degree and cannot be a name, as `Ma` can: `PhD`, `Jr.`."""
    is_written_as_name = word.istitle() and word.strip(".") not in {"Jr", "Sr", "Esq"}
    return is_suffix(word) and not word.islower() and not is_written_as_name


def name_characters(text: str) -> str:
    """Return a text with nothing but what names are written with, and commas and brackets of titles."""
    kept = [
        char
        if unicodedata.category(char)[0] in "LM" or char in " '’.,-·・()\u200c\u200d"
        else "-"
        if char in "‐‑"
        else "’"
        if char in "`´ʼ‘′"
        else " "
        for char in unicodedata.normalize("NFC", text)
    ]
    text = " ".join("".join(kept).split())
    text = re.sub(r"\((?!(?:FH|BA|TU|Univ\.)\))[^)]*\)?|(?<!FH)(?<!BA)(?<!TU)(?<!Univ\.)\)", " ", text)
    return re.sub(r"\s+(?=,)|(?<!\S)[.,'’·・-]+(?!\w)|[,·・-]+\Z", "", text).strip()


def _is_east_asian(word: str) -> bool:
    kinds = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC")
    return all(unicodedata.name(letter, "").startswith(kinds) for letter in word)


def _is_katakana(name: str) -> bool:
    return all(unicodedata.name(letter, "").startswith("KATAKANA") for letter in name if letter != " ")
