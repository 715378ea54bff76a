"""How commands report what they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import shown

if TYPE_CHECKING:
    from tests.cli.conftest import Followup


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "Acme", "Backend"),
        ("move", "northwind", "waiting"),
        ("interview", "northwind"),
        ("person", "northwind", "Ada King"),
        ("decision", "northwind", "fri"),
        ("contact", "northwind", "sent"),
        ("close", "northwind", "hired"),
        ("show", "northwind"),
    ],
)
def test_changes_print_the_application_for_scripts(northwind: Followup, arguments: tuple[str, ...]) -> None:
    """With --json a command prints what `show --json` would, whether something changed or not."""
    result = northwind(*arguments, "--json")
    assert result.json == shown(northwind, result.json["id"])
