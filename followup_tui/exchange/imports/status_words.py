"""The words trackers have for how far an application is, in English, German, Spanish and Turkish."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from followup_tui.domain.application import Outcome, Stage
from followup_tui.domain.search import fold

OFFER_TAG: Final = "offer"
"""The tag of an application with an offer: what was offered, and until when, no tracker says."""


class Status(NamedTuple):
    """What a word for a status says.

    Attributes:
        stage: the stage an application is at least in; None before its first interview.
        outcome: how it ended; only where the stage is closed.
        tags: what else it says.
        doubt: what the word leaves open, `not said whether an interview was held`; empty where it is plain.
    """

    stage: Stage | None
    outcome: Outcome | None = None
    tags: tuple[str, ...] = ()
    doubt: str = ""


BEFORE_INTERVIEW: Final = Status(None)
INTERVIEWED: Final = Status(Stage.INTERVIEWED)
THANKED: Final = Status(Stage.THANKED)
OFFERED: Final = Status(Stage.INTERVIEWED, tags=(OFFER_TAG,))
LEFT_OPEN: Final = Status(None, doubt="not said whether an interview was held")
ENDED_SOMEHOW: Final = Status(Stage.CLOSED, Outcome.SILENT, doubt="not said whether an interview was held")
"""Archived, or closed: neither how it ended stands there, nor whether an interview was held."""


def _closed(outcome: Outcome) -> Status:
    return Status(Stage.CLOSED, outcome)


# Each is looked for in the words without accents and marks, as whole words; the first that is there counts.
_STATUSES: Final = tuple(
    (re.compile(rf"\b(?:{'|'.join(map(str.strip, patterns.strip().splitlines()))})\b"), status)
    for status, patterns in (
        (
            BEFORE_INTERVIEW,
            r"""
            not (?:yet )?interview\w*
            no interviews?(?: yet)?|(?:noch )?keine? (?:gesprach|interview)|sin entrevista|vor dem gesprach
            application (?:was )?(?:received|accepted|submitted|sent|viewed)
            bewerbung (?:eingegangen|erhalten|bestatigt|verschickt|versendet)|solicitud (?:enviada|recibida)
            basvuru (?:alindi|gonderildi)
            (?:skip|no aplicar|not interested|kein interesse|not applied|to apply|not yet applied)
            """,
        ),
        (
            LEFT_OPEN,
            r"""
            interview (?:was )?(?:declined|cancell?ed|abgesagt|refused)
            (?:gesprach|vorstellungsgesprach) abgesagt|entrevista cancelada|on hold|pausiert|en pausa
            """,
        ),
        (
            _closed(Outcome.HIRED),
            r"""
            offer (?:was )?(?:accepted|signed)|accepted (?:the |an |their )?offer|hired|got (?:the |it|a )?job
            contract signed|signed(?: contract)?|onboarding|employed
            (?:angebot|stelle|vertrag) (?:angenommen|unterschrieben|unterzeichnet)
            (?<!verfahren )(?<!stelle )eingestellt|oferta aceptada|contratad[oa]|teklif kabul(?: edildi)?
            ise (?:alindi|alindim|girdim)
            """,
        ),
        (
            _closed(Outcome.DECLINED),
            r"""
            offer (?:was )?(?:declined|rejected|refused|turned down)
            (?:declined|rejected|refused) (?:the )?offer|(?:turned down|refused) (?:the |an |their )?offer
            angebot (?:abgelehnt|ausgeschlagen|abgesagt)|oferta (?:rechazada|declinada)
            teklif(?:i)? (?:red|reddedildi|reddettim)|declined by me|i declined
            """,
        ),
        (
            _closed(Outcome.WITHDRAWN),
            r"""
            (?:ich (?:habe )?|von mir )(?:selbst )?(?:abgesagt|abgelehnt)|(?:abgelehnt|abgesagt) von mir
            withdr[ae]wn?|withdrew|pulled out|dropped(?: out)?|i rejected|rejected by me|cancell?ed by me
            (?:selbst|selber|von mir|eigene) (?:abgesagt|absage|zuruckgezogen|abgelehnt)|absage von mir
            (?:zuruck|ruck)gezogen|retirad[oa]|desistid[oa]|me retire|geri cek\w*|vazgec\w*|cekildi\w*
            """,
        ),
        (
            _closed(Outcome.CANCELLED),
            r"""
            (?:position|job|role|vacancy) (?:was |is )?(?:cancell?ed|filled|closed|frozen|removed)
            offer (?:was )?(?:withdrawn|rescinded)|hiring freeze|rescinded|filled
            (?:stelle|position|verfahren) (?:besetzt|gestrichen|zuruckgezogen|eingestellt|vergeben)
            stelle entfall\w*|(?:vacante|oferta|plaza) (?:cancelada|cerrada|cubierta)
            """,
        ),
        (
            _closed(Outcome.SILENT),
            r"""
            ghost(?:ed|ing)?|no (?:response|reply|answer|feedback)|silence|silent|never heard(?: back)?
            not heard back|unresponsive|(?:keine|ohne) (?:antwort|ruckmeldung|reaktion)|nie gemeldet
            sin (?:respuesta|contestacion)|(?:yanit|cevap|donus) (?:yok|gelmedi|alinamadi)
            """,
        ),
        (
            _closed(Outcome.REJECTED),
            r"""
            rejec\w*|turned down|not selected|unsuccessful|no longer (?:under consideration|considered)
            not (?:a )?(?:fit|chosen|moving forward|proceeding)|failed|(?:they|company) declined|refused
            declined by (?:them|company|employer)|regret\w*|denied|passed over|abgelehnt\w*|absage\w*|abgesagt
            nicht (?:ausgewahlt|berucksichtigt|genommen)|ausgeschieden|rechazad[oa]|denegad[oa]
            no seleccionad[oa]|reddedil\w*|olumsuz|elendi\w*|uygun bulunmadi
            """,
        ),
        (
            OFFERED,
            r"""
            offer(?:s|ed|ing)?|negotiat\w*|offer (?:received|pending|extended)|verbal offer|angebot\w*
            zusage\w*|zugesagt|vertrag|vertragsangebot|vertragsverhandlung\w*|verhandlung\w*|oferta
            negociacion|negociando|teklif\w*
            """,
        ),
        (
            THANKED,
            r"""
            thanked|thank you (?:sent|note sent|letter sent)|bedankt|dank verschickt
            """,
        ),
        (
            BEFORE_INTERVIEW,
            r"""
            (?:coding|technical|online|take home|home) (?:challenge|test|task|assignment|assessment)|take home
            oa|probeaufgabe|testaufgabe|online test|prueba tecnica|teknik test
            """,
        ),
        (
            INTERVIEWED,
            r"""
            \w*interview\w*|(?:phone|recruiter|hr|initial|tech|technical|telephone|video|first) screen\w*
            (?:phone|telephone|intro|introductory|recruiter|screening|video|zoom|teams) call|on ?site\w*
            (?:final|first|second|third|fourth|last|next|1st|2nd|3rd|4th|\d) rounds?|rounds? \w+|panel
            superday|assessment cent(?:er|re)|loop|hiring manager|team (?:match|meeting)|meet the team
            reference(?:s)?(?: check)?|background check|finalist|final(?: stage| round)?|in process|met
            \w*gesprach\w*|(?:\w+ )?runde|kennenlern\w*|probearbeit\w*|probetag\w*|schnuppertag|hospitation
            eingeladen|einladung\w*|invited|invitation|vorgestellt|vorstellung\w*|referenzen|entrevista\w*
            mulakat\w*|gorusme\w*
            """,
        ),
        (
            LEFT_OPEN,
            r"""
            waiting\w*|awaiting\w*|pending|in progress|under (?:review|consideration)|in review|reviewing
            active|open|ongoing|offen|laufend|lauft|in bearbeitung|in prufung|wart\w*|ausstehend|screening
            hold|follow\w*|nachgefasst|nachfassen|en proceso|en curso|pendiente|esperando|beklemede|bekliyor
            assessment|overdue|degerlendiriliyor|inceleniyor|shortlist(?:ed)?|engere auswahl
            """,
        ),
        (
            ENDED_SOMEHOW,
            r"""
            archiv\w*|closed|done|finished|complete[d]?|inactive|ended|discarded|dead|lost|cancell?ed
            geschlossen|beendet|erledigt|abgeschlossen|inaktiv|verworfen|storniert|abgebrochen|cerrad[oa]
            archivad[oa]|descartad[oa]|cancelad[oa]|finalizad[oa]|kapandi|kapatildi|iptal\w*|bitti
            """,
        ),
        (
            BEFORE_INTERVIEW,
            r"""
            sav(?:ed|e)|bookmark\w*|wish ?list\w*|interested|considering|researching|research|prospect\w*
            leads?|to ?do|backlog|new|draft\w*|ideas?|target\w*|to be applied|ready to apply|planned|evaluated
            monitor|appl\w+|submitted|submit|sent|application\w*|contacted|responded|networking|expired
            referred|viewed|neu|gemerkt|merkliste|gespeichert|interessant|favorit\w*|vorgemerkt|entwurf
            geplant|in vorbereitung|beworben|bewerbung\w*|bewerben|abgeschickt|verschickt|versendet|gesendet
            eingereicht|eingegangen|eingangsbestatigung|kontaktiert|kontakt|guardad[oa]|interesad[oa]
            aplicad[oa]|postulad[oa]|postulacion|enviad[oa]|solicitad[oa]|inscrit[oa]|evaluad[oa]|condicional
            respondido|contacto|contactad[oa]|nuev[oa]|por aplicar|pendiente de aplicar|kaydedil\w*|kayitli
            basvur\w*|gonderildi|yeni|taslak|ilgileniyor\w*|degerlendirildi|yanitlandi
            """,
        ),
    )
)

_BARE: Final = {
    **dict.fromkeys(
        (
            "accepted",
            "acepted",
            "angenommen",
            "aceptado",
            "aceptada",
            "kabul",
            "kabul edildi",
            "won",
            "success",
        ),
        _closed(Outcome.HIRED),
    ),
    **dict.fromkeys(("red", "ret"), _closed(Outcome.REJECTED)),
    "declined": _closed(Outcome.DECLINED),
    **dict.fromkeys(("no", "nein", "nope", "passed"), LEFT_OPEN),
    **dict.fromkeys(tuple(map(str, range(10))), LEFT_OPEN),
}
"""Words that mean this only where they stand alone: an invitation can be accepted, too."""


@lru_cache(maxsize=1024)
def read_status(text: str) -> Status:
    """Return what a tracker's word for a status says; emoji and marks around it do not count.

    Nothing is before the first interview; of a word that is not known nobody can tell.
    """
    words = " ".join(re.findall(r"[^\W_]+", fold(text[:200])))
    if not words:
        return LEFT_OPEN if text.strip() else BEFORE_INTERVIEW
    if words in _BARE:
        return _BARE[words]
    return next((status for pattern, status in _STATUSES if pattern.search(words)), LEFT_OPEN)
