"""Make the README's screenshots from the demo, with the clock fixed.

`python screenshots/make.py` writes them; with `--check` it fails where one differs from what is shown now.
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

# As most terminals show it, whatever the terminal this runs in.
os.environ |= {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
os.environ.pop("NO_COLOR", None)

FOLDER = Path(__file__).parent
ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 14, 2, tzinfo=ZONE)

FORM = ("n", *"Northwind", "tab", *"Data", "tab", "tab", *"Dr.", "space", *"Jana", "tab", *"fri")

SCREENSHOTS: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "board-80x24": ((80, 24), "dark", ("j",)),
    "board-120x36": ((120, 36), "dark", ("j",)),
    "board-120x36-light": ((120, 36), "light", ("j",)),
    "board-50x20": ((50, 20), "dark", ("l",)),
    "story-80x24": ((80, 24), "dark", ("j", "enter")),
    "form-80x24": ((80, 24), "dark", FORM),
    "letter-80x24": ((80, 24), "dark", ("t",)),
    "why-80x24": ((80, 24), "dark", ("w",)),
    "prep-80x24": ((80, 24), "dark", ("v",)),
    "looking-back-80x24": ((80, 24), "dark", ("S",)),
}
"""Each screenshot's size in cells, theme, and the keys pressed before it is taken."""


async def screenshot(size: tuple[int, int], theme: str, keys: tuple[str, ...]) -> str:
    """Return what the program shows after these keys, as SVG."""
    from followup_tui.ui.app import FollowupApp
    from followup_tui.ui.board.opening import open_board

    settings = Settings(ZONE, Weekdays(), STANDARD, theme, {}, ())
    with tempfile.TemporaryDirectory() as folder:
        data_folder = Path(folder)
        tracker = Tracker.open(data_folder / "demo.json", data_folder, lambda: NOW, STANDARD, Weekdays())
        tracker.fill(sample(None, 1, NOW))
        paths = Paths(data_folder / "demo.json", data_folder, Path("~/.config/followup"))
        context = Context(paths, settings)
        app = FollowupApp(open_board(tracker, Drafts(paths.drafts_folder), context), context)
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            svg = app.export_screenshot(title="followup")
    # The reader's own fixed-width font is used; none is loaded from the web.
    svg = re.sub(r"\s*@font-face \{.*?\}\n", "\n", svg, flags=re.DOTALL)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


async def main() -> int:
    """Write the screenshots, or compare them. Return the exit code."""
    stale = []
    for name, (size, theme, keys) in SCREENSHOTS.items():
        file = FOLDER / f"{name}.svg"
        svg = await screenshot(size, theme, keys)
        if "--check" not in sys.argv:
            file.write_text(svg, encoding="utf-8")
        elif not file.is_file() or file.read_text(encoding="utf-8") != svg:
            stale.append(file.name)
    if stale:
        print(f"Stale: {', '.join(stale)}. Look at what changed, then run python screenshots/make.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
