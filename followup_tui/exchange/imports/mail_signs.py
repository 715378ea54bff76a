"""What a mail seems to be, by clear signs in the words of its writer. Nothing of it is taken unasked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Final, NamedTuple

from followup_tui.domain.business_days import Calendar
from followup_tui.domain.contact import ContactKind
from followup_tui.domain.date_parser import parse_date
from followup_tui.errors import CallError


def _pattern(alternatives: str) -> re.Pattern[str]:
    """Return a pattern of the alternatives of each line; an indented one continues the line above it."""
    lines = map(str.strip, re.sub(r"\n {8}", "", alternatives).split("\n"))
    return re.compile(rf"\b(?:{'|'.join(filter(None, lines))})", re.IGNORECASE)


_OTHERS: Final = (
    r"(?:(?:an?other|other|different|alternative|internal|external|stronger) (?:\w+[ -]){0,2}"
    r"(?:candidate|applicant|person|people|individual|profile)s?\b"
    r"|(?:candidates?|applicants?|those) (?:who|whose|that|with|more)\b"
    r"|some(?:one|body)\b(?: else)?(?! (?:from|in|of) (?:the|our|my)\b))"
)
_ANDERE: Final = r"(?:\w+ ){0,2}(?:andere\w*|mitbewerb\w+|interne\w*|externe\w*)"
"""Those who were chosen in the user's place."""

_NOT: Final = r"(?:not|\w+n't|can ?not|unable|no longer|against)"
_GO_ON: Final = r"(?:mov|proceed|continu|progress|advanc|pursu)\w*"
_CANDIDACY: Final = r"(?:application|candidacy|process)"
_JOB: Final = r"(?:position|role|job|vacancy|opening)"

_REJECTION: Final = _pattern(
    rf"""
    (?:go|going|gone|went|{_GO_ON}) (?:\w+ ){{0,2}}(?:with|to) {_OTHERS}
    (?:chosen?|chose|decided|selected|opted|pursu\w+|conclud\w+|hired|accepted|
        offered)\b.{{0,80}}\b{_OTHERS}
    {_OTHERS}.{{0,60}}\b(?:better|closer|more closely|stronger|more (?:relevant|suitable)|filled)\b
    (?:go|going|went|gone|move|moving) in (?:a|another) (?:different )?direction
    {_NOT} (?:\w+ ){{0,4}}(?:going|considering|tak\w+|{_GO_ON}) (?:\w+ ){{0,3}}(?:forward|further|ahead|
        {_CANDIDACY})\b
    no longer under consideration|not among the|pass on (?:your|this)\b
    {_CANDIDACY} (?:has been|was) (?:rejected|declined)
    (?:not|\w+n't) (?:been )?(?:selected|successful|shortlisted|chosen)\b|unsuccessful\b
    {_JOB} (?:has|was|is|were) (?:now |already |since )?(?:been )?(?:filled|closed|cancell?ed|
        (?:put )?on hold)
    {_JOB} is no longer (?:available|open)|close (?:this|the) {_JOB} without
    filled (?:the|this) {_JOB}|put (?:the|this) {_JOB} on hold|requisition\b.{{0,60}}\bcancell?ed
    offered (?:her|him|them) (?:the|this) {_JOB}|decided to pass\b|no from (?:us|our side)\b
    regret to inform\b|not (?:be )?able to (?:offer|make) you\b|not (?:be )?offering you
    (?:not|\w+n't) (?:\w+ ){{0,6}}(?:right|good|best|perfect|strong) (?:fit|match)\b
    {_ANDERE} (?:bewerb|kandidat|person|profil)\w*.{{0,60}}\b(?:entschieden|gefallen|fortzu|fortsetz|
        weiter|besser|ausgefallen)
    entschieden\b.{{0,60}}\b(?:für|mit) {_ANDERE}
    für (?:eine?n? )?(?:andere?n?) (?:bewerb|kandidat|person)\w*\b
    für (?:\w+ )?mitbewerb\w+|mitbewerb\w+\b.{{0,40}}\b(?:besser|mehr|überzeug\w+|vorzug|vorgezogen)\b
    (?:wahl|entscheidung)\b.{{0,40}}\b(?:nicht auf (?:sie|dich)|auf {_ANDERE}|zugunsten)
    (?:gegen (?:sie|dich|eine (?:zusammenarbeit|einstellung)|(?:ihre|deine) bewerbung)|dagegen) entschieden
    nicht (?:weiter |mehr |näher |länger )*(?:zu )?(?:berücksichtig|weiter ?(?:zu)?verfolg|fortsetz|
        fortführ|fortzu)\w*
    nicht in (?:die|der) (?:nächste|engere|weitere)\w* \w+|bewerbung\b.{{0,20}}\bnicht erfolgreich
    kein\w* (?:\w+ )?(?:stelle|position|zusage|\w*angebot)\b.{{0,40}}\b(?:anbieten|geben|machen|erteilen|
        unterbreiten)
    kein\w* (?:positiv|gut|besser|erfreulich)\w* (?:nachricht|rückmeldung|antwort|bescheid|entscheidung)\w*
    (?:stelle|position|vakanz)\b.{{0,40}}\b(?:besetz\w+|vergeben)\b|anderweitig (?:besetz|vergeb)\w+
    (?:stelle|position)\b.{{0,20}}\bnicht an(?:zu)?bieten|\w*(?:prozess|verfahren)\b.{{0,40}}\bbeendet
    (?:profil|qualifikation\w*|erfahrung\w*)\b.{{0,40}}\bnicht (?:\w+ ){{0,2}}(?:zu|mit) (?:unser|den|
        der)\w*
    zu unserer entlastung|absagen müssen\b|(?:ihnen|dir) (?:\w+ )?absagen\b|absage erteilen
    """
)
"""A rejection, whatever else stands in the sentence."""

