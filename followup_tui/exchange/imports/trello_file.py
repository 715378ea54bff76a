"""Reading a board exported from Trello as JSON: a card an application, its list tells how far it is."""

from __future__ import annotations

import re
from typing import Any, Final

from followup_tui.exchange.imports.card_title import company_and_role
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.incoming import ImportOptions, Incoming, IncomingApplication, SkippedEntry
from followup_tui.exchange.imports.json_values import objects, text
from followup_tui.exchange.imports.status_words import read_status

_URL: Final = re.compile(r"https?://[^\s)\]>]+")


def is_trello(content: Content) -> bool:
    """Return whether a content is a board of Trello."""
    document = content.document
    return isinstance(document, dict) and document.keys() >= {"cards", "lists"}


def read_trello(content: Content, _: ImportOptions) -> Incoming:
    """Read the cards. A due date is left out: it may be a deadline of the user's own."""
    lists = {text(each, "id"): each for each in objects(content.document["lists"])}
    comments: dict[str, list[str]] = {}
    for action in objects(content.document.get("actions")):
        data = action.get("data")
        if (
            action.get("type") == "commentCard"
            and isinstance(data, dict)
            and isinstance(data.get("card"), dict)
        ):
            # Trello writes the newest first.
            comments.setdefault(text(data["card"], "id"), []).insert(0, text(data, "text"))
    applications, skipped = [], []
    for number, card in enumerate(objects(content.document["cards"]), start=1):
        own_list = lists.get(text(card, "idList"), {})
        entry = _card(f"card {number}", card, own_list, comments.get(text(card, "id"), []))
        if isinstance(entry, SkippedEntry):
            skipped.append(entry)
        else:
            applications.append(entry)
    return Incoming(kind="trello", title="Trello", applications=tuple(applications), skipped=tuple(skipped))


def _card(
    where: str, card: dict[str, Any], own_list: dict[str, Any], comments: list[str]
) -> IncomingApplication | SkippedEntry:
    title = text(card, "name")
    if card.get("closed") is True:
        return SkippedEntry(where, title, "archived card")
    if own_list.get("closed") is True:
        return SkippedEntry(where, title, "its list is archived")
    company, role = company_and_role(title)
    if not company:
        return SkippedEntry(
            where, title, "its title names no company and role, as in Contoso | Data Engineer"
        )
    description = text(card, "desc")
    labels = tuple(filter(None, (text(label, "name") for label in objects(card.get("labels")))))
    return IncomingApplication(
        where=where,
        company=company,
        role=role,
        status=read_status(text(own_list, "name")),
        status_word=text(own_list, "name"),
        tags=labels,
        links=tuple(dict.fromkeys(_URL.findall(description))),
        notes="\n\n".join(filter(None, (description, *comments))),
        source_ids=(f"trello:{text(card, 'id')}",) if text(card, "id") else (),
        remarks=("its due date is left out: it may be one of your own",) if text(card, "due") else (),
    )
