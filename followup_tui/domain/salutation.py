"""The salutation of a letter: the form of address with the family name, or the full name.

A wrong family name is worse than none: where it is not certain, the full name is used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from followup_tui.domain.people import is_suffix
from followup_tui.domain.person import Person
from followup_tui.domain.text import without_accents

_PARTICLE_WORDS = (
    "von van vom de der den del della di da do dos das du la le el al bin ibn ben ter ten zu zur zum af av"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
"""Words before a family name that belong to it."""

# The commonest family names of Korea, China, Vietnam, Japan and Hungary, as written in Latin letters: a name
# that begins or ends with one of them may have it first.
_FAMILY_FIRST_WORDS = (
    " kim lee yi rhee park pak choi jung jeong chung kang cho jo yoon yun jang lim im han shin seo kwon hwang"
    " ahn an song hong ryu yoo yu jeon jun ko moon mun bae baek nam noh ha heo joo ju koo min son sohn oh woo"
    " wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin luo gao liang zheng xie tang"
    " feng deng cao peng zeng xiao tian dong pan yuan cai jiang du ye cheng wei su lu ding ren shen yao tan"
    " chan cheung wong lau leung ng kwok tsang tse chow hsu tsai chang yeung yip fung lam lai"
    " nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly trinh dinh truong mai dao luong"
    " sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki"
    " yamaguchi matsumoto inoue kimura hayashi shimizu yamazaki mori abe ikeda hashimoto ishikawa ogawa goto"
    " okada hasegawa murakami kondo saito sakamoto endo aoki fujita nishimura fukuda ota fujiwara okamoto"
    " nagy kovacs toth szabo horvath varga kiss molnar nemeth farkas balogh papp takacs juhasz lakatos"
    " meszaros olah racz fekete szilagyi feher szucs kocsis pinter fodor lukacs gulyas biro kiraly katona"
)
_FAMILY_FIRST = frozenset(_FAMILY_FIRST_WORDS.split())

_TRANSLATED_FORMS: Mapping[str, Mapping[str, str]] = {
    "en": {"frau": "Ms", "herr": "Mr", "herrn": "Mr"},
    "de": {
        **dict.fromkeys(("frau", "ms", "mrs", "miss"), "Frau"),
        **dict.fromkeys(("herr", "herrn", "mr"), "Herr"),
        "mx": "",
    },
}
"""Forms of address, in lower case and without dots, by language: how a letter in it writes them."""

_PLAIN_FORMS = frozenset({"ms", "mr", "mrs", "miss", "mx"})
"""Forms, in lower case and without dots, that English leaves out before a title."""

_WITH_GIVEN_NAME = frozenset({"sir", "dame"})
"""Forms that stand before the given name: Dear Sir Tim."""

_GERMAN_OPENING = {"Frau": "Sehr geehrte", "Herr": "Sehr geehrter"}

_TO_NOBODY = {"en": "Dear hiring team,", "de": "Sehr geehrte Damen und Herren,"}


def family_name(person: Person) -> str:
    """Return the family name of a person where it is certain; else an empty text.

    It is certain where the user noted it, where the name shows it (`NAGY Péter`, `山田 太郎`), and where a
    given name and one family name, with its particles, are all there is (`Jana Novák`, `Anna von Berg`).
    """
    if person.family_name:
        return person.family_name
    name = _name(person)
    words = name.split()
    # A comma that is left: `Novák, Jana`, or something else that is not certain.
    if len(words) < 2 or "," in name:
        return ""
    if any(map(_is_east_asian, words)):
        # A name in katakana alone is a foreign one, given name first.
        is_family_first = all(map(_is_east_asian, words)) and not _is_katakana(name)
        return words[0] if is_family_first and len(words) == 2 else ""
    if not all(unicodedata.name(letter, "").startswith("LATIN") for letter in name if letter.isalpha()):
        return ""
    return _in_capitals(words) or _after_given_name(words)


def salutation(person: Person | None, language: str) -> str:
    """Return the salutation of a letter: `Dear Dr. Novák,`, `Sehr geehrte Frau Novák,`, `Dear Jana Novák,`.

    Args:
        person: the recipient; None for a letter to nobody in particular. Somebody whose name is not known is
            greeted as nobody in particular.
        language: `en` or `de`; any other is treated as English.
    """
    if person is None or not person.name:
        return _TO_NOBODY.get(language, _TO_NOBODY["en"])
    full, family, forms = _name(person), family_name(person), _forms(person, language)
    if language == "de":
        opening = _GERMAN_OPENING.get(forms[0] if forms else "", "Guten Tag")
        # Without Frau or Herr, a family name alone would be impolite.
        name = full if opening == "Guten Tag" else family or full
        return f"{' '.join([opening, *forms, name])},"
    if forms and _plain(forms[-1]) in _WITH_GIVEN_NAME:
        given = full.partition(" ")[0] if family else full
        return f"Dear {' '.join([*forms, given])},"
    return f"Dear {' '.join([*forms, (forms and family) or full])},"


def _name(person: Person) -> str:
    """Return a name without suffixes: `Ada King` for `Ada King, PhD`."""
    words = person.name.split()
    while len(words) > 1 and is_suffix(words[-1]) and (len(words) > 2 or "," in words[-2]):
        words = [*words[:-2], words[-2].rstrip(",")]
    return " ".join(words)


def _forms(person: Person, language: str) -> list[str]:
    """Return the forms of address as a letter in this language has them."""
    translated = _TRANSLATED_FORMS.get(language, {})
    words = person.form_of_address.split()
    # A word in lower case belongs to the title before it, and is left out: `h.c.`, `med.`, `rer. nat.`
    titles = [word for index, word in enumerate(words) if not (index and word[0].islower())]
    forms = [
        form for word in titles if (form := translated.get(_plain(word), f"{word[0].upper()}{word[1:]}"))
    ]
    if language == "de":
        return sorted(forms, key=lambda form: form not in _GERMAN_OPENING)
    # `Frau Dr.` is `Dr.`, and `Prof. Dr.` is `Prof.`: English greets with one of them.
    forms = [form for form in forms if _plain(form) not in _PLAIN_FORMS] or forms[:1]
    return forms[:1] if forms and _plain(forms[0]) in {"prof", "professor"} else forms


def _after_given_name(words: list[str]) -> str:
    """Return what follows the given name, where that is certainly one family name; else an empty text."""
    if _is_family_first(words[0]) or _is_family_first(words[-1]) or _is_initial(words[-1]):
        return ""
    initials = sum(map(_is_initial, words))
    given, *rest = [word for word in words if not _is_initial(word)]
    if initials and _is_initial(words[0]):
        rest = [given, *rest]  # `J. Smith`: the given name is not written in full
    particles = sum(word.casefold() in _PARTICLES for word in rest[:-1])
    # Two names after the first could be a second given name or a double family name.
    return " ".join(rest) if given not in _PARTICLES and len(rest) == particles + 1 else ""


def _in_capitals(words: list[str]) -> str:
    """Return the family name that is written in capitals, with usual letters; else an empty text."""
    capitals = [word.isupper() and not _is_initial(word) and len(word) > 1 for word in words]
    count = sum(capitals)
    is_first = capitals[:count] == [True] * count
    if not 0 < count < len(words) or not (is_first or capitals[-count:] == [True] * count):
        return ""
    family, others = (words[:count], words[count:]) if is_first else (words[-count:], words[:-count])
    # Two capitals can be initials: `TJ Miller`.
    if is_first and len(family[0]) == 2 and not _is_family_first(family[0]):
        return ""
    while not is_first and len(others) > 1 and others[-1] in _PARTICLES:
        family.insert(0, others.pop())
    return " ".join(word.lower() if word.casefold() in _PARTICLES else _capitalized(word) for word in family)


def _capitalized(word: str) -> str:
    """Write a name in capitals with usual letters; one such as `MCDONALD`, which has several ways, stays."""
    if word.startswith(("MC", "MAC")):
        return word
    return re.sub(r"\w+", lambda match: match[0].capitalize(), word)


def _is_initial(word: str) -> bool:
    return re.fullmatch(r"(?:\w\.-?)+", word) is not None


def _is_east_asian(word: str) -> bool:
    kinds = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC")
    return all(unicodedata.name(letter, "").startswith(kinds) for letter in word)


def _is_katakana(name: str) -> bool:
    return all(unicodedata.name(letter, "").startswith("KATAKANA") for letter in name if letter != " ")


def _plain(form: str) -> str:
    """Return a form of address in lower case and without dots."""
    return form.casefold().replace(".", "")


def _is_family_first(word: str) -> bool:
    """Return whether a word is one of the names that may stand before the given name."""
    return without_accents(word.casefold()) in _FAMILY_FIRST