_PERHAPS_REJECTION: Final = _pattern(
    rf"""
    unfortunately\b(?!.*\d{{2,3}}[.,]\d{{3}}).{{0,120}}\b(?:not|other|another|unable|filled)\b
    (?:leider|bedauerlicherweise)\b.{{0,160}}\b(?:nicht|absag\w+|ander\w+|keine?n?)\b|absage\b
    (?:will|are|have decided|decided|is|were)(?: to| \w+)? not(?: \w+)? (?:be )?(?:tak\w+|invit\w+|
        select\w+|{_GO_ON})
    (?:won't|aren't|unable to|can ?not|can't) (?:be )?(?:able to )?(?:offer|make) you
    """
)
"""A rejection, unless it is about an appointment."""

_OFFER: Final = _pattern(
    r"""
    (?:pleased|happy|delighted|excited|glad|like|thrilled|want|wish|able) to (?:\w+ )?(?:offer|
        extend(?: to)?) you\b
    offer(?:ing)? you (?:the|a|an) (?:\w+ ){0,3}(?:position|role|job|contract)\b|offer (?:you |
        of )employment
    (?:extend(?:ing)?|mak(?:e|ing)|send(?:ing)?|present(?:ing)?) (?:you )?(?:with )?an? (?:\w+ )?offer\b
    offer letter\b|formal offer\b|job offer\b|attached is (?:the|your|our) offer|got the job\b
    (?:attached|enclosed|sign)\b.{0,60}\bcontract\b|contract\b.{0,40}\b(?:attached|enclosed)
    welcome (?:to the team|aboard|on board)|(?:written|verbal) offer\b
    (?:love|like|want|happy|delighted) (?:for you to join|to have you) (?:us|on (?:the|our) team)\b
    (?:stelle|position|job|\w*vertrag)\b.{0,60}\ban(?:zu)?bieten\b|freuen? uns.{0,80}\ban(?:zu)?bieten\b
    bieten? (?:wir |ich )?(?:ihnen|dir)\b.{0,60}\b(?:stelle|position|job|vertrag)\b
    (?:ihnen|dir)\b.{0,60}\b(?:\w*angebot|zusage)\b.{0,30}\b(?:machen|unterbreiten|geben|erteilen|senden|
        schicken)\b
    vertragsangebot\b|(?:arbeits)?vertrag\b.{0,60}\b(?:anbei|(?:zu)?senden|(?:zu)?schicken)\b
    in unserem team (?:zu )?begrüßen\b
    (?:anbei|im anhang)\b.{0,60}\b(?:arbeits)?vertrag\b
    für (?:sie|dich) entschieden|(?:sie|dich) (?:gerne? |sehr gerne? )?(?:einstellen|einzustellen)
    (?:hast|haben) (?:den job|die stelle)\b
    """
)
"""An offer, unless what is offered is an appointment."""

