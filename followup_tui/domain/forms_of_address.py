"""Forms of address and titles: which words are one, and what a letter in each language makes of them."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from followup_tui.domain.text import word_set
from followup_tui.domain.wording import capitalized

_SPOKEN_WORDS: Final = (
    "dr dr. prof prof. professor mr mr. mrs mrs. ms ms. mx mx. miss sir dame lord lady rev. herr frau"
    " madame mme monsieur mlle señor señora sr. sra. srta. signor signora sig. sig.ra dott. dott.ssa dhr."
    " mevr. ing. dipl.-ing. dr.-ing. mag."
    " herrn hr. hrn. fr. fräulein pan paní fru"
    " dr.in dr.ⁱⁿ drin drin. doktor doctor professorin prof.in univ.-prof. univ.-prof.in priv.-doz."
    " dr.med. dr.phil. dr.jur. dr.-ing.in mudr. judr. phdr. rndr. mvdr. paeddr. thdr. pharmdr. doc. doz."
    " dipl.-ing.in di dipl.-inf. dipl.-kfm. dipl.-kffr. dipl.-psych. dipl.-phys. dipl.-math. dipl.-chem."
    " dipl.-betriebswirt dipl.-biol. dipl.-oec. dipl.-wirt.-ing. mag.a mag.ª mag.phil. magister magistra"
    " ing.in ing.arch. mgr. mga. bc. bca. m.sc. b.sc. m.a. b.a. b.eng. m.eng. ll.m. ll.b. m.b.a."
    " assoc. asst. associate assistant hon. rabbi imam father fr sister reverend"
    " mevrouw meneer mw. pani mmag. ddr. dkfm. jun.-prof. jun.-prof.in hon.-prof."
    " rechtsanwalt rechtsanwältin notar notarin pfarrer pfarrerin direktor direktorin"
)
_DEGREE_WORDS: Final = (
    "h.c. med. rer. nat. phil. jur. pol. oec. habil. mult. -ing. (fh) (ba) (tu) (univ.) univ. dent. vet. iur."
    " techn. e.h. em. agr. theol. prof. prof dr. dr"
)

FORMS_OF_ADDRESS: Final = frozenset(_SPOKEN_WORDS.split()) - {"associate", "assistant", "fr", "di", "father"}
"""Words that address somebody and are not part of the name, in small letters."""

_DEGREES: Final = frozenset(_DEGREE_WORDS.split())

_FIRST: Final = word_set("pan paní pani fru sister imam")
"""Forms of address that are names behind another: of `Ms Pan Wei`, nobody knows which."""

_GLUED: Final = r"(?<!\w)((?i:prof|dr|mr|mrs|ms|mx|hr|fr|mag|ing)\.)(?=[^\W\d_a-zäöüªⁱ]|\((?:FH|BA)\))"
_PARTED: Final = r"(?<!\w)Dipl\.[ -]*(?=[A-Z])"

_SUFFIXES: Final = word_set(
    "jr sr ii iii iv phd md mba msc bsc esq cpa llm llb ma ba dphil jd csc drsc dsc edd psyd pmp obe cbe mbe"
    " kbe cfa acca fca cipd shrm-cp shrm-scp phr sphr rn dds dvm mpa mph mfa beng meng bcom mcom mres pe ceng"
    " peng cissp itil psm cspo dipl fh dis dba drph gphr aphr cams frm cma cia ccna faia riba frcp mrcp"
    " (hons) msc(hons) bsc(hons) ba(hons) obe kc qc emba mphil pgdip pgce rer"
) - {"rer", "fh", "qc"}
"""Words that follow names without being part of them, in small letters and without dots."""

_DOCTORATES: Final = word_set("phd md dphil edd dsc psyd dds dvm dmd drph dba scd dr drsc")


class Spoken(Struct, frozen=True):
    """What a letter makes of forms of address.

    Attributes:
        gender: `f`, `m`, or empty where they do not say.
        words: the words before the name, in their order: `Dear Dr.`, `Frau Professor`.
        dropped: whether a title was left out, which nobody is addressed by.
    """

    gender: str
    words: tuple[str, ...]
    dropped: bool


_WOMEN: Final = word_set("frau fr ms mrs miss fräulein")
_MEN: Final = word_set("herr herrn hr hrn mr")
_GERMAN_SHORT: Final = word_set("frau fr fräulein herr herrn hr hrn")
_FEMININE: Final = word_set(
    "drin drⁱⁿ professorin profin univ-profin jun-profin rechtsanwältin notarin pfarrerin"
    " direktorin maga magª magistra ingin"
)
_PROFESSORS: Final = word_set(
    "prof professor professorin profin univ-prof univ-profin jun-prof jun-profin hon-prof"
)
_DOCTORS: Final = word_set(
    "dr drin drⁱⁿ doktor doctor dr-ing drmed drphil drjur dr-ingin mudr judr phdr rndr mvdr paeddr thdr"
    " pharmdr ddr"
)
_DOCTORS_AS_WRITTEN: Final = word_set("drin drⁱⁿ doktor ddr")
_SPOKEN_IN_GERMAN: Final = word_set(
    "mag maga magª mmag ing di dkfm magister magistra ingin rechtsanwalt rechtsanwältin"
    " notar notarin pfarrer pfarrerin direktor direktorin"
)
_SILENT: Final = word_set(
    "priv-doz pd doc doz ra rain stb wp mgr mga bc bca msc bsc ma ba beng meng llm llb mba ingarch assoc asst"
    " associate assistant hon magphil"
)
_IN_CAPITALS: Final = {
    title.casefold(): title for title in ("RA", "PD", "DI", "RAin", "StB", "WP", "Hr", "Fr")
}
"""Titles that count only as they are written here."""

WITH_GIVEN_NAME: Final = frozenset({"sir", "dame"})
"""Forms that stand before the given name: Dear Sir Tim."""


def split_name(text: str, *, has_form: bool = False) -> tuple[str, str]:
    """Split a name into its form of address and the name: `Prof. Dr.` and `Ada King`.

    `has_form` is whether another form of address stands before it.
    """
    if "." in text:
        text = re.sub(_PARTED, "Dipl.-", re.sub(_GLUED, r"\1 ", text))
    words = text.split()
    count = 0
    while count < len(words) - 1 and _is_in_front(words[count], is_first=not (count or has_form)):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _is_in_front(word: str, *, is_first: bool) -> bool:
    small = word.casefold()
    is_form = is_form_of_address(word) and (is_first or small not in _FIRST)
    return is_form or (small in _DEGREES and not is_first)


def is_form_of_address(word: str) -> bool:
    """Return whether a word addresses somebody and is not part of the name: `Dr.`, `Frau`."""
    small = word.casefold()
    if small in _IN_CAPITALS:  # written otherwise they are names
        return word in _IN_CAPITALS.values()
    return small in FORMS_OF_ADDRESS or small.startswith("dipl.-")


def is_suffix(word: str) -> bool:
    """Return whether a word follows names without being part of them: `Jr.`, `PhD`."""
    return word.casefold().replace(".", "") in _SUFFIXES


def is_doctorate(suffix: str) -> bool:
    """Return whether whoever has this behind their name is addressed as a doctor."""
    return suffix.casefold().replace(".", "").replace(" ", "") in _DOCTORATES


def gender_of(forms: str) -> str:
    """Return `f` or `m` where forms of address say whether it is a woman or a man; else an empty text."""
    for word in map(plain_form, forms.split()):
        if word in _WOMEN or word in _FEMININE:
            return "f"
        if word in _MEN:
            return "m"
    return ""


def spoken_forms(forms: str, suffixes: tuple[str, ...], language: str) -> Spoken:
    """Return the forms of address that a letter has before the name.

    Args:
        forms: as they were noted, `Frau Prof. Dr.`.
        suffixes: what stands behind the name, `PhD`.
        language: `en` or `de`; any other is treated as English.
    """
    words = forms.split()
    # A word in lower case belongs to the title before it, and is left out: `h.c.`, `med.`, `rer. nat.`
    titles = [
        word
        for index, word in enumerate(words)
        if not (index and (word[0].islower() or word[0] == "-") and not is_form_of_address(word))
        and word[0] != "("
    ]
    gender = gender_of(forms)
    plain = [plain_form(word) for word in titles]
    academic = [word for word, form in zip(titles, plain, strict=True) if form in _PROFESSORS | _DOCTORS]
    is_plain = all(form in _WOMEN | _MEN | _SILENT | {"mx"} or _is_for_german(form) for form in plain)
    if not academic and is_plain and any(map(is_doctorate, suffixes)):
        titles, plain = [*titles, "Dr."], [*plain, "dr"]
    make = _german if language == "de" else _english
    spoken = make(titles, plain)
    return Spoken(gender, spoken, bool(titles) and not spoken)


def plain_form(form: str) -> str:
    """Return a form of address in lower case and without dots."""
    return form.casefold().replace(".", "").strip(",;")


def _english(titles: list[str], plain: list[str]) -> tuple[str, ...]:
    """English greets with one of them: `Frau Dr.` is `Dr.`, and `Prof. Dr.` is `Professor`."""
    if any(form in _PROFESSORS for form in plain):
        return ("Professor",)
    for title, form in zip(titles, plain, strict=True):
        if form in _DOCTORS:
            return (title.capitalize() if form == "dr" else "Dr.",)
    others = [
        _capital(title)
        for title, form in zip(titles, plain, strict=True)
        if form not in _SILENT | _WOMEN | _MEN | {"mx"} and not _is_for_german(form)
    ]
    if others:
        return tuple(others)
    for title, form in zip(titles, plain, strict=True):
        if form in _GERMAN_SHORT:
            return ("Ms" if form in _WOMEN else "Mr",)
        if form in _WOMEN | _MEN | {"mx"}:
            return (_capital(title),)
    return ()


def _german(titles: list[str], plain: list[str]) -> tuple[str, ...]:
    """German greets with Frau or Herr and the highest title; without these, the titles stay as written."""
    address = ["Frau"] if any(form in _WOMEN | _FEMININE for form in plain) else []
    address = address or (["Herr"] if any(form in _MEN for form in plain) else [])
    shown: list[str] = []
    for title, form in zip(titles, plain, strict=True):
        if form in _WOMEN | _MEN | _SILENT | {"mx"}:
            continue
        word = "Dr." if form in _DOCTORS - _DOCTORS_AS_WRITTEN else _capital(title)
        if word not in shown:
            shown.append(word)
    professor = next((form for form in plain if form in _PROFESSORS), "")
    if address and professor:
        return (*address, "Professorin" if professor.endswith("in") else "Professor")
    return (*address, *shown)


def _is_for_german(form: str) -> bool:
    """Return whether only German addresses somebody by this degree."""
    return form in _SPOKEN_IN_GERMAN or form.startswith("dipl-")


def _capital(word: str) -> str:
    if word.isupper() and word != "DI":
        return word.title()
    return capitalized(word)
