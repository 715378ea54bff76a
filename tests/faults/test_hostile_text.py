"""Every hostile text, through every door: nothing crashes, nothing steers the terminal, nothing is half in.

Ordinarily each text goes through each door once; `FOLLOWUP_LONG=1` takes each through every field of every
form, and through real processes and a real terminal, too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from followup_tui.cli import main
from followup_tui.errors import DataError
from followup_tui.exchange.formats import EXPORTS
from tests.faults.ledger import Ledger
from tests.faults.store import LONG, Store
from tests.faults.test_bad_files import FULL, tables
from tests.hostile_texts import HOSTILE_TEXTS, argument, harm_in

if TYPE_CHECKING:
    import time_machine

pytestmark = pytest.mark.faults

SENTENCE = 1_000
"""The most characters of a sentence that can still be read: none repeats a megabyte."""

REAL = (
    HOSTILE_TEXTS
    if LONG
    else {
        name: HOSTILE_TEXTS[name]
        for name in ("every C0 and C1", "bytes that were no UTF-8", "markup that acts", "a megabyte")
    }
)
"""The texts that go through processes and terminals of their own."""

VARIABLES = (
    *("LANG", "LC_ALL", "TERM", "TZ", "EDITOR", "VISUAL", "NO_COLOR", "COLUMNS", "LINES", "BROWSER"),
)
FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "FOLLOWUP_DATA")
SETTINGS = ("zone", "country", "region", "theme", "preset", "language")

NUMBERS = {f"a number like {text[:10]}": text for text in ("²", "٣", "0", "-1", "9" * 9, "9" * 5_000)}
"""What a variable that is to hold a number may hold."""

SHOWING = (("show", "northwind"), ("why", "northwind"), ("due",))
READING = (
    *(("list",), ("list", "--json"), ("due",), ("due", "--json"), ("history",), ("doctor",), ("restore",)),
    *(("export", name) for name in EXPORTS),
)
"""What shows everything there is."""

TEXT_PLACES = frozenset(
    {
        *("id", "company", "role", "notes", "name", "form_of_address", "position", "email", "phone", "zone"),
        *("person", "note", "said", "tags", "links", "unasked", "people", "label", "title"),
    }
)
"""The names under which a file holds texts of the user's, or lists of them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call of the program left behind."""

    code: int
    out: str
    err: str


Call = Callable[..., Answer]


def try_all(ledger: Ledger, door: str, texts: Mapping[str, str], hold: Callable[[str], None]) -> None:
    """Take each text through a door; all are tried, and all that were lost are named."""
    lost = []
    for name, text in texts.items():
        try:
            with ledger.trying(f"hostile texts through {door}"):
                hold(text)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others are tried, and it is said below
            lost.append(f"{name}: {type(error).__name__}: {str(error)[:300]!r}")
    assert not lost, "\n".join(lost)


def hold_harmless(code: int, out: str, err: str, *, of: tuple[str, ...] = ()) -> None:
    """Hold that a call ended as calls end, in sentences, and sent the terminal nothing but text."""
    said = (tuple(word[:60] for word in of), code, err[:200])
    if of[:1] == ("export",):
        out = out.replace("\r\n", "\n")  # the lines of some formats end so
    assert code in {0, 1, 2, 3}, said
    assert not harm_in(out), (said, harm_in(out))
    assert not harm_in(err), (said, harm_in(err))
    for line in err.splitlines():
        assert line.startswith("followup: "), said
        assert len(line) <= SENTENCE, said
    if code in {2, 3} and of[:1] != ("doctor",):
        assert err, said


@pytest.fixture
def call(
    clock: time_machine.Traveller,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Call:
    """Call the program in this process, from a folder of its own, and hold that its answer is harmless."""
    deep = tmp_path / "a" / "b" / "c" / "d"  # what leads up and up stays below the test's own folder
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)

    def run(*arguments: str) -> Answer:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capsys.readouterr()
        code = ended.value.code
        answer = Answer(code if isinstance(code, int) else 0, out, err)
        hold_harmless(answer.code, answer.out, answer.err, of=arguments)
        return answer

    return run


def through_the_command_line(call: Call, word: str) -> None:
    """Give a text to every argument there is; the file, which is put back, has an application before."""
    kept = call("add", "--at", "now", "--person", f"Jana, {word} <jana@northwind.example>", "--", word, word)
    call("person", "northwind", f"Jana Novák, {word}", f"--phone={word}")
    call("contact", "northwind", "sent", f"--note={word}")
    call("contact", "northwind", "sent", f"--person={word}")
    call("contact", "northwind", "sent", f"--at={word}", f"--by={word}")
    for command in ("show", "why"):
        call(command, "--", word)
    for command in ("decision", "snooze", "close", "move", "contact", "person", "interview"):
        call(command, "--", "northwind", word)
    call("interview", "northwind", f"--person={word}", f"--at={word}")
    call("list", f"--stage={word}")
    call("restore", "--", word)
    call("export", "--", word)
    call(word)
    call("list", word)
    call("due", f"--{word}")
    for shown in READING:
        call(*shown)
    if kept.code == 0:
        (name,) = {known["id"] for known in json.loads(call("list", "--json").out)} - {"northwind"}
        call("show", name)
        call("why", name)


def test_no_text_on_the_command_line_does_harm(call: Call, store: Store, ledger: Ledger) -> None:
    """In whatever argument of whatever command a text stands, the answer is text, and the file is whole."""
    call("add", "Northwind", "Data engineer", "--person", "Jana Novák")
    before = store.data_file.read_bytes()

    def hold(text: str) -> None:
        store.data_file.write_bytes(before)
        through_the_command_line(call, argument(text))
        store.open().history()

    try_all(ledger, "the command line", HOSTILE_TEXTS, hold)