_INTERVIEW: Final = (
    r"(?:interview|call|screen|round|meeting|chat|conversation|\w*gespräch|runde|kennenlernen)\w*"
)
_INVITATION: Final = _pattern(
    rf"""
    (?:invit(?:e|ing)|offer(?:ing)?) you (?:to|for|in for|an?)\b.{{0,60}}\b{_INTERVIEW}\b
    (?:like|love|happy|pleased|want|wish) to (?:schedule|set up|arrange|book)\b.{{0,40}}\b{_INTERVIEW}\b
    (?:book|pick|choose|select)\b.{{0,40}}\b(?:slot|time)\b.{{0,40}}\b{_INTERVIEW}\b
    (?:zu|zum|zur|auf) (?:\w+ ){{0,4}}{_INTERVIEW}\b.{{0,60}}\bein(?:zu)?laden\b
    laden\b.{{0,30}}\b(?:sie|dich)\b.{{0,60}}\b{_INTERVIEW}\b.{{0,40}}\bein\b
    einladung zu(?:m|r|\b).{{0,40}}\b\w*(?:gespräch|interview|kennenlernen)\b
    """
)
"""An invitation to an interview."""

_NO_INVITATION: Final = re.compile(
    r"\b(?:reschedul\w*|instead|cancel\w*|confirm\w*|reminder|erinnerung|verschieb\w*|verlegen|bestätig\w*|statt"
    r"|absag\w*|abgesagt|angenommen|accepted|gegebenenfalls|ggf)\b",
    re.IGNORECASE,
)

_NO_OFFER: Final = re.compile(
    r"\b(?:job offers|before|bevor|if|whether|reimburse\w*|expenses)\b", re.IGNORECASE
)

_APPOINTMENT: Final = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|slots?|appointments?|meetings?|calls?|chat|reschedul\w*|another time|our interview|an interview"
    r"|an? \w+ interview|available|(?:in|out of) (?:the )?office|feedback|yet|sick|(?:\w+)?termine?n?|uhr"
    r"|unser\w* gespräch|gesprächs?\w*|verschieben|verfügbar|noch (?:nicht|keine?n?)|büro|krank\w*|urlaub"
    r"|erreich\w+|telefonat|not receive\w*|nicht erhalten|links?|funktionier\w+|(?:be)?antworten|lesen|reply"
    r"|(?:not|\w+n't) join us|meet (?:you|the team)|a chance to|an answer"
    r"|eine antwort)\b",
    re.IGNORECASE,
)
"""What a sentence is about that neither rejects nor offers a job: a day, a meeting, an absence, a paper."""

_RECEIPT: Final = _pattern(
    r"""
    (?:we(?:'ve| have)?|has been|was|is) (?:successfully )?received (?:your|the) application
    (?:your|the) (?:\w+ )?application (?:to .{0,60})?(?:has been|was|is) (?:successfully )?(?:received|
        submitted|sent)
    (?:thank you|thanks) (?:so much |very much |again )?for (?:your (?:\w+ )?application|applying|
        submitting your|your interest in (?:joining|working))
    application (?:received|confirmation)\b|eingangsbestätigung\b|bewerbungseingang\b
    (?:ihre|deine|ihrer|deiner) (?:bewerbung|unterlagen|
        bewerbungsunterlagen)\b(?:(?! nicht ).){0,60}\b(?:eingegangen|erhalten|eingereicht)\b
    (?:vielen |herzlichen |besten |lieben )?dank\w* für (?:ihre|deine) (?:\w+ )?(?:bewerbung|
        bewerbungsunterlagen)\b
    """
)

_NEXT_STEP: Final = _pattern(
    r"""
    (?:invit|schedul|book|pick|choos|select|arrang|set up|speak|talk|meet)\w*\b.{0,60}\b(?:interview|
        call|time|slot|round|meeting|chat|conversation|you)\b
    please (?:complete|send|upload|confirm|fill|tell|submit|answer|provide)\b
    (?:coding |take[- ]home )(?:challenge|test|task)
    (?:einladen|einzuladen|kennenlernen|kennenzulernen|terminvorschl\w+|passt (?:ihnen|dir))
    """
)
"""What they ask the user to come to."""

