"""Which company an application is at: what two spellings of one company's name have in common."""

from __future__ import annotations

from functools import cache
from typing import Final, Protocol

from followup_tui.domain.search import fold

_LEGAL_FORM_WORDS = (
    "ag gmbh mbh ggmbh kg kgaa ohg gbr ug haftungsbeschrankt se inc incorporated corp corporation co company"
    " llc llp lp plc ltd limited pty pte pvt sa sas sasu sarl snc sl slu srl srls spa bv nv vof ab oy oyj as"
    " asa aps kft zrt nyrt sro doo spzoo spzo cv lda ltda kk jsc pjsc ooo oao zao 株"
)
_LEGAL_FORMS: Final = frozenset(_LEGAL_FORM_WORDS.split())
_LONGEST_LAST_PART = 2
"""How long the last part of a legal form written with spaces is at most: `Sp. z oo`, `S. A.`."""
_LAST_PARTS: Final = frozenset(
    form[-length:] for form in _LEGAL_FORMS for length in range(1, _LONGEST_LAST_PART + 1)
)
"""The parts that can be the last of one: the names of most companies end with none of them."""
_LAST_WORDS: Final = _LEGAL_FORMS | _LAST_PARTS
_DOTTED_LEGAL_FORMS: Final = frozenset({"e.v", "e.k", "e.g"})
"""Legal forms that without their dots would be something else: EV."""
_EAST_ASIAN_LEGAL_FORMS: Final = ("株式会社", "有限会社", "合同会社", "股份有限公司", "有限公司", "주식회사")
_BETWEEN_FORMS: Final = frozenset({"and", "und", "et", "y", "de"})
"""Words that stand between two legal forms: `GmbH und Co. KG`, `S.A. de C.V.`"""
_ENDING_WORDS = (
    "com net org info biz io ai co app dev tech cloud eu de at ch fr nl be lu uk us ca it es pt pl cz sk"
    " hu ro se dk no fi ee lt lv ie in jp cn kr sg au nz br mx me ly so sh gg xyz"
)
_ENDINGS: Final = frozenset(_ENDING_WORDS.split())
"""Endings of domains, as companies have them in their names: `Booking.com`."""

_SIGNS: Final = {
    **{ord(sign): " " for sign in '!"#$%&()*+,-/:;<=>?@[\\]^_`{|}~'},
    **{ord(sign): None for sign in ".'"},
}


class _OfCompany(Protocol):
    @property
    def company(self) -> str:
        """The company's name."""

    @property
    def company_group(self) -> str:
        """Which company it is where the user said so; empty where the name says it."""


def company_of(application: _OfCompany) -> str:
    """Return what identifies the company of an application: what the user said, else the name's key."""
    return application.company_group or company_key(application.company)


@cache  # the key is asked for each card at each change
def company_key(company: str) -> str:
    """Return what two spellings of one company's name have in common.

    They may differ in case, accents, spaces, punctuation, legal form, a leading "The", and the ending of a
    domain: `The Acme Corp.`, `ACME, Inc.` and `acme.com` are one.
    """
    if company.isascii():
        words = company.lower().split()
        key = "".join(words)  # of most names, as is told quickly
        if key.isalnum() and words[-1] not in _LAST_WORDS and words[0] != "the":
            return key
    text = fold(company)
    if "." in text:
        text = " ".join(filter(None, map(_without_ending, text.split())))
    text = text.translate(_SIGNS)
    if not text.isascii():
        text = "".join(char if char.isalnum() else " " for char in text)
        for form in map(fold, _EAST_ASIAN_LEGAL_FORMS):
            text = text.strip().removeprefix(form).removesuffix(form) or form
    words = text.split()
    count = _count_without_legal_forms(words)
    first = 1 if count > 1 and words[0] in ("the", "株") else 0
    return "".join(words[first:count]) or fold(company).strip() or company.strip()


def _without_ending(word: str) -> str:
    """Return a word of a name without the ending of a domain, and nothing for a legal form with dots."""
    word = word.rstrip(".,").removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    if word in _DOTTED_LEGAL_FORMS:
        return ""
    base, dot, ending = word.rpartition(".")
    if not (dot and base and ending in _ENDINGS):
        return word
    return base.removesuffix(".co") if ending in ("uk", "jp", "nz") else base.removesuffix(".com")


def _count_without_legal_forms(words: list[str]) -> int:
    """Return how many words there are before the legal forms at the end: at least one."""
    count = len(words)
    while count > 1:
        last = words[count - 1]
        if last in _LEGAL_FORMS or (last in _BETWEEN_FORMS and count < len(words)):
            count -= 1
        elif last in _LAST_PARTS and (length := _length_of_spaced_form(words[:count])):
            count -= length
        else:
            break
    return count


def _length_of_spaced_form(words: list[str]) -> int:
    """Return how many words the legal form at the end is, `S. A.` or `Sp. z o.o.`; 0 where there is none."""
    lengths = range(2, min(4, len(words) - 1) + 1)
    return next((length for length in lengths if "".join(words[-length:]) in _LEGAL_FORMS), 0)