def test_no_text_does_harm_in_a_process_of_its_own(store: Store, ledger: Ledger) -> None:
    """As it is started from a shell: what the process writes is UTF-8, and text."""

    def hold(text: str) -> None:
        word = argument(text)
        for command in (("add", "--", word, word), ("show", "--", word), ("list",)):
            done = store.run(*command)
            hold_harmless(done.returncode, done.stdout, done.stderr, of=command)

    try_all(ledger, "the command line of a process", REAL, hold)


def test_no_name_of_a_file_does_harm(call: Call, ledger: Ledger) -> None:
    """A text for the data file's name, or an export's, names a file or is refused in a sentence."""

    def hold(text: str) -> None:
        file = f"./{argument(text)}"
        if call("add", "Northwind", "SRE", f"--data={file}").code == 0:
            call("export", "json", "-o", f"{file}.out", f"--data={file}")
            call("doctor", f"--data={file}")
        call("list", f"--data={file}")

    try_all(ledger, "the name of a file", HOSTILE_TEXTS, hold)


def text_places(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    """Give the place of every text of the user's in a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        place = (*above, key)
        named_so = [step for step in place if isinstance(step, str)][-1]
        if isinstance(part, str) and named_so in TEXT_PLACES:
            yield place
        yield from text_places(part, place)


def with_text(document: Any, places: list[tuple[Any, ...]], text: str) -> bytes:  # noqa: ANN401
    """Give a file in which a text stands in these places, as an editor on it may leave it: escaped."""
    changed = json.loads(json.dumps(document))
    for place in places:
        inner = changed
        for key in place[:-1]:
            inner = inner[key]
        inner[place[-1]] = text
    return json.dumps(changed).encode()


def test_no_text_in_a_file_edited_by_hand_does_harm(call: Call, store: Store, ledger: Ledger) -> None:
    """In whatever field of the file a text stands, it is shown harmless or refused, and untouched."""
    document = tables(FULL)
    places = list(text_places(document))
    texts = [place for place in places if place[-1] not in {"id", "zone"}]
    store.data_file.parent.mkdir(parents=True)

    def hold(text: str) -> None:
        long = len(text) > SENTENCE  # in one place at a time, and shown once: one megabyte is plenty
        content = with_text(document, texts[-1:] if long else texts, text)
        store.data_file.write_bytes(content)
        for command in SHOWING if long and not LONG else (*SHOWING, *READING):
            call(*command)
        assert store.data_file.read_bytes() == content
        for place in texts[::7] if long and not LONG else places:
            store.data_file.write_bytes(with_text(document, [place], text))
            try:
                tracker = store.open()
                known, steps = tracker.applications, tracker.history()
            except DataError:
                continue
            assert not any(map(harm_in, strings([known, steps]))), place

    try_all(ledger, "a file edited by hand", HOSTILE_TEXTS, hold)


def strings(value: object) -> Iterator[str]:
    """Give every text in applications, at any depth."""
    import msgspec

    plain = msgspec.to_builtins(value)
    waiting: list[object] = [plain]
    while waiting:  # a document ends
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            waiting += [*part.keys(), *part.values()]
        elif isinstance(part, list | tuple):
            waiting += part


def test_no_variable_does_harm(
    call: Call, store: Store, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a variable of the environment says, a command works or is refused in a sentence."""
    call("add", "Northwind", "Data engineer")
    folder = Path.cwd()

    def hold(text: str) -> None:
        word = argument(text)
        with monkeypatch.context() as patch:
            for variable in VARIABLES:
                patch.setenv(variable, word)
            for command in (("list",), ("due",), ("why", "northwind")):
                assert call(*command).code == 0
        for together in [[name] for name in FOLDERS] if LONG else [FOLDERS[:1], FOLDERS[1:4], FOLDERS[4:]]:
            with monkeypatch.context() as patch:
                for variable in FOLDERS[1:4] if together == FOLDERS[:1] else ():
                    patch.delenv(variable)
                for variable in together:
                    # Below a folder of its own: what a root may write anywhere else is not for a test.
                    patch.setenv(variable, f"{folder}/{word}")
                call("add", "Globex", "SRE")
                call("doctor")

    try_all(ledger, "the environment", {**HOSTILE_TEXTS, **NUMBERS}, hold)


def test_no_setting_does_harm(call: Call, store: Store, ledger: Ledger) -> None:
    """Whatever stands in the settings, as a name or a value, the program works and says what it is."""
    file = store.home / "config" / "followup" / "config.toml"
    file.parent.mkdir(parents=True)
    call("add", "Northwind", "Data engineer")

    def hold(text: str) -> None:
        word = json.dumps(text[:10_000])  # TOML's escapes are JSON's; of half letters it knows none
        by_value = "".join(f"{name} = {word}\n" for name in SETTINGS)
        for content in (
            f"{word} = 1\n[keys]\n{word} = {word}\n[rules]\n{word} = 1\n[{word}.{word}]\nx = 1\n",
            f"{by_value}weekend = [{word}]\n[rules]\nnudge_days = {word}\n",
            text,
        ):
            file.write_bytes(content.encode("utf-8", "surrogatepass"))
            assert call("due").code == 0

    try_all(ledger, "the settings", HOSTILE_TEXTS, hold)