_CONDITION: Final = re.compile(
    r"\b(?:if|should|once|when|whether|falls|sollten?|wenn|sobald|ob)\b|n't|\bnot\b", re.IGNORECASE
)

_CONDITION_BEFORE: Final = re.compile(
    r"(?:^|[,;:(] |\b(?:and|or|but|und|oder|aber|know|say|tell|case|that|dass) )"
    r"(?:if|in case|in the event|whether|unless|should you|sollten? (?:sie|du|ihre?|deine?)|falls|wenn|ob)\b"
    r"[^;:]*$",
    re.IGNORECASE,
)
"""A condition, up to what depends on it."""

_REQUEST: Final = re.compile(
    r"\?|\bplease\b|\bkindly\b|\blet (?:me|us) know\b|\b(?:can|could|would) you\b|\bsend (?:me|us)\b"
    r"|\bbitte\b|\b(?:können|könnten|würden|möchten) sie\b|\bmelden sie\b|\bteilen sie\b",
    re.IGNORECASE,
)

_DECISION: Final = re.compile(
    r"\b(?:decid\w+|decision|get back|come back|back to you|hear (?:back )?from|let you know|be in touch"
    r"|entscheid\w+|entschluss|rückmeldung|zurückmelden|melden (?:wir )?uns|bescheid)\b"
    r"[^.?!\n]{0,60}?\b(?:by|until|before|on|no later than|latest|bis(?: zum| spätestens)?"
    r"|spätestens(?: am)?|am)\s+(?P<when>[^.?!\n,;]{1,40}(?:\.\s?\d{0,4}[^.?!\n,;]{0,20}){0,2})",
    re.IGNORECASE,
)

_BY_THEN_DECISION: Final = re.compile(
    r"\bbis(?: spätestens)?(?: zum)? (?P<when>[^?!\n,;]{2,30}?) (?:bescheid|eine rückmeldung|entscheid\w+)\b",
    re.IGNORECASE,
)
"""The same as German words it, too: `bis Freitag Bescheid`."""

_THEIR_TURN: Final = _pattern(
    r"""
    (?:we|i)(?:'ll| will) (?:\w+ )?(?:be in touch|(?:get|come) back to you|let you know|keep you posted)
    (?:you're|you are) (?:very |most )?welcome\b|(?:gern geschehen|keine ursache)\b
    (?:wir|ich) (?:werden uns|werde mich|melden? (?:uns|mich))\b|melden? (?:wir uns|ich mich)\b
    kommen? (?:wir|ich)? ?(?:\w+ )?auf (?:sie|dich) zu(?:rück)?\b
    """
)
"""What needs no answer where nothing is asked."""

_ASKS: Final = re.compile(r"\b(?:you|your|sie|ihnen|ihre?n?|du|dir|deine?n?)\b[^?]*\?", re.IGNORECASE)
_OFFERS_HELP: Final = re.compile(r"questions|fragen", re.IGNORECASE)

_ASKED_OF_USER: Final = _pattern(
    r"""
    please|kindly|could you|can you|would you|need your|we(?:'d| would)? need|you(?:'d| would)? need to
    you decide|you (?:can|have)\b|sie können|du kannst
    (?:your|ihre[rn]?|deine[rn]?) (?:decision|answer|reply|response|entscheidung|rückmeldung|antwort)
    back to (?:us|me)\b|let (?:us|me) know|from you\b|bitte|könn(?:t)?en sie|würden sie|brauchen|benötigen
    (?:geben|teilen|melden|sagen) sie|gib(?:st)? |(?:uns|mir) (?:\w+ ){0,4}bescheid|sie sich\b|du dich\b
    """
)
"""What the user is to do, so that the day beside it is theirs."""

_AWAY: Final = _pattern(
    r"""
    (?:automatic reply|auto-?reply|autoreply|out of (?:the )?office|automatische antwort|abwesen\w+)\b
    """
)
_SHORTEST: Final = 2
_LONGEST_WAIT: Final = timedelta(days=120)
"""A day without a year that lies further ahead is rather one that is over."""

