"""`python -m tests.shell` makes anew what shells and `man` read: the completion scripts and the man page."""

from __future__ import annotations

from tests.shell.made_files import made_files

if __name__ == "__main__":
    for path, content in made_files().items():
        path.write_text(content, encoding="utf-8")
