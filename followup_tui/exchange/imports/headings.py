"""The headings of tables of applications, in English and German, and the field each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from followup_tui.domain.search import fold

_ONLY_DATES: Final = frozenset({"applied", "decision", "closed"})
"""The fields to which yes or no says nothing: `Applied?` is none of them, `Interview?` is an interview."""

IGNORE: Final = "ignore"
"""The field of a column that is left out."""

FIELDS: Final = {
    "company": (
        *(
            "company",
            "company name",
            "companies",
            "employer",
            "employer name",
            "organisation",
            "organization",
        ),
        *("firm", "firma", "firmenname", "unternehmen", "unternehmensname", "arbeitgeber", "betrieb"),
    ),
    "role": (
        *("role", "role title", "job title", "job", "position", "position title", "title", "job role"),
        *("job name", "vacancy", "opening", "applied for", "position applied for", "designation"),
        *("stelle", "stellenbezeichnung", "stellentitel", "jobtitel", "jobbezeichnung", "rolle", "beruf"),
        *("tätigkeit", "funktion", "berufsbezeichnung", "stellenangebot", "beworben als", "bewerbung als"),
    ),
    "via": (
        *("via", "agency", "recruitment agency", "recruiting agency", "staffing agency", "agentur"),
        *("personalvermittlung", "personalvermittler", "vermittlung", "vermittler", "personalberatung"),
        *("personaldienstleister", "über"),
    ),
    "status": (
        *("status", "stage", "application status", "current status", "current stage", "status name"),
        *("job status", "list", "list name", "phase", "stand", "bewerbungsstatus", "aktueller stand"),
        *("aktueller status", "bearbeitungsstand", "pipeline stage"),
    ),
    "outcome": (
        *("outcome", "result", "final result", "decision", "ergebnis", "ausgang", "entscheidung"),
        *("response", "rückmeldung", "antwort"),
    ),
    "applied": (
        *("date applied", "applied date", "applied on", "applied at", "application date", "apply date"),
        *("date of application", "date submitted", "submission date", "submitted on", "applied", "submitted"),
        *("bewerbungsdatum", "beworben am", "bewerbung am", "bewerbung vom", "datum der bewerbung"),
        *("abgeschickt am", "versendet am", "gesendet am", "eingereicht am", "verschickt am"),
        *("bewerbung versendet", "bewerbung verschickt", "beworben", "bewerbung", "datum", "date"),
    ),
    "interview": (
        *("interview", "interviews", "interview date", "interview at", "interview on", "date of interview"),
        *("interview date time", "interview time", "interview scheduled", "interviewed on"),
        *("next interview", "first interview", "second interview", "third interview", "phone interview"),
        *("phone screen", "onsite", "onsite interview", "final interview", "interview datum"),
        *("gespräch", "gespräch am", "gespräche", "gesprächstermin", "vorstellungsgespräch"),
        *("vorstellungsgespräch am", "vorstellungstermin", "interview am", "interviewtermin", "termin"),
        *("termin vorstellungsgespräch", "datum vorstellungsgespräch", "erstgespräch", "zweitgespräch"),
        *("telefoninterview", "telefontermin", "gesprächsdatum", "bewerbungsgespräch"),
    ),
    "decision": (
        *("decision date", "decision by", "expected decision", "they decide by", "answer by"),
        *("entscheidung bis", "entscheidung am", "antwort bis", "rückmeldung bis"),
    ),
    "closed": (
        *("closed", "closed on", "closed at", "date closed", "rejected on", "rejection date", "end date"),
        *("date rejected", "date archived", "archived at", "absage am", "abgelehnt am", "beendet am"),
        *("geschlossen am", "datum der absage"),
    ),
    "person": (
        *("contact", "contacts", "contact name", "contact person", "person", "people", "hiring manager"),
        *("recruiter", "recruiter name", "hiring contact", "point of contact", "hr contact", "hiring team"),
        *("contact persons", "contact people", "ansprechpartner", "ansprechpartnerin", "ansprechperson"),
        *("ansprechpartner/in", "ansprechpartner:in", "ansprechpartner*in", "kontakt", "kontakte"),
        *("kontaktperson", "kontaktpersonen", "personaler", "personalerin", "name des ansprechpartners"),
    ),
    "interviewer": (
        *("interviewer", "interviewers", "interviewed by", "with whom", "interviewer name", "interviewer(s)"),
        *("gesprächspartner", "gesprächspartnerin", "gespräch mit", "interview mit", "interview with"),
    ),
    "email": (
        *("contact email", "email", "e-mail", "mail", "email address", "e-mail address", "contact e-mail"),
        *("recruiter email", "contact email address", "kontakt e-mail", "e-mail-adresse", "mailadresse"),
        *("e-mail ansprechpartner", "mail-adresse", "emailadresse", "interviewer email", "kontakt mail"),
        *("hiring manager email", "contact mail", "kontakt email"),
    ),
    "phone": (
        *("contact phone", "phone", "phone number", "telephone", "contact phone number", "recruiter phone"),
        *("telefon", "telefonnummer", "tel", "tel.", "telefon-nr.", "rufnummer", "kontakt telefon", "mobil"),
    ),
    "person-position": (
        *("contact title", "contact position", "contact role", "interviewer title", "recruiter title"),
        *("interviewer role", "position des ansprechpartners", "funktion des ansprechpartners"),
        *("position ansprechpartner", "funktion ansprechpartner"),
    ),
    "link": (
        *("link", "links", "url", "job url", "job link", "posting", "job posting", "posting url", "website"),
        *("job posting url", "job posting link", "link to job", "listing", "job listing", "listing url"),
        *("application link", "application url", "web", "webseite", "internetseite", "stellenlink"),
        *(
            "link zur stelle",
            "link zur anzeige",
            "stellenanzeige",
            "anzeige",
            "job ad",
            "job description url",
        ),
        *("stellenausschreibung", "job description link"),
    ),
    "notes": (
        *("notes", "note", "comment", "comments", "remarks", "remark", "memo", "details"),
        *("notizen", "notiz", "bemerkung", "bemerkungen", "anmerkung", "anmerkungen", "kommentar"),
        *("kommentare", "hinweise", "sonstiges", "additional notes", "interview notes", "feedback"),
        *("gesprächsnotizen", "next steps", "nächste schritte"),
    ),
    "tags": ("tags", "tag", "labels", "label", "categories", "category", "schlagworte", "kategorie"),
    "location": (
        *("location", "city", "place", "job location", "office", "ort", "standort", "arbeitsort", "stadt"),
        *("einsatzort", "dienstort"),
    ),
    "salary": (
        *("salary", "salary range", "pay", "compensation", "expected salary", "salary expectation", "wage"),
        *("gehalt", "gehaltsvorstellung", "gehaltswunsch", "gehaltsspanne", "lohn", "vergütung"),
        "salary expectations",
    ),
    "source": (
        *("source", "job source", "platform", "job board", "found on", "found at", "found via", "quelle"),
        *("referral", "gefunden über", "gefunden bei", "plattform", "portal", "jobbörse", "herkunft"),
    ),
}
"""For each field the headings that mean it."""


_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@lru_cache(maxsize=4096)
def heading_key(heading: str) -> str:
    """Return what spellings of a heading have in common: `Company Name`, `company_name`, `companyName`."""
    plain = fold(heading.replace("ß", "ss"))
    return "".join(char for char in plain if char.isalnum()) or "".join(plain.split())


def _keys(headings: Iterable[str]) -> set[str]:
    """Return the keys of headings, also of an umlaut that was written with an e."""
    headings = tuple(headings)
    return {heading_key(heading) for heading in (*headings, *(each.translate(_UMLAUTS) for each in headings))}


_FIELDS_BY_KEY: Final = {key: field for field, headings in FIELDS.items() for key in _keys(headings)}

_NUMBERED: Final = re.compile(
    r"\d+(?:st|nd|rd|th)?|date|datum|time|uhrzeit|am|on|at|first|second|third|final|last|next|erst\w*|zweit\w*|dritt\w*"
)
_ROUNDS: Final = frozenset({"round", "rounds", "runde", "interviewround", "gesprachsrunde"})


def field_of(heading: str) -> str | None:
    """Return the field a heading stands for; None where it is not known.

    Of several interviews each may have a number or an ordinal: `2nd interview date`, `Runde 2`.
    """
    key = heading_key(heading)
    if field := _FIELDS_BY_KEY.get(key):
        return None if field in _ONLY_DATES and heading.rstrip().endswith("?") else field
    words = re.findall(r"[^\W_]+", fold(heading))
    rest = "".join(word for word in words if not _NUMBERED.fullmatch(word))
    if rest == key or not rest:
        return None
    field = "interview" if rest in _ROUNDS else _FIELDS_BY_KEY.get(rest)
    return field if field in {"interview", "interviewer"} else None


_OTHER_HEADINGS: Final = (
    *("created at", "updated at", "index", "job type", "workplace type", "excitement", "follow up at"),
    *("next follow-up", "next follow up", "deadline", "priority", "resume", "cover letter", "saved date"),
    *("first name", "last name", "connected on", "question and answers", "resume name", "requirements"),
    *(
        "html description",
        "description",
        "status date",
        "archived",
        "date saved",
        "erstellt am",
        "aktualisiert",
    ),
    *("wiedervorlage", "priorität", "lebenslauf", "anschreiben", "added at", "source url", "min salary"),
    *("max salary", "files", "date added", "last updated", "follow up", "contacted", "frist", "country"),
)

KNOWN_KEYS: Final = frozenset(_FIELDS_BY_KEY) | _keys(_OTHER_HEADINGS)
"""The keys of headings that tell a line of headings from what stands above it."""
