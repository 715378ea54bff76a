"""Writing the user's name and address into their settings: everything else stays as they wrote it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from followup_tui.config import load_settings
from followup_tui.config.settings import ALL_THEMES
from followup_tui.config.settings_template import settings_template
from followup_tui.config.settings_writer import write_sender, write_theme
from followup_tui.errors import DataError

ADA = "Ada King <ada@example.org>"
LINE = f'from = "{ADA}"'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"[mail]\n{LINE}\n"),
        ('zone = "Europe/Berlin"', f'zone = "Europe/Berlin"\n\n[mail]\n{LINE}\n'),
        ("# mine\r\n[rules]\r\ncalls = 0\r\n", f"# mine\r\n[rules]\r\ncalls = 0\r\n\r\n[mail]\r\n{LINE}\r\n"),
        ('[mail] # ours\nsend = "msmtp -t"\n', f'[mail] # ours\n{LINE}\nsend = "msmtp -t"\n'),
        ('[mail]\n#from = ""\nphone = "1"\n[keys]\n', f'[mail]\n{LINE}\nphone = "1"\n[keys]\n'),
        ("[mail]\n# from = me, later\n", f"[mail]\n{LINE}\n# from = me, later\n"),
        ('[mail]\nfrom = "no address"\n\n[keys]\n', f"[mail]\n{LINE}\n\n[keys]\n"),
        ('\ufeffzone = ""\n[mail]', f'\ufeffzone = ""\n[mail]\n{LINE}'),
    ],
)
def test_only_the_one_line_is_new(tmp_path: Path, before: str, after: str) -> None:
    """Comments, line ends and the other settings are as they were."""
    file = tmp_path / "config.toml"
    file.write_bytes(before.encode())
    write_sender(file, ADA)
    assert file.read_bytes().decode() == after
    sender = load_settings(file, {"TZ": "Europe/Prague"}).sender
    assert sender is not None
    assert (sender.full_name, sender.email) == ("Ada King", "ada@example.org")


def test_a_file_that_is_not_there_begins_as_the_programs_own(tmp_path: Path) -> None:
    """With every setting explained, and this one set."""
    file = tmp_path / "new" / "config.toml"
    write_sender(file, ADA)
    assert file.read_text("utf-8") == settings_template().replace('#from = ""', LINE)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_link_to_the_settings_stays_one(tmp_path: Path) -> None:
    """The file it leads to is changed: settings are often kept elsewhere."""
    kept = tmp_path / "kept.toml"
    kept.write_text("", encoding="utf-8")
    (tmp_path / "config.toml").symlink_to(kept)
    write_sender(tmp_path / "config.toml", ADA)
    assert (tmp_path / "config.toml").is_symlink()
    assert LINE in kept.read_text("utf-8")


def test_a_name_with_quotation_marks_is_read_back_as_it_was(tmp_path: Path) -> None:
    """Whatever is in it is no end of the text."""
    file = tmp_path / "config.toml"
    sender = 'Ada "A\\" King <ada@example.org>'
    write_sender(file, sender)
    assert tomllib.loads(file.read_text("utf-8"))["mail"]["from"] == sender


@pytest.mark.parametrize(
    "before",
    [
        "[mail\n",
        'mail = { send = "msmtp -t" }\n',
        'mail.send = "msmtp -t"\n',
        'notes = """\n[mail]\n"""\n',
        'mail = "me"\n',
        "[mail]\nfrom = '''\nAda'''\n",
    ],
)
def test_what_is_written_in_another_way_stays_and_it_is_said_what_to_write(
    tmp_path: Path, before: str
) -> None:
    """Nothing is guessed in a file of the user's."""
    file = tmp_path / "config.toml"
    file.write_text(before, encoding="utf-8")
    with pytest.raises(DataError) as error:
        write_sender(file, ADA)
    assert f"Write {LINE} under [mail]" in str(error.value)
    assert file.read_text("utf-8") == before


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    """It cannot be written: the line to write is said."""
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(DataError) as error:
        write_sender(tmp_path / "config.toml", ADA)
    assert "could not be changed: Is a directory" in str(error.value)
    assert LINE in str(error.value)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'theme = "nord"\n'),
        ('# mine\nzone = "Europe/Berlin"\n', 'theme = "nord"\n# mine\nzone = "Europe/Berlin"\n'),
        ("theme = 'dark' # at night\r\n[rules]\r\n", 'theme = "nord" # at night\r\n[rules]\r\n'),
        ('#theme = "auto"\n[mail]\n', 'theme = "nord"\n[mail]\n'),
        ("# theme = mine, later\n", 'theme = "nord"\n# theme = mine, later\n'),
        ('\ufeff[mail]\nphone = "1"', '\ufefftheme = "nord"\n[mail]\nphone = "1"'),
        ('weekend = [\n  "fri",\n]\n', 'theme = "nord"\nweekend = [\n  "fri",\n]\n'),
        ('[keys]\ntheme = "x"\n', 'theme = "nord"\n[keys]\ntheme = "x"\n'),
        ("theme = 3 # none\n[mail]\n", "theme = 3 # none\n[mail]\n"),
    ],
)
def test_the_theme_is_the_one_line_that_is_new(tmp_path: Path, before: str, after: str) -> None:
    """Comments, also behind the value, and all other settings are as they were; else nothing is written."""
    file = tmp_path / "config.toml"
    file.write_bytes(before.encode())
    if before == after:
        with pytest.raises(DataError, match='Write theme = "nord" in'):
            write_theme(file, "nord")
    else:
        write_theme(file, "nord")
        assert load_settings(file, {"TZ": "Europe/Prague"}).theme == "nord"
    assert file.read_bytes().decode() == after


@pytest.mark.parametrize("theme", ALL_THEMES)
def test_every_theme_can_be_kept_in_the_programs_own_file(tmp_path: Path, theme: str) -> None:
    """The line for it is there already, commented out."""
    file = tmp_path / "config.toml"
    write_theme(file, "light")
    write_theme(file, theme)
    assert file.read_text("utf-8") == settings_template().replace('#theme = "auto"', f'theme = "{theme}"')
