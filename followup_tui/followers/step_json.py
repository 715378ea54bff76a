"""A step as JSON: as `history --json` lists it, and as the user's own command gets it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from followup_tui.domain.application import Application
from followup_tui.domain.stages import Today
from followup_tui.exchange.json_export import Document, application_document, rfc3339
from followup_tui.storage.history import Step


def step_document(step: Step) -> Document:
    """Return a step as `history --json` writes it; its number is null where the history does not have it."""
    return {
        "number": step.number or None,
        "label": step.label,
        "at": rfc3339(step.at),
        "undone": step.undone,
        "ids": list(step.states),
    }


def change_document(
    step: Step, applications: Mapping[str, Application], data_file: Path, today: Today
) -> Document:
    """Return a step with the applications as they are after it, each as `show --json` writes it.

    Those that are there no more are among its ids only.
    """
    changed = [applications[changed_id] for changed_id in step.states if changed_id in applications]
    return {
        "schema": 1,
        "step": step_document(step),
        "data_file": str(data_file.absolute()),
        "applications": [application_document(application, today) for application in changed],
    }
