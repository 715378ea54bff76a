"""The preset of a country: offered the first time the country is set, and not again."""

from __future__ import annotations

from pathlib import Path

import pytest

from followup_tui.config import Paths, Settings, load_settings
from followup_tui.config.preset_offer import offer_preset_once
from followup_tui.domain.advice.rules import COUNTRY_PRESETS, PRESETS, STANDARD


def settings(tmp_path: Path, text: str) -> Settings:
    """Settings as this file has them."""
    file = tmp_path / "config.toml"
    file.write_text(text)
    return load_settings(file, {"TZ": "Europe/Berlin"})


@pytest.mark.parametrize(
    ("text", "preset"),
    [
        ('country = "DE"', "slow"),
        ('country = "ch"', "slow"),
        ('country = "AT"', "slow"),
        ('country = "JP"', "japan"),
        ('country = "CZ"', ""),
        ('country = "DE"\npreset = "standard"', ""),
        ("country = 49", ""),
        ("", ""),
    ],
)
def test_a_country_has_a_usual_preset_unless_one_is_set(tmp_path: Path, text: str, preset: str) -> None:
    """Where it is the standard, nothing is offered."""
    assert settings(tmp_path, text).usual_preset == preset
    assert set(COUNTRY_PRESETS.values()) < set(PRESETS)
    assert all(PRESETS[name] != STANDARD for name in COUNTRY_PRESETS.values())


def test_it_is_offered_once_for_each_country(tmp_path: Path) -> None:
    """Written down in the state folder, for nobody else to read; where that fails, it comes again."""
    paths = Paths(tmp_path / "data.json", tmp_path / "state", tmp_path)
    german, japanese = (settings(tmp_path, f'country = "{code}"') for code in ("DE", "JP"))
    assert 'preset = "slow" in config.toml' in offer_preset_once(german, paths)
    assert len(offer_preset_once(japanese, paths)) <= 78
    assert [offer_preset_once(each, paths) for each in (german, japanese)] == ["", ""]
    assert paths.offered_presets_file.stat().st_mode & 0o777 == 0o600
    blocked = Paths(tmp_path / "data.json", tmp_path / "config.toml", tmp_path)
    assert offer_preset_once(german, blocked) == offer_preset_once(german, blocked) != ""
