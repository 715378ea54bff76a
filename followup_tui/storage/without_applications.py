"""A data file, or a copy of one, without some applications: in the history, too, and whatever the schema.

What is forgotten is matched by its `uid`: an application recorded later may have got its id. A document of a
schema without `uid`s is matched by its id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from followup_tui.domain.application import Application
from followup_tui.domain.company import company_key
from followup_tui.domain.search import fold
from followup_tui.storage.tables import Tables, decode, encode, raw

_SEVERAL: Final = "Several applications changed"
"""The label of a step that changed others beside one that is forgotten, where it would name that one."""

_MOST_NEEDLES: Final = 20
"""A document is searched for so many ids at most; for more it is decoded."""

_GROUP: Final = re.compile(rb'"company_group"\s*:\s*"[^"]')
"""Where a document says that its application is at another company than its name says; most say nothing."""

_Document = dict[str, Any]
_Documents = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What is forgotten.

    Attributes:
        applications: the applications, as they were last.
        companies: the `uid` to put in the place of their company's name, by the name's key, where that
            identifies the company of others: of companies of which no application is left.
        uids_by_id: the `uid`s of the applications by their ids.
    """

    applications: tuple[Application, ...]
    companies: Mapping[str, str]
    uids_by_id: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, applications: Iterable[Application], companies_staying: Iterable[str]) -> Forgotten:
        """Return what is forgotten, given the companies of all other applications."""
        gone = tuple(applications)
        uids = {company_key(each.company): each.uid or each.id for each in gone}
        staying = set(map(company_key, companies_staying))
        uids_by_id: dict[str, tuple[str, ...]] = {}
        for each in gone:
            uids_by_id[each.id] = (*uids_by_id.get(each.id, ()), each.uid)
        return cls(gone, {key: uid for key, uid in uids.items() if key not in staying}, uids_by_id)

    def without(self, tables: Tables) -> Tables:
        """Return tables without it; the very same ones where nothing of it is in them.

        A step that changed others too keeps what it says of those, and can be undone and redone as before.

        Raises:
            ValueError: a document is none of followup's.
        """
        applications, history = (tables.get(name, {}) for name in ("applications", "history"))
        ids = self._needles(application.id for application in self.applications)
        about = {
            number: _decoded(document) for number, document in applications.items() if _has(document, ids)
        }
        gone = {number for number, document in about.items() if self._is_one(document)}
        steps = {number: _decoded(document) for number, document in history.items() if _has(document, ids)}
        uids = {document["id"]: document.get("uid", "") for document in about.values()}
        changed = {
            "applications": {
                number: self._regrouped(document)
                for number, document in applications.items()
                if number not in gone
            },
            "history": {
                number: self._regrouped(document)
                for number, document in {**history, **dict(self._left_of(steps, uids))}.items()
                if document is not None
            },
        }
        if all(_is_same(tables.get(name, {}), documents) for name, documents in changed.items()):
            return tables
        return {name: changed.get(name, documents) for name, documents in tables.items()}

    def without_in(self, content: bytes) -> bytes:
        """Return what a file holds without it: one that is whole, else by its lines.

        A save writes a document on a line of its own, so of a damaged file whole lines are left out.
        """
        try:
            tables = decode(content)
            left = self.without(tables)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return b"".join(line for line in content.splitlines(keepends=True) if not self._is_named_in(line))
        return content if left is tables else encode(left)

    def _needles(self, texts: Iterable[str]) -> list[bytes]:
        """Return what the document of one that begins with such a text has in it, of some texts.

        To search each document for many takes longer than to decode it.
        """
        needles = [msgspec.json.encode(text)[:-1] for text in texts]
        return needles if len(needles) <= _MOST_NEEDLES else [b""]

    def _is_named_in(self, line: bytes) -> bool:
        names = [application.uid.encode() for application in self.applications if application.uid]
        names += [msgspec.json.encode(application.id) for application in self.applications]
        return any(name in line for name in names)

    def _is_one(self, document: _Document) -> bool:
        uids = self.uids_by_id.get(document.get("id", ""), ())
        return bool(uids) and document.get("uid", uids[0]) in uids

    def _left_of(
        self, steps: Mapping[str, _Document], uids: Mapping[str, str]
    ) -> Iterator[tuple[str, _Document | None]]:
        """Yield what is left of the steps that it is in, by their numbers; None where nothing is."""
        numbers: dict[str, list[str]] = {}
        for number in sorted(steps, key=int):
            for application_id in steps[number]["states"]:
                numbers.setdefault(application_id, []).append(number)
        gone = {
            (number, application.id)
            for application in self.applications
            for number in _numbers_about(application, steps, numbers.get(application.id, ()), uids)
        }
        for number in {number for number, _ in gone}:
            step = steps[number]
            states = {key: state for key, state in step["states"].items() if (number, key) not in gone}
            left = {**step, "states": states, "label": self._label(step["label"])}
            yield number, left if states or step.get("is_barrier") else None

    def _label(self, label: str) -> str:
        """Return the label of a step that changed others too."""
        words = (word for each in self.applications for word in (each.company, each.role, each.id))
        is_named = any(word and fold(word) in fold(label) for word in words)
        return _SEVERAL if is_named else label

    def _regrouped(self, document: Any) -> Any:  # noqa: ANN401 - a document, raw or plain
        """Return a document whose company group, or that of its states, does not name a company of it."""
        if not self.companies or not _GROUP.search(bytes(raw(document))):
            return document
        plain = _decoded(document)
        groups = [
            state.get("company_group", "") for state in (plain, *plain.get("states", {}).values()) if state
        ]
        if not any(group.partition("#")[0] in self.companies for group in groups):
            return document
        states = {key: state and self._with_group(state) for key, state in plain.get("states", {}).items()}
        return {**plain, "states": states} if states else self._with_group(plain)

    def _with_group(self, application: _Document) -> _Document:
        key, sign, own = application.get("company_group", "").partition("#")
        if key not in self.companies:
            return application
        return {**application, "company_group": f"{self.companies[key]}{sign}{own}"}


def _numbers_about(
    application: Application, steps: Mapping[str, _Document], about: Iterable[str], uids: Mapping[str, str]
) -> Iterator[str]:
    """Yield the numbers of the steps before or after which an application was there, of those about its id.

    A step holds the state before it; once it is undone, the one after it. The other one is that of the step
    next to it, or what is in the file now.
    """
    undone = [number for number in about if steps[number].get("undone")]
    done = [number for number in about if not steps[number].get("undone")][::-1]
    for numbers in (done, undone):
        beside = uids[application.id] or application.uid if application.id in uids else None
        for number in numbers:
            state = steps[number]["states"][application.id]
            uid = None if state is None else state.get("uid", application.uid)
            if application.uid in (uid, beside):
                yield number
            beside = uid


def _has(document: Any, needles: Iterable[bytes]) -> bool:  # noqa: ANN401 - a document, raw or plain
    text = bytes(raw(document))
    return any(needle in text for needle in needles)


def _decoded(document: Any) -> _Document:  # noqa: ANN401 - a document, raw or plain
    return document if isinstance(document, dict) else msgspec.json.decode(raw(document), type=_Document)


def _is_same(before: _Documents, after: _Documents) -> bool:
    return before.keys() == after.keys() and all(before[number] is after[number] for number in after)
