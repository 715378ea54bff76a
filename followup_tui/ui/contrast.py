"""How well a text can be read on its ground."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Final

from textual.color import Color

LEGIBLE: Final = 4.5
"""The least contrast of text: WCAG 2.2, success criterion 1.4.3."""


def contrast(text: Color, ground: Color) -> float:
    """Return the contrast of a text on its ground, from 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(text), _luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def make_legible(text: Color, grounds: Iterable[Color], *, dark: bool) -> Color:
    """Return a colour that can be read on every one of these grounds: the given one, or a stronger one.

    Args:
        text: the colour.
        grounds: what it is drawn on.
        dark: whether the grounds are dark: then a stronger colour is a lighter one.
    """
    strongest, grounds = Color.parse("#ffffff" if dark else "#000000"), tuple(grounds)
    for percent in count(0, 4):
        color = text.blend(strongest, min(percent, 100) / 100, alpha=1)
        if percent >= 100 or all(contrast(color, ground) >= LEGIBLE for ground in grounds):
            return color
    return strongest


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
