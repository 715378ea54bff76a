"""Templates: the user's own, the shipped one where it is wrong, and none that does harm."""

from __future__ import annotations

import os
import resource
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.domain.letter import LetterKind
from followup_tui.domain.text import TEXT_LIMIT, is_safe
from followup_tui.letters.template_sets import SHIPPED, template_sets
from followup_tui.letters.template_words import WORDS, ShownPerson, WordType
from followup_tui.letters.templates import SUBJECT_LIMIT, own_template_file, render, shipped_template
from tests.hostile_texts import HOSTILE_TEXTS
from tests.letters.mistakes import MISTAKES
from tests.strategies import raw_text

THANK_YOU = LetterKind.THANK_YOU
_BY_TYPE: Mapping[WordType, object] = {
    WordType.TEXT: "words",
    WordType.BLANK: "[[what they need]]",
    WordType.YES_NO: False,
    WordType.LIST: ("one line", "another"),
}
FILLED: Mapping[str, Any] = {
    **{name: _BY_TYPE.get(word.type) for name, word in WORDS.items()},
    "met_them": True,
    "greeting": "Dear Dr. Novák,",
    "company": "Northwind",
    "role": "Data engineer",
    "day": "yesterday",
    "which": "second",
    "agreed": "Friday 20 November at 15:00",
    "ask_date": True,
    "questions": ("How big is the team?", "Who is on call?"),
    "my_name": "Ada King",
    "person": ShownPerson("Jana Novák", "Jana", "Novák", "Dr.", "Head of Data"),
}
FALLBACK = render(Path("/nonexistent"), "en", THANK_YOU, FILLED)[:2]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where the user's own thank-you stands; its folder is there."""
    file = own_template_file(tmp_path, "en", THANK_YOU)
    file.parent.mkdir()
    return file


def rendered(own: Path, source: str | bytes, words: Mapping[str, Any] = FILLED) -> tuple[str, str, str]:
    """Write the user's own template and fill it in."""
    own.write_bytes(source if isinstance(source, bytes) else source.encode())
    return render(own.parents[1], "en", THANK_YOU, words)


def test_a_person_shown_whole_is_the_name() -> None:
    """Should a template ever get round the check, no address and no number goes out with it."""
    assert f"{FILLED['person']}" == "Jana Novák"
    assert not hasattr(FILLED["person"], "email")


@given(shown=st.sampled_from(["person", "person or 1", "person if day", "'' or person", "person and person"]))
def test_no_person_is_shown_whole(tmp_path_factory: pytest.TempPathFactory, shown: str) -> None:
    """However it is asked for, the letter is the shipped one, and the sentence says how it is done."""
    folder = tmp_path_factory.getbasetemp() / "whole"
    own = own_template_file(folder, "en", THANK_YOU)
    own.parent.mkdir(parents=True, exist_ok=True)
    *_, problem = rendered(own, f"Subject: x\n\n{{{{ {shown} }}}}")
    assert "person is no text; person.name shows the name" in problem


@pytest.mark.parametrize("name", WORDS)
def test_every_word_is_used_as_the_table_says(own: Path, name: str) -> None:
    """Each usage in docs/letters.md works as it stands there."""
    usage = WORDS[name].usage(name)
    end = {WordType.YES_NO: "x{% endif %}", WordType.LIST: "{{ line }}{% endfor %}"}.get(WORDS[name].type, "")
    assert rendered(own, f"Subject: x\n\ny {usage}{end}")[2] == ""


def test_the_users_own_template_is_used(own: Path) -> None:
    """With words, conditions and a loop; what stands in it else stays as it is."""
    source = (
        "Subject: {{ role }} at {{ company }}\n\n{{ greeting }}\n"
        "{% if which %}\nthe {{ which }}\n{% endif %}\n"
        "{% if not ask_date %}\nnever\n{% else %}\nask\n{% endif %}\n"
        "{% for question in questions %}\n{{ loop.index }}. {{ question }}"
        "{% if not loop.last %};{% endif %}\n\n{% endfor %}\n"
        "{{ 'a' if day == 'yesterday' else 'b' }} {{ person.position }} {# nothing #}100 % <b> & $HOME\n"
    )
    body = (
        "Dear Dr. Novák,\nthe second\nask\n1. How big is the team?;\n\n2. Who is on call?\n\n"
        "a Head of Data 100 % <b> & $HOME"
    )
    assert rendered(own, source) == ("Data engineer at Northwind", body, "")


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("one\n{% if day %}\ntwo\n{% endif %}\nthree", "one\ntwo\nthree"),
        ("one\n  {% if day %}  \ntwo\n  {% endif %}  \nthree", "one\ntwo\nthree"),
        ("one{% if day %} {{ day }}{% endif %}\nthree", "one yesterday\nthree"),
        ("one{% if day %} {{ day }}{% endif %}\r\nthree", "one yesterday\nthree"),
        ("one{% if day -%}  \n  two\n{%- endif %}\nthree", "onetwothree"),
        ("{% if day %}one{% endif %}\nthree", "one\nthree"),
        ("{% if day %}{% if day %}\none\n{% endif %}{% endif %}\nthree", "one\nthree"),
    ],
)
def test_lines_end_where_they_end_in_the_file(own: Path, source: str, body: str) -> None:
    """A tag alone in its line leaves none; one behind words leaves the line break."""
    assert rendered(own, f"Subject: x\n\n{source}\n") == ("x", body, "")


