"""How a letter greets somebody: the right form of address with the family name, or the full name.

A wrong family name is worse than none: where it is not known for sure, the full name stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from followup_tui.domain.application import Person

_PARTICLE_WORDS = (
    "von van vom de der den del della di da do dos das du la le el al bin ibn ben ter ten zu zur zum af av"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
"""Words before a family name that belong to it."""

_AFTER_NAMES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "msc", "bsc", "esq", "cpa"))
"""What stands behind a name and is no part of it, without its dots."""

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

_OF_ONE_LANGUAGE: Mapping[str, Mapping[str, str]] = {
    "en": {"frau": "Ms", "herr": "Mr", "herrn": "Mr"},
    "de": {
        **dict.fromkeys(("frau", "ms", "mrs", "miss"), "Frau"),
        **dict.fromkeys(("herr", "herrn", "mr"), "Herr"),
        "mx": "",
    },
}
"""Forms of address, in small letters and without dots, that a letter in this language says in its own way."""

_PLAIN_FORMS = frozenset({"ms", "mr", "mrs", "miss", "mx"})
"""Forms that English leaves out before a title."""

_WITH_GIVEN_NAME = frozenset({"sir", "dame"})
"""Forms that stand before the given name: Dear Sir Tim."""

_GERMAN_OPENING = {"Frau": "Sehr geehrte", "Herr": "Sehr geehrter"}

_TO_NOBODY = {"en": "Dear hiring team,", "de": "Sehr geehrte Damen und Herren,"}


def family_name(person: Person) -> str:
    """Give somebody's family name where it is known; else nothing.

    It is known where the user noted it, where the name shows it (`NAGY Péter`, `山田 太郎`), and where a
    given name and one family name, with its particles, are all there is (`Jana Novák`, `Anna von Berg`).
    """
    if person.family_name:
        return person.family_name
    name = _name(person)
    words = name.split()
    # Another comma: `Novák, Jana`, or something else that is not for sure.
    if len(words) < 2 or "," in name:
        return ""
    if any(map(_is_east_asian, words)):
        # What is in katakana alone is a name from elsewhere, given name first.
        all_of_there = all(map(_is_east_asian, words)) and not _is_katakana(name)
        return words[0] if all_of_there and len(words) == 2 else ""
    if not all(unicodedata.name(letter, "").startswith("LATIN") for letter in name if letter.isalpha()):
        return ""
    return _in_capitals(words) or _after_the_given_name(words)


def salutation(person: Person | None, language: str) -> str:
    """Greet somebody as a letter does: `Dear Dr. Novák,`, `Sehr geehrte Frau Novák,`, `Dear Jana Novák,`.

    Args:
        person: whom; None greets whoever reads it there.
        language: `en` or `de`; any other greets as English does.
    """
    if person is None:
        return _TO_NOBODY.get(language, _TO_NOBODY["en"])
    full, family, forms = _name(person), family_name(person), _forms(person, language)
    if language == "de":
        opening = _GERMAN_OPENING.get(forms[0] if forms else "", "Guten Tag")
        # Without Frau or Herr, a family name alone would be curt.
        name = full if opening == "Guten Tag" else family or full
        return f"{' '.join([opening, *forms, name])},"
    if forms and _plain(forms[-1]) in _WITH_GIVEN_NAME:
        given = full.partition(" ")[0] if family else full
        return f"Dear {' '.join([*forms, given])},"
    return f"Dear {' '.join([*forms, (forms and family) or full])},"


def _name(person: Person) -> str:
    """Give a name without what stands behind it: `Ada King` for `Ada King, PhD`."""
    words = person.name.split()
    while len(words) > 1 and _plain(words[-1]) in _AFTER_NAMES and (len(words) > 2 or "," in words[-2]):
        words = [*words[:-2], words[-2].rstrip(",")]
    return " ".join(words)


def _forms(person: Person, language: str) -> list[str]:
    """Give the forms of address as a letter in this language has them."""
    own = _OF_ONE_LANGUAGE.get(language, {})
    written = person.form_of_address.split()
    # What begins with a small letter goes on with the title before: `h.c.`, `med.`, `rer. nat.`
    said = [word for at, word in enumerate(written) if not (at and word[0].islower())]
    forms = [form for word in said if (form := own.get(_plain(word), f"{word[0].upper()}{word[1:]}"))]
    if language == "de":
        return sorted(forms, key=lambda form: form not in _GERMAN_OPENING)
    # `Frau Dr.` is `Dr.`, and `Prof. Dr.` is `Prof.`: English greets with one of them.
    forms = [form for form in forms if _plain(form) not in _PLAIN_FORMS] or forms[:1]
    return forms[:1] if forms and _plain(forms[0]) in {"prof", "professor"} else forms


def _after_the_given_name(words: list[str]) -> str:
    """Give what stands behind the given name, where that is one family name and nothing else can be meant."""
    if any(_bare(word) in _FAMILY_FIRST for word in (words[0], words[-1])) or _is_initial(words[-1]):
        return ""
    initials = sum(map(_is_initial, words))
    given, *rest = [word for word in words if not _is_initial(word)]
    if initials and _is_initial(words[0]):
        rest = [given, *rest]  # `J. Smith`: the given name is not said in full
    particles = sum(word.casefold() in _PARTICLES for word in rest[:-1])
    # Two names after the first could be a second given name or a double family name.
    return " ".join(rest) if given not in _PARTICLES and len(rest) == particles + 1 else ""


def _in_capitals(words: list[str]) -> str:
    """Give the family name that is told apart by capitals, as it is written in a sentence; else nothing."""
    big = [word.isupper() and not _is_initial(word) and len(word) > 1 for word in words]
    count = sum(big)
    first = big[:count] == [True] * count
    if not 0 < count < len(words) or not (first or big[-count:] == [True] * count):
        return ""
    family, others = (words[:count], words[count:]) if first else (words[-count:], words[:-count])
    # Two capitals can be initials: `TJ Miller`.
    if first and len(family[0]) == 2 and _bare(family[0]) not in _FAMILY_FIRST:
        return ""
    while not first and len(others) > 1 and others[-1] in _PARTICLES:
        family.insert(0, others.pop())
    return " ".join(word.lower() if word.casefold() in _PARTICLES else _small(word) for word in family)


def _small(word: str) -> str:
    """Write a name in capitals as in a sentence, where one can know how: nobody does for `MCDONALD`."""
    if word.startswith(("MC", "MAC")):
        return word
    return re.sub(r"\w+", lambda found: found[0].capitalize(), word)


def _is_initial(word: str) -> bool:
    return re.fullmatch(r"(?:\w\.-?)+", word) is not None


def _is_east_asian(word: str) -> bool:
    kinds = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC")
    return all(unicodedata.name(letter, "").startswith(kinds) for letter in word)


def _is_katakana(name: str) -> bool:
    return all(unicodedata.name(letter, "").startswith("KATAKANA") for letter in name if letter != " ")


def _plain(form: str) -> str:
    return form.casefold().replace(".", "")


def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
