"""What a mail seems to be, by clear signs in the words of its writer. Nothing of it is taken unasked."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final, NamedTuple

from followup_tui.domain.business_days import Calendar
from followup_tui.domain.contact import ContactKind
from followup_tui.domain.date_parser import parse_date
from followup_tui.errors import CallError

_REJECTION: Final = re.compile(
    r"\b(?:move|go|moving|going|proceed\w*|continu\w*) (?:forward|ahead|on)?\s*with (?:an?other|other"
    r"|different|someone else|somebody else)"
    r"|\b(?:chosen|decided|selected|opted)\b[^.?!]{0,60}\b(?:an?other (?:candidate|person|applicant)"
    r"|other (?:candidates|applicants)|someone else|somebody else)"
    r"|\b(?:will|are|have decided|decided|is|were)(?: \w+)? not(?: to)? (?:be )?(?:mov\w+|proceed\w*"
    r"|progress\w*|tak\w+|continu\w*|invit\w+|pursu\w*|select\w*)"
    r"|\bnot (?:been )?(?:selected|successful|shortlisted)\b|\bunsuccessful\b"
    r"|\bposition (?:has been|was|is) (?:now )?(?:filled|closed|cancell?ed)"
    r"|\bregret to inform\b|\b(?:can ?not|unable to|won't|will not) (?:offer|make) you\b"
    r"|\bunfortunately\b[^.?!]{0,120}\b(?:not|other|another|unable|filled)\b"
    r"|\bleider\b[^.?!]{0,160}\b(?:nicht|absag\w+|ander\w+|keine?n?)\b"
    r"|\babsage\b|\babsagen müssen\b|\bgegen (?:sie|ihre bewerbung) entschieden\b"
    r"|\bfür (?:eine?n? )?(?:andere?n?|anderen) (?:bewerber|kandidat|person)\w*\b"
    r"|\bnicht (?:weiter )?berücksichtigen\b|\bstelle (?:ist|wurde) (?:bereits )?(?:besetzt|anderweitig)",
    re.IGNORECASE,
)

_OFFER: Final = re.compile(
    r"\b(?:pleased|happy|delighted|excited|glad|like|thrilled) to (?:\w+ )?(?:offer|extend) you\b"
    r"|\b(?:extend(?:ing)?|make|making|send(?:ing)? you) (?:you )?an offer\b|\boffer letter\b"
    r"|\bformal offer\b|\bjob offer\b|\bfreuen? uns[^.?!]{0,80}\b(?:anbieten|anzubieten)\b"
    r"|\bvertragsangebot\b|\b(?:die|eine) stelle (?:gerne? )?an(?:zu)?bieten\b"
    r"|\barbeitsvertrag\b[^.?!]{0,60}\banbei\b",
    re.IGNORECASE,
)

_RECEIPT: Final = re.compile(
    r"\b(?:we(?:'ve| have)?|has been|was|is) (?:successfully )?received (?:your|the) application"
    r"|\byour application (?:has been|was) (?:successfully )?(?:received|submitted)"
    r"|\bthank you for (?:your application|applying|your interest in (?:joining|working))"
    r"|\bapplication (?:received|confirmation)\b|\beingangsbestätigung\b|\bbewerbungseingang\b"
    r"|\bihre bewerbung (?:ist|haben wir|wurde)[^.?!]{0,60}\b(?:eingegangen|erhalten|eingereicht)"
    r"|\bvielen dank für ihre bewerbung\b",
    re.IGNORECASE,
)

_REQUEST: Final = re.compile(
    r"\?|\bplease\b|\bkindly\b|\blet (?:me|us) know\b|\b(?:can|could|would) you\b|\bsend (?:me|us)\b"
    r"|\bbitte\b|\b(?:können|könnten|würden|möchten) sie\b|\bmelden sie\b|\bteilen sie\b",
    re.IGNORECASE,
)

_DECISION: Final = re.compile(
    r"\b(?:decid\w+|decision|get back|come back|back to you|hear (?:back )?from|let you know|be in touch"
    r"|entscheid\w+|entschluss|rückmeldung|zurückmelden|melden (?:wir )?uns|bescheid)\b"
    r"[^.?!\n]{0,60}?\b(?:by|until|before|on|no later than|latest|bis(?: zum| spätestens)?|spätestens(?: am)?"
    r"|am)\s+(?P<when>[^.?!\n,;]{2,40}(?:\.\s?\d{0,4}[^.?!\n,;]{0,20}){0,2})",
    re.IGNORECASE,
)

_SHORTEST: Final = 2
_LONGEST_SENTENCE: Final = 200


class MailSign(NamedTuple):
    """What a mail seems to be.

    Attributes:
        sentence: the words that tell it; empty where it is only that nothing tells more.
    """

    kind: ContactKind
    sentence: str = ""


def mail_sign(text: str, *, is_automatic: bool) -> MailSign:
    """Return what a mail that was received seems to be.

    Args:
        text: its subject and the writer's own words, without what they quote.
        is_automatic: whether a machine wrote it.
    """
    for kind, sign in ((ContactKind.REJECTION, _REJECTION), (ContactKind.OFFER, _OFFER)):
        if match := sign.search(text):
            return MailSign(kind, _sentence_around(text, match))
    needs_no_answer = is_automatic or is_receipt(text)
    needs_no_answer |= _DECISION.search(text) is not None and not _REQUEST.search(text)
    return MailSign(ContactKind.NOTICE if needs_no_answer else ContactKind.MESSAGE)


def _sentence_around(text: str, match: re.Match[str]) -> str:
    start = max(text.rfind(end, 0, match.start()) for end in (".", "?", "!", "\n\n")) + 1
    rest = re.search(r"[.?!]|\n\n|\Z", text[match.end() :])
    return " ".join(text[start : match.end() + (rest.end() if rest else 0)].split())[:_LONGEST_SENTENCE]


def is_receipt(text: str) -> bool:
    """Return whether a mail only confirms that an application was received."""
    return _RECEIPT.search(text) is not None and not _REJECTION.search(text)


def decision_day(text: str, written_at: datetime, calendar: Calendar) -> date | None:
    """Return the day by which they say they will decide; None where they name none that can be read.

    Args:
        text: the writer's own words.
        written_at: when they wrote, aware: `Friday` is the next one from there.
        calendar: the user's business days.
    """
    for match in _DECISION.finditer(text):
        words = match["when"].split()
        while len(words) >= 1:
            phrase = " ".join(words).strip(" .,)")
            if len(phrase) > _SHORTEST:
                try:
                    day = parse_date(phrase, written_at, calendar).day
                except CallError:
                    day = None
                if day is not None and day >= written_at.date():
                    return day
            words.pop()
    return None