@pytest.mark.parametrize(
    "source",
    [
        b"Subject: One\n\nTwo\n",
        b"\xef\xbb\xbfSubject: One\r\n\r\nTwo\r\n",
        b"Subject: One\r\rTwo",
        b"\n\n  subject :   One  \n\n\n\nTwo   \n\n\n",
        b"{# my own #}\nSubject: {{ 'One' }}\nTwo",
    ],
    ids=["plain", "as Windows writes it", "as old Macs did", "loosely", "a note before"],
)
def test_a_file_is_read_however_an_editor_left_it(own: Path, source: bytes) -> None:
    """Line ends, a byte order mark, empty lines and capitals matter to nobody."""
    assert rendered(own, source) == ("One", "Two", "")


@pytest.mark.parametrize(("source", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_told_with_its_file_and_line(own: Path, source: str, said: str) -> None:
    """In one sentence that is safe to show; the shipped template writes the letter."""
    *written, problem = rendered(own, source)
    assert tuple(written) == FALLBACK
    assert problem.startswith(f"{own}")
    assert problem.endswith("; the shipped one is used")
    assert problem.isprintable()
    assert said in problem
    assert len(problem) < 400 + len(str(own))


def test_a_file_that_cannot_be_read_is_told(own: Path, tmp_path: Path) -> None:
    """A folder in its place, a pipe nobody writes to, bytes that are no text, a file for a folder."""

    def problem(letters: str = "en") -> str:
        *written, said = render(tmp_path, letters, THANK_YOU, FILLED)
        assert tuple(written) == FALLBACK
        return said

    used = "the shipped one is used"
    assert rendered(own, b"Subject: gr\xfc\xdfe\n\nx")[2] == f"{own} is not UTF-8 text; {used}"
    own.unlink()
    assert problem() == ""
    own.mkdir()
    assert problem() == f"{own} could not be read (Is a directory); {used}"
    own.rmdir()
    os.mkfifo(own)
    assert problem().startswith(f"{own}, line 1: ")
    own.unlink()
    own.symlink_to("/dev/zero")
    assert problem() == f"{own} is longer than 20,000 characters; {used}"
    own.unlink()
    own.symlink_to(own)
    assert "could not be read (Too many levels of symbolic links)" in problem()
    (tmp_path / "file").write_text("x", "utf-8")
    assert "could not be read (Not a directory)" in problem("file")
    assert "could not be read (File name too long)" in problem("x" * 300)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_one_may_not_read_is_told(own: Path) -> None:
    """The shipped one is used."""
    own.write_text("Subject: x\n\nx", "utf-8")
    own.chmod(0)
    *written, problem = render(own.parents[1], "en", THANK_YOU, FILLED)
    assert tuple(written) == FALLBACK
    assert "could not be read (Permission denied)" in problem


@pytest.mark.parametrize("letters", ["..", ".", "", "../elsewhere", "/etc", "a/b", "x\0y", "\ud800", "x\ny"])
def test_a_set_lies_in_the_folder_for_them(tmp_path: Path, letters: str) -> None:
    """A name from a file somebody made leads nowhere else; the language's own set is used."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "thank-you.txt").write_text("Subject: x\n\nelsewhere", "utf-8")
    folder = tmp_path / "letters"
    assert own_template_file(folder, letters, THANK_YOU) == folder / "en" / "thank-you.txt"
    assert render(folder, letters, THANK_YOU, FILLED) == (*FALLBACK, "")


@pytest.mark.parametrize(
    ("letters", "language"),
    [
        ("en", "en"),
        ("de", "de"),
        ("de-informal", "de-informal"),
        ("de-at-informal", "de-informal"),
        ("de-mine", "de"),
        ("en-informal", "en"),
        ("DE", "de"),
        ("den", "en"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_a_set_without_a_template_uses_its_languages_own(letters: str, language: str) -> None:
    """A set begins with its language; one in a language that is not shipped begins in English."""
    for kind in LetterKind:
        assert shipped_template(letters, kind) == shipped_template(language, kind)
        assert shipped_template(letters, kind).where == f"the shipped {language}/{kind}.txt"


def test_the_sets_are_the_shipped_ones_and_the_users_folders(tmp_path: Path) -> None:
    """Each once; a folder that is not there is no error, a file is no set."""
    assert template_sets(tmp_path / "letters") == SHIPPED
    for name in ("de", "de-informal", "a\x1b[31m"):
        (tmp_path / name).mkdir()
    (tmp_path / "notes.txt").write_text("x", "utf-8")
    assert template_sets(tmp_path) == ("en", "de", "de-informal")


BLOCKS = [
    *(
        "Subject: x\n\n",
        "Subject:",
        "\n",
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "{{ role }}",
        "{{ need }}",
        "-%}",
    ),
    *("{% if day %}", "{% elif which %}", "{% else %}", "{% endif %}", "{% for x in questions %}", "{{ x }}"),
    *(
        "{% endfor %}",
        "{{ questions }}",
        "{% raw %}",
        "{% endraw %}",
        "{{ loop.index }}",
        "{{ person.name }}",
    ),
    *(
        "{% set x = 1 %}",
        "{% include 'x' %}",
        "{{ ''.__class__ }}",
        "{{ x() }}",
        "{{ 9**9**9 }}",
        "{{ x|e }}",
    ),
    *(
        "(",
        ")",
        "[",
        "]",
        "'",
        '"',
        "\\",
        "|",
        "~",
        "*",
        "9" * 100,
        "0x" + "f" * 100,
        "1e999",
        "_",
        "not ",
        "\x1b",
    ),
    *(
        "{{ '\\ud800' }}",
        "{{ '\\x1b[2J' }}",
        "{{ '\\q' }}",
        "{{ 1 if 2 }}",
        "{{ 1 < 'a' }}",
        "{{ role in 1 }}",
    ),
]
sources = st.one_of(
    st.lists(st.sampled_from(BLOCKS), max_size=30).map("".join),
    st.lists(st.sampled_from(BLOCKS), max_size=30).map(lambda parts: f"Subject: x\n\nx{''.join(parts)}"),
    raw_text.map(lambda text: text.encode("utf-8", "replace").decode()),
)


@given(source=st.one_of(sources.map(str.encode), st.binary(max_size=200)))
def test_whatever_stands_in_a_template_there_is_a_letter(
    tmp_path_factory: pytest.TempPathFactory, source: bytes
) -> None:
    """Never anything but a subject and a letter, safe to show and of a letter's length, and one sentence."""
    folder = tmp_path_factory.getbasetemp() / "whatever"
    own = own_template_file(folder, "en", THANK_YOU)
    own.parent.mkdir(parents=True, exist_ok=True)
    subject, body, problem = rendered(own, source)
    assert 0 < len(subject) <= SUBJECT_LIMIT
    assert 0 < len(body) <= TEXT_LIMIT
    assert is_safe(subject + body)
    assert "\n" not in subject
    assert problem.isprintable()
    if problem:
        assert (subject, body) == FALLBACK


def test_the_most_a_template_can_do_takes_little_time_and_room(own: Path) -> None:
    """As many loops as fit, each over as many long questions as a letter has: not even ten megabytes."""
    words = {**FILLED, "questions": ("x" * 200,) * 10}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    loop = "{% for x in questions %}{{ x if x < '' }}{% endfor %}"
    assert rendered(own, "Subject: x\n\nx" + loop * (19_000 // len(loop)), words) == ("x", "x", "")
    show = "{% for x in questions %}{{ x }}{% endfor %}"
    assert "too long a letter" in rendered(own, "Subject: x\n\n" + show * (19_000 // len(show)), words)[2]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


TYPED = ["company", "role", "need", "my_name", "greeting", "day"]
SOURCE = "Subject: {{ role }}.\n\n<" + ">\n<".join(f"{{{{ {word} }}}}" for word in TYPED) + ">\n"


@given(text=st.sampled_from(["{{ 7*7 }}", "{% if x %}", "{#", "#}", "{{ config }}", "{{", "}}"]) | raw_text)
def test_what_the_user_typed_is_never_a_template(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """A company called `{{ 7*7 }}` is called that in the letter, in a subject, a loop and a part too."""
    typed = " ".join("".join(char for char in text if char.isprintable()).split()) or "{{ 7*7 }}"
    folder = tmp_path_factory.getbasetemp() / "typed"
    own = own_template_file(folder, "en", THANK_YOU)
    own.parent.mkdir(parents=True, exist_ok=True)
    words = {
        **FILLED,
        **dict.fromkeys(TYPED, f"a{typed}b"),
        "questions": (f"c{typed}d",),
        "person": ShownPerson(f"e{typed}f"),
    }
    source = SOURCE + "{% for question in questions %}\n{{ question }}\n{% endfor %}\n{{ person.name }}\n"
    subject, body, problem = rendered(own, source, words)
    assert problem == ""
    expected = ["Subject", *(f"<a{typed}b>" for _ in TYPED), f"c{typed}d", f"e{typed}f"]
    assert (subject, body) == _as_typed(f"a{typed}b.", expected)


def _as_typed(subject: str, lines: list[str]) -> tuple[str, str]:
    """Return a subject and a letter as any text is cleaned that goes into one."""
    from followup_tui.domain.text import clean_line, clean_text

    return clean_line(subject, "It"), clean_text("\n".join(lines[1:]), "It")


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS.keys())
def test_a_hostile_template_gives_a_letter(own: Path, text: str) -> None:
    """As a whole file, and under a subject."""
    data = text.encode("utf-8", "surrogatepass")
    for source in (data, b"Subject: x\n\nx" + data):
        subject, body, problem = rendered(own, source)
        assert subject
        assert body
        assert is_safe(subject + body)
        assert problem.isprintable()
