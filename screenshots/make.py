"""Make the README's pictures from the demo, with the clock fixed.

`python screenshots/make.py` writes them; with `--check` it fails where one is not what the program shows now.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from followup_tui.config import Context, Paths, Settings
from followup_tui.demo import sample
from followup_tui.domain.advice.rules import STANDARD
from followup_tui.domain.business_days import Weekdays
from followup_tui.storage.drafts import Drafts
from followup_tui.tracker import Tracker

# The pictures show the program as most terminals do, wherever they are made.
os.environ |= {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
os.environ.pop("NO_COLOR", None)

FOLDER = Path(__file__).parent
ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 14, 2, tzinfo=ZONE)

FORM = ("n", *"Northwind", "tab", *"Data", "tab", "tab", *"Dr.", "space", *"Jana", "tab", *"fri")

PICTURES: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "board-80x24": ((80, 24), "dark", ("j",)),
    "board-120x36": ((120, 36), "dark", ("j",)),
    "board-120x36-light": ((120, 36), "light", ("j",)),
    "board-50x20": ((50, 20), "dark", ("l",)),
    "story-80x24": ((80, 24), "dark", ("j", "enter")),
    "form-80x24": ((80, 24), "dark", FORM),
}
"""Each picture's size in cells, theme, and the keys pressed before it is taken."""


async def picture(size: tuple[int, int], theme: str, keys: tuple[str, ...]) -> str:
    """Give what the program shows after these keys, as SVG."""
    from followup_tui.ui.app import FollowupApp

    settings = Settings(ZONE, Weekdays(), STANDARD, theme, {}, ())
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        tracker = Tracker.open(place / "demo.json", place, lambda: NOW, STANDARD, Weekdays())
        tracker.fill(sample(None, 1, NOW))
        paths = Paths(place / "demo.json", place, Path("~/.config/followup"))
        app = FollowupApp(lambda: (tracker, Drafts(paths.drafts_folder)), Context(paths, settings))
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            drawn = app.export_screenshot(title="followup")
    # The picture uses the reader's own fixed-width font and asks nobody for another.
    drawn = re.sub(r"\s*@font-face \{.*?\}\n", "\n", drawn, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


async def main() -> int:
    """Write the pictures, or compare them. Gives the exit code."""
    stale = []
    for name, (size, theme, keys) in PICTURES.items():
        file = FOLDER / f"{name}.svg"
        drawn = await picture(size, theme, keys)
        if "--check" not in sys.argv:
            file.write_text(drawn, encoding="utf-8")
        elif not file.is_file() or file.read_text(encoding="utf-8") != drawn:
            stale.append(file.name)
    if stale:
        print(f"Stale: {', '.join(stale)}. Look at what changed, then run python screenshots/make.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
