"""The words for statuses that trackers have, and that people make up."""

# ruff: noqa: RUF001 - letters of Turkish

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.domain.application import Outcome, Stage
from followup_tui.exchange.imports.status_words import (
    BEFORE_INTERVIEW,
    ENDED_SOMEHOW,
    INTERVIEWED,
    LEFT_OPEN,
    OFFERED,
    THANKED,
    Status,
    read_status,
)


def closed(outcome: Outcome) -> Status:
    """Return the status of an application that ended so."""
    return Status(Stage.CLOSED, outcome)


WORDS = {
    BEFORE_INTERVIEW: """
        |saved|SAVED|bookmarked|Wishlist|⭐ Wish List|Interested|To apply|To-Do|New|Draft|applying|Applied
        Applied ✅|📤 Application sent|Application received|Expired|SKIP|Evaluated|Responded|Not applied
        Coding challenge|Take-home|No interview yet|Not interested|Not interviewed yet
        beworben|Beworben am Montag|gemerkt|Neu
        Entwurf|Eingangsbestätigung|Bewerbung verschickt|Kein Gespräch
        guardada|Aplicado|enviada|Evaluada|no_aplicar|Prueba técnica
        Başvuruldu|BAŞVURDUM|Kaydedildi|Yeni
    """,
    INTERVIEWED: """
        interview|Interviewing|INTERVIEWING
        🟣 Technical Interview|Interview, Onsite|Onsite round 2 🤞|Phone Screen
        HR screening|Recruiter call|Final round|2nd round
        Round 3|Interview scheduled|Assessment center|In-process
        Interview accepted|Reference check|Invited
        Gespräch|Gespräch geführt|Vorstellungsgespräch|2. Runde|Probearbeiten|Eingeladen|Telefoninterview
        Entrevista|en entrevista|Entrevistado|Mülakat|MÜLAKAT|Görüşme yapıldı
    """,
    THANKED: "thanked|Thank-you sent",
    OFFERED: """
        OFFER|Offer|Offer received|🎉 Offer!|negotiating
        Verbal offer|Angebot|Angebot erhalten|Zusage|Oferta|Teklif
        Teklif alındı
    """,
    closed(Outcome.HIRED): """
        hired|accepted|Accepted ✅|Offer accepted
        Accepted the offer|Signed|angenommen|Vertrag unterschrieben
        Oferta aceptada|Contratada|İşe alındı|Kabul edildi
    """,
    closed(Outcome.DECLINED): """
        declined|Offer declined|Declined offer|Turned down the offer|Angebot abgelehnt|Oferta rechazada
        Teklif reddedildi
    """,
    closed(Outcome.WITHDRAWN): """
        withdrawn|Withdrew|I withdrew|Zurückgezogen
        Selbst abgesagt|Absage von mir|abgelehnt (von mir)|Ich habe abgesagt|Retirada|Geri çekildi|Vazgeçildi
    """,
    closed(
        Outcome.CANCELLED
    ): "Position cancelled|Job closed|Filled|Stelle besetzt|Hiring freeze|Vacante cancelada",
    closed(Outcome.SILENT): """
        Ghosted|👻 ghosted|No response|no-reply
        Keine Antwort|Keine Rückmeldung|Sin respuesta|Yanıt yok|silent
    """,
    closed(Outcome.REJECTED): """
        Rejected|REJECTED|❌ Rejected|Rejected after interview
        Rejection|Not selected|absage|Absage nach Gespräch
        Abgelehnt|rechazado|Rechazada|Reddedildi|Olumsuz
    """,
    ENDED_SOMEHOW: "Archived|closed|Done|Geschlossen|Archiviert|Discarded|Descartado|cerrada|Cancelled",
    LEFT_OPEN: """
        pending|In progress|Under review|Waiting|Warten auf Antwort
        Screening|On hold|Interview cancelled|❌|???
        Zorblax|overdue|en proceso
    """,
}


@pytest.mark.parametrize(
    ("word", "status"),
    [
        (word.strip(), status)
        for status, words in WORDS.items()
        for line in words.strip("\n ").splitlines()
        for word in line.split("|")
    ],
)
def test_words(word: str, status: Status) -> None:
    """Each word is read as what it says, and what it leaves open stays open."""
    assert read_status(word) == status


@given(st.text())
def test_any_text_is_a_status(text: str) -> None:
    """A closed status has an outcome, another has none."""
    status = read_status(text)
    assert (status.stage is Stage.CLOSED) == (status.outcome is not None)