_LONGEST_SENTENCE: Final = 200
_SENTENCE_ENDS: Final = re.compile(r"(?<=[.?!])(?<!\d\.)\s+|\n\s*\n")
_GENDER_MARK: Final = re.compile(r"(?<=\w)[:*_](?=(?:innen|in|[enrms])\b)")


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
        text: its subject, a blank line, and the writer's own words, without what they quote.
        is_automatic: whether a machine wrote it.
    """
    sentences = list(_sentences(text))
    for kind, is_sign in _SIGNS:
        for sentence in sentences:
            if is_sign(_plain(sentence)):
                return MailSign(kind, sentence[:_LONGEST_SENTENCE])
    needs_no_answer = is_automatic or is_receipt(text)
    is_their_turn = any(_decisions(text)) or any(map(_THEIR_TURN.search, map(_plain, sentences)))
    needs_no_answer |= is_their_turn and not _REQUEST.search(text)
    return MailSign(ContactKind.NOTICE if needs_no_answer else ContactKind.MESSAGE)


def is_receipt(text: str) -> bool:
    """Return whether a mail only confirms that an application was received."""
    sentences = [_plain(sentence) for sentence in _sentences(text)]
    return any(map(_RECEIPT.search, sentences)) and not any(
        _rejects(sentence)
        or (_NEXT_STEP.search(sentence) and not _CONDITION.search(sentence))
        or (_ASKS.search(sentence) and not _OFFERS_HELP.search(sentence))
        for sentence in sentences
    )


def is_absence_note(subject: str) -> bool:
    """Return whether a subject is that of a mail program which answers while its user is away."""
    return _AWAY.match(_plain(subject)) is not None


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, each on one line."""
    for sentence in _SENTENCE_ENDS.split(text):
        if words := " ".join(sentence.split()):
            yield words


def _decisions(text: str) -> Iterator[re.Match[str]]:
    """Yield where a text says when they decide, and not by when the user is to."""
    paragraphs = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
    for match in chain(_DECISION.finditer(paragraphs), _BY_THEN_DECISION.finditer(paragraphs)):
        before = re.split(r"[.?!\n]", paragraphs[: match.start()])[-1]
        if not _ASKED_OF_USER.search(before + match[0]):
            yield match


def _plain(sentence: str) -> str:
    """Return a sentence with straight apostrophes and `Kandidatinnen` for `Kandidat:innen`."""
    return _GENDER_MARK.sub("", sentence.replace("\u2019", "'"))


def _rejects(sentence: str) -> bool:
    if sentence.endswith("?"):
        return False
    signs = (_REJECTION.search(sentence), _PERHAPS_REJECTION.search(sentence))
    return any(
        sign is not None
        and not _is_conditional(sentence, sign)
        and (sign.re is _REJECTION or _is_about_the_job(sentence, sign))
        for sign in signs
    )


def _offers(sentence: str) -> bool:
    offer = _OFFER.search(sentence)
    return offer is not None and not _NO_OFFER.search(sentence) and _is_about_the_job(sentence, offer)


def _invites(sentence: str) -> bool:
    invitation = _INVITATION.search(sentence)
    return (
        invitation is not None
        and not _NO_INVITATION.search(sentence)
        and not _is_conditional(sentence, invitation)
    )


_SIGNS: Final = (
    (ContactKind.REJECTION, _rejects),
    (ContactKind.OFFER, _offers),
    (ContactKind.INVITATION, _invites),
)
"""What a sentence can say, the weightiest first."""


def _is_conditional(sentence: str, sign: re.Match[str]) -> bool:
    """Return whether a sign stands behind an `if`: what every confirmation of receipt says may come."""
    return _CONDITION_BEFORE.search(sentence, 0, sign.end()) is not None


def _is_about_the_job(sentence: str, sign: re.Match[str]) -> bool:
    """Return whether nothing of an appointment stands behind a sign in a sentence."""
    return not _APPOINTMENT.search(sentence, sign.start())


def decision_day(text: str, written_at: datetime, calendar: Calendar) -> date | None:
    """Return the day by which they say they will decide; None where they name none that can be read.

    Args:
        text: the writer's own words.
        written_at: when they wrote, aware: `Friday` is the next one from there.
        calendar: the user's business days.
    """
    for match in _decisions(text):
        words = match["when"].split()
        while words:
            phrase = " ".join(words).strip(" .,)")
            if len(phrase) > _SHORTEST:
                try:
                    day = parse_date(phrase, written_at, calendar).day
                except CallError:
                    day = None
                if day is not None and timedelta() <= day - written_at.date() <= _LONGEST_WAIT:
                    return day
            words.pop()
    return None
