"""The offer of the preset that is usual in the user's country, made once for each country."""

from __future__ import annotations

from contextlib import suppress

from followup_tui import files
from followup_tui.config.paths import Paths
from followup_tui.config.settings import Settings
from followup_tui.files import read_regular


def preset_offer(settings: Settings) -> str:
    """Return a sentence that offers the preset of the country that is set; empty where there is none."""
    if not settings.usual_preset:
        return ""
    waits = f'preset = "{settings.usual_preset}" in config.toml waits longer'
    return f"In {settings.country} answers often take longer: {waits}"


def offer_preset_once(settings: Settings, paths: Paths) -> str:
    """Return `preset_offer` the first time it is asked for with this country, else an empty text.

    Where that cannot be written down, it comes again.
    """
    sentence, file = preset_offer(settings), paths.offered_presets_file
    if not sentence:
        return ""
    countries: list[str] = []
    with suppress(OSError, UnicodeDecodeError):
        countries = read_regular(file).decode().split()
    if settings.country in countries:
        return ""
    with suppress(OSError):
        files.make_private_folder(file.parent)
        files.replace(file, "".join(f"{country}\n" for country in (*countries, settings.country)).encode())
    return sentence
