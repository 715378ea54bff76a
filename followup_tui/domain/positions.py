"""Whether words are a position, `Head of Data`, or a name."""

# ruff: noqa: RUF001 - the apostrophes that people write

from __future__ import annotations

import re
from typing import Final

from followup_tui.domain.name_letters import is_initial
from followup_tui.domain.text import word_set

_WORDS: Final = word_set(
    # English
    "account accountant accounting acquisition administration administrator adviser advisor agency agent"
    " analyst analytics architect architecture artist assistant associate attorney auditor backend board"
    " brand business buyer campus career careers catering chair chairman chairwoman chef chief clerk"
    " clinical cloud coach cofounder co-founder colleague commercial communications community compliance"
    " computer consultant consulting content contractor controller coordinator copywriter counsel creative"
    " customer cyber data database delivery department design designer desk developer development devops"
    " digital director dispatcher division doctor documentation economist editor editorial education"
    " electrical embedded engineer engineering enterprise environment events executive experience expert"
    " facilities finance financial firmware foreman founder founders frontend fullstack fundraising general"
    " generalist global growth hardware head headhunter health hiring hr human implementation industrial"
    " information infrastructure innovation inspector instructor insurance integration intern interviewer"
    " investor journalist key laboratory lawyer lead leader leadership learning lecturer legal librarian"
    " logistics machine maintenance management manager managing marketing mechanic mechanical media medical"
    " member mentor merchandising mobile network nurse office officer onboarding operations operator owner"
    " panel paralegal partner partnerships payroll people performance personnel pharmacist physician pilot"
    " platform policy portfolio postdoc president principal process procurement producer product production"
    " program programme programmer project property psychologist public purchasing quality reception"
    " receptionist recruiter recruiting recruitment regional relations reliability representative research"
    " researcher resident resources responsible retail revenue risk sales scheduler scholar school science"
    " scientist secretary security senior service services software solution solutions sourcer sourcing"
    " specialist staff staffing statistician strategist strategy success supervisor supply support surgeon"
    " system systems tailor talent tax teacher team tech technical technician technology tester testing"
    " therapist trader trainer training transformation translator treasurer treasury tutor user vice"
    " warehouse web webmaster workplace writer dispatch junior ops freelancer reporter"
    " headmaster"
    # What mailboxes are called
    " contact info jobs karriere kontakt noreply notifications postfach"
    # German
    " abteilung abteilungsleitung ansprechpartner ansprechpartnerin assistent assistentin assistenz"
    " bereichsleitung berater beraterin bewerbung bewerbungen buchhaltung chef chefin disposition dozent"
    " dozentin einkauf entwickler entwicklerin entwicklung fachbereich forschung geschäftsführer"
    " geschäftsführerin geschäftsführung geschäftsleitung gruppenleitung inhaber inhaberin ingenieur"
    " ingenieurin kollege kollegin koordinator koordinatorin kundendienst leiter leiterin leitung"
    " mitarbeiter mitarbeiterin personal personalabteilung personaler personalerin projektleitung prokurist"
    " prokuristin redakteur redakteurin redaktion referent referentin sachbearbeiter sachbearbeiterin"
    " schulleitung sekretariat sekretär sekretärin teamleitung technik technische technischer verkauf"
    " vertrieb vertretung vorgesetzte vorgesetzter vorstand verwaltung wissenschaftler wissenschaftlerin"
    " recruiterin"
    " werkstudent werkstudentin praktikant praktikantin vorständin stellvertretende stellvertretender"
    # other languages of Europe
    " directeur directrice directora responsable recruteur recruteuse personalista gerente jefe jefa"
    " direttore direttrice ředitel ředitelka"
)
"""Words that stand in positions and are hardly ever names, in small letters."""

_ENDINGS: Final = (
    *("leiter", "leiterin", "leitung", "entwickler", "entwicklerin", "manager", "managerin", "ingenieur"),
    *("ingenieurin", "referent", "referentin", "berater", "beraterin", "abteilung", "wesen", "personal"),
    *("direktor", "direktorin", "führer", "führerin", "vertrieb", "entwicklung", "beauftragter"),
    *("beauftragte", "engineer", "developer", "architekt", "architektin", "assistentin", "assistent"),
    *("management", "bewerberservice", "headhunterin"),
)
"""Ends of long German words that are positions: `Personalleiterin`."""

_NAMES_TOO: Final = word_set(
    "brand buyer clerk cloud coach field foreman head human junior key leiter media nurse partner personal"
    " pilot risk sales school senior tailor talent tech tester trainer vice web writer"
)
"""Those of these words that are family names, too."""

_GROUPS: Final = word_set(
    "team teams careers recruiting recruitment department hiring acquisition notifications abteilung"
    " gmbh inc ltd llc corp plc"
)
"""What a team, a mailbox or a company is called with, in small letters."""

_LETTERS: Final = word_set(
    "hr hrbp pr qa qc it ta bd bdm pm po pmo tpm em ae am csm sdr bdr vp svp evp avp gm md vc r&d rd ux ui"
    " ai ml bi ops sre devrel dev gf gl cx ir kam hod sme hrm"
)
"""Short forms of positions, in small letters; as a rule they are written in capitals."""

_CHIEF: Final = r"C[A-Z]{1,3}O|[A-Z]{0,2}VP[A-Z]?|GF|R&D"
"""How other short forms of positions look: CEO, CTPO, SVP."""

_BETWEEN: Final = word_set("of for the and & und at in der des die für to on with de du bei im vom")


def is_position_word(word: str) -> bool:
    """Return whether a word shows that what it stands in is a position: `Recruiter`, `CTO`, not `Bishop`."""
    bare = word.strip(".,;:/")
    small = bare.casefold()
    if small in _LETTERS or re.fullmatch(_CHIEF, bare):
        return bare.isupper() or small in {"ops", "dev", "devrel"}
    return small in _WORDS or (len(small) > 8 and small.endswith(_ENDINGS))


def is_position(text: str) -> bool:
    """Return whether a text is nothing but a position: `the recruiter`, `Head of HR`, `Hiring Team`."""
    words = [word for part in text.split() for word in re.split(r"[/-]", part) if word]
    return any(map(is_position_word, words)) and all(
        is_position_word(word) or word.casefold() in _BETWEEN for word in words
    )


def can_be_family_name(word: str) -> bool:
    """Return whether a word of positions is one that people are called by, too: `Brand`, `Key`."""
    return word.casefold() in _NAMES_TOO and not word.isupper()


def is_group(text: str) -> bool:
    """Return whether a text names a team, a mailbox or a company: `ACME Recruiting`, `ACME HR`."""
    words = text.split()
    return any(word.strip(".,").casefold() in _GROUPS for word in words) or (
        all(map(str.isupper, words)) and len(words) > 1 and is_position_word(words[-1])
    )


def looks_like_position(text: str) -> bool:
    """Return whether a text behind a name is rather a position than another name: `head of all`, `R&D`."""
    words = text.split()
    return (
        any(is_position_word(word) for part in words for word in (part, *re.split(r"[/-]", part)))
        or any(not char.isalpha() and char not in " '’.-·" for char in text)
        or any(word.casefold() in _BETWEEN - {"de", "du", "der", "die", "des"} for word in words)
        or (
            bool(words)
            and (
                words[0].islower()
                or any(len(word) > 1 and word.isupper() and not is_initial(word) for word in words)
            )
        )
    )
