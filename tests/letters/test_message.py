"""A letter as a message: it reads back as what was meant, whatever was in it, with no header more."""

from __future__ import annotations

from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.letter import Letter
from followup_tui.domain.mail_address import clean_address
from followup_tui.domain.person import Person
from followup_tui.domain.text import clean_line, clean_text
from followup_tui.errors import CallError
from followup_tui.letters.message import LINK_BYTES, address_of, eml_file, mailto_link, message_to_send
from tests.hostile_texts import HOSTILE_TEXTS
from tests.letters import raw_mail
from tests.letters.samples import ADA, JANA, letter
from tests.samples import NOW, at
from tests.strategies import raw_text

BODY_HEADERS = ["MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
PIECES = [
    *(
        "Jana",
        "Novák",
        "Müller",
        "山田",
        "太郎",
        "👩🏽\u200d💻",
        "Dr.",
        "x" * 90,
        "é" * 40,
        "株" * 60,
        "a\u0301",
    ),
    *(" ", ", ", ";", ":", "@", "<", ">", "(", ")", "[", "]", '"', '""', "'", "\\", "\\\\", "=", "?", "."),
    *("\r", "\n", "\r\n", "\n ", "\r\n\r\n", "\x00", "\x0b", "\x0c", "\x85", "\u2028", "\u202e", "\ud800"),
    *("=?utf-8?q?x?=", "=?utf-8?b?eA==?=", "?=", "=?", "Bcc: evil@x.example", "\r\nBcc: evil@x.example\r\n"),
    *("To:", "{{ 7*7 }}", "{% if x %}", "%0D%0ABcc:x", "=0D=0A", "&bcc=evil@x.example", "From ", "\n.\n"),
]
pieces = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
anything = st.one_of(pieces, raw_text, st.text(max_size=200))
names = anything.map(lambda text: clean_line(text, "The name", 10_000)[:200].strip())
subjects = anything
bodies = st.lists(
    st.one_of(
        pieces,
        st.sampled_from(
            ["", ".", "..", ".x", "From me", "From ", " x", "x  ", "=", "=20", "-- ", "x" * 2_000]
        ),
        st.integers(60, 90).map(lambda count: f"{'x' * count}. From a . "),
        st.integers(60, 90).map(lambda count: f"{'x' * count}From here on"),
    ),
    max_size=8,
).map("\n".join)


def _accepted(text: str) -> bool:
    try:
        return bool(clean_address(text))
    except CallError:
        return False


good_addresses = st.builds(
    lambda local, domain: f"{local}@{domain}",
    st.sampled_from(["jana", "j.novak", "a+b", "a.b.c", "_a", "o'neil", "x" * 64, "a!#$%&*/=^_`{|}~b"]),
    st.sampled_from(
        ["northwind.example", "NorthWind.Example", "x-y.co.uk", "localhost", f"{'x' * 63}.example"]
    ),
)
any_addresses = st.one_of(
    good_addresses, st.builds(lambda one, other: f"{one}@{other}", anything, anything), st.emails()
).filter(_accepted)


def person(name: str, mail: str) -> Person:
    """Return somebody with this name and address."""
    return replace(JANA, name=name, form_of_address="", email=mail)


def parsed(message: bytes) -> EmailMessage:
    """Read a message as Python does."""
    return message_from_bytes(message, policy=default)


def sent_or_refused(written: Letter, sender: Person = ADA) -> bytes | str:
    """Return the message, or the sentence that says why there is none."""
    try:
        return message_to_send(written, sender, NOW)
    except CallError as refused:
        return str(refused)


def only_address(message: EmailMessage, header: str) -> Address:
    """Return the one address in a header, which has no flaws."""
    assert message[header].defects == ()
    (address,) = message[header].addresses
    assert isinstance(address, Address)
    return address


@given(name=names, mail=good_addresses, subject=subjects, body=bodies, own=names)
def test_a_message_reads_back_as_what_was_meant(
    name: str, mail: str, subject: str, body: str, own: str
) -> None:
    """Names, addresses, subject and text are the same again, by two readers; there is no header more."""
    sender = person(own, "ada@example.org")
    written = letter(body.replace("[[", ""), subject.replace("[[", ""), person(name, mail))
    sent = message_to_send(written, sender, NOW)
    draft = eml_file(written, sender)
    stamps = ["Date", "Message-ID"]
    for message, more, end in ((sent, stamps, b"\n"), (draft, ["X-Unsent"], b"\r\n")):
        lines, raw_body = raw_mail.split(message, end)
        raw = raw_mail.headers(lines)
        assert [header for header, _ in raw] == ["From", "To", "Subject", *more, *BODY_HEADERS]
        assert all(len(line) <= 78 for line in lines if "@" not in line)
        values = dict(raw)
        spec = mail if ".." not in mail and not mail.startswith(".") else '"{}"@{}'.format(*mail.split("@"))
        assert raw_mail.mailbox(values["To"]) == (name, spec)
        assert raw_mail.mailbox(values["From"]) == (own, "ada@example.org")
        assert raw_mail.decoded(values["Subject"]) == clean_line(written.subject, "It", 10_000)
        assert raw_mail.text(raw_body, end) == clean_text(written.body, "It")

        read = parsed(message)
        assert read.keys() == [header for header, _ in raw]
        assert read.defects == []
        to = only_address(read, "To")
        assert (to.username, to.domain) == tuple(mail.split("@"))
        # Python sees a space between two encoded words of a name; there is none.
        if values["To"].count("=?") <= 1:
            assert to.display_name == name
        elif max(len(word.encode()) for word in name.split()) < 40:
            assert " ".join(to.display_name.split()) == name
        else:
            assert to.display_name.replace(" ", "") == name.replace(" ", "")
        assert read["Subject"] == clean_line(written.subject, "It", 10_000)
        assert read.get_content().replace("\r\n", "\n") == f"{clean_text(written.body, 'It')}\n"
        assert read.get_content_type() == "text/plain"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Jana",
            "Jana Novak-Berg",
            "Novak, Jana",
            "J. Novak",
            "Jana (Head of Data)",
            'Jana "JJ" Novak',
            "'",
        ),
        *(
            "a\\b",
            "\\",
            "\\\\",
            '\\"',
            '"',
            '""',
            'a"',
            "<x@y.example>",
            "x@y.example",
            "a;b:c",
            "@",
            ",",
            "[x]",
        ),
        *(
            "=?utf-8?q?x?=",
            "a =?utf-8?b?eA==?= b",
            "=?",
            "?=",
            "Bcc: x@y.example",
            "To:",
            "Jané",
            "é, é",
            '"é"',
        ),
        *(
            "\\é",
            "=?é",
            "山田 太郎",
            "👩🏽\u200d💻",
            "x" * 66,
            "x" * 68,
            '"' * 40,
            "a b " * 50 + "c",
            "x" * 200,
        ),
    ],
)
def test_a_name_that_headers_stumble_over_is_the_same_again(name: str) -> None:
    """As a recipient's, the sender's, and in the subject."""
    message = message_to_send(letter(subject=name, to=person(name, JANA.email)), person(name, ADA.email), NOW)
    raw = dict(raw_mail.headers(raw_mail.split(message, b"\n")[0]))
    assert raw_mail.mailbox(raw["To"]) == (name, JANA.email)
    assert raw_mail.mailbox(raw["From"]) == (name, ADA.email)
    assert raw_mail.decoded(raw["Subject"]) == name
    read = parsed(message)
    assert read["Subject"] == name
    if raw["To"].count("=?") <= 1:
        assert only_address(read, "To").display_name == only_address(read, "From").display_name == name


@given(mail=any_addresses, name=names)
def test_any_address_is_written_rightly_or_refused_in_a_sentence(mail: str, name: str) -> None:
    """An address that is accepted stands in the message as it is, or is refused there in a sentence."""
    message = sent_or_refused(letter(to=person(name, mail)))
    if isinstance(message, str):
        assert "letters before the @" in message or "is no address" in message
        return
    raw = raw_mail.headers(raw_mail.split(message, b"\n")[0])
    assert len(raw) == 8
    to = only_address(parsed(message), "To")
    local, _, domain = clean_address(mail).rpartition("@")
    assert to.username == local
    assert to.domain == domain if domain.isascii() else to.domain.isascii()


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS.keys())
def test_hostile_texts_begin_no_header(text: str) -> None:
    """In a name, a subject and a letter at once: refused in a sentence, or with no header more."""
    text = text.replace("[[", "")
    message = sent_or_refused(letter(text, text, replace(JANA, name=text)), replace(ADA, name=text))
    if isinstance(message, str):
        assert "characters long" in message
        return
    raw = raw_mail.headers(raw_mail.split(message, b"\n")[0])
    assert [header for header, _ in raw] == ["From", "To", "Subject", "Date", "Message-ID", *BODY_HEADERS]


def test_a_short_letter_is_read_with_the_naked_eye() -> None:
    """Plain names, subject and text stand in the message as they are."""
    lines = eml_file(letter("Thank you.", to=replace(JANA, form_of_address="")), ADA).decode().split("\r\n")
    assert lines == [
        "From: Ada King <ada@example.org>",
        "To: =?utf-8?b?SmFuYSBOb3bDoWs=?= <jana@northwind.example>",
        "Subject: Thank you",
        "X-Unsent: 1",
        "MIME-Version: 1.0",
        'Content-Type: text/plain; charset="utf-8"',
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "Thank you.",
        "",
    ]


def test_what_is_sent_has_its_date_and_an_id_of_its_own() -> None:
    """The date is the user's own clock's; two messages have two ids, in the sender's domain."""
    one, other = (parsed(message_to_send(letter(), ADA, at("2026-11-23 14:02"))) for _ in range(2))
    assert one["Date"] == "Mon, 23 Nov 2026 14:02:00 +0100"
    assert one["Message-ID"] != other["Message-ID"]
    assert one["Message-ID"].endswith("@example.org>")


@pytest.mark.parametrize(
    ("domain", "plain"),
    [
        ("bücher.example", "xn--bcher-kva.example"),
        ("BÜCHER.example", "xn--bcher-kva.example"),
        ("bu\u0308cher.example", "xn--bcher-kva.example"),
        ("straße.example", "xn--strae-oqa.example"),  # and not strasse.example, which is somebody else's
        ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
        ("例え。テスト", "xn--r8jz45g.xn--zckzah"),
        ("Northwind.Example", "Northwind.Example"),
    ],
)
def test_a_domain_in_other_letters_goes_out_in_plain_ones(domain: str, plain: str) -> None:
    """As browsers do it; in a message, a link and the sender's own address."""
    jana = replace(JANA, email=f"jana@{domain}")
    assert address_of("", jana.email).addr_spec == f"jana@{plain}"
    read = parsed(message_to_send(letter(to=jana), replace(ADA, email=f"ada@{domain}"), NOW))
    assert only_address(read, "To").addr_spec == f"jana@{plain}"
    assert only_address(read, "From").addr_spec == f"ada@{plain}"
    assert mailto_link(letter(to=jana)).startswith(f"mailto:jana@{plain}?")


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        ("jürgen@northwind.example", "letters before the @"),
        ("山田@northwind.example", "letters before the @"),
        ('"jana"@northwind.example', "no address a mail program would take"),
        ("ja(na)@northwind.example", "no address a mail program would take"),
        ("jana\\@northwind.example", "no address a mail program would take"),
        ("=?utf-8?q?x?=@northwind.example", "no address a mail program would take"),
        ("jana@northwind..example", "no address a mail program would take"),
        ("jana@.example", "no address a mail program would take"),
        ("jana@-x.example", "no address a mail program would take"),
        ("jana@😀.example", "no address a mail program would take"),
        ("jana@ü_x.example", "no address a mail program would take"),
        (f"jana@{'ü' * 64}.example", "no address a mail program would take"),
        ("jana@[192.0.2.1]", "no address a mail program would take"),
        ("jana@x:y", "no address a mail program would take"),
        (f"jana@{'ü' * 80}.example", "no address a mail program would take"),
        (f"jana@{'ü.' * 90}example", "no address a mail program would take"),
    ],
)
def test_an_address_no_header_can_hold_is_told(mail: str, said: str) -> None:
    """In a sentence with a next step, for the draft too; and there is no link to it."""
    to = letter(to=replace(JANA, email=mail))
    with pytest.raises(CallError, match=said) as refused:
        message_to_send(to, ADA, NOW)
    assert refused.value.next_step
    with pytest.raises(CallError, match=said):
        eml_file(to, ADA)
    assert mailto_link(to) == ""


@pytest.mark.parametrize(
    ("written", "sender", "said"),
    [
        (letter("[[something]]"), ADA, "Still open: something"),
        (letter(subject="[[what]]"), ADA, "Still open: what"),
        (letter(), None, "Your own address is not known"),
        (letter(to=replace(JANA, email="")), ADA, "There is no address for Dr. Jana Novák"),
        (replace(letter(), person=None), ADA, "There is no address for them"),
    ],
)
def test_what_is_not_ready_is_not_sent(written: Letter, sender: Person | None, said: str) -> None:
    """An open place, no sender, no recipient: each is a sentence."""
    with pytest.raises(CallError, match=said):
        message_to_send(written, sender, NOW)


def test_a_draft_needs_neither_sender_nor_recipient() -> None:
    """The mail program asks for what is missing; open places stay visible."""
    read = parsed(eml_file(replace(letter("Hello [[you]]"), person=None), None))
    assert read.keys() == ["Subject", "X-Unsent", *BODY_HEADERS]
    assert read.get_content() == "Hello [[you]]\r\n"


@given(mail=any_addresses, subject=subjects, body=bodies)
def test_a_link_opens_the_same_letter_or_is_none(mail: str, subject: str, body: str) -> None:
    """Never over what programs take; address, subject and text are the same again, and there is no more."""
    link = mailto_link(letter(body, subject, person("Jana", mail)))
    assert len(link.encode()) <= LINK_BYTES
    if not link:
        return
    assert link.isascii()
    assert link.isprintable()
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.fragment) == ("mailto", "", "")
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert list(fields) == ["subject", "body"]
    assert fields["subject"] == [clean_line(subject, "It", 10_000)]
    assert fields["body"] == [clean_text(body, "It").replace("\n", "\r\n")]
    assert unquote(parts.path).count("@") == 1


@pytest.mark.parametrize(
    "written",
    [letter("x" * 2_001), letter("ü" * 400), letter(subject="x" * 2_001), letter("x\n" * 20_000)],
    ids=["long", "long once written out", "a long subject", "longer than any letter"],
)
def test_a_letter_that_is_too_long_has_no_link(written: Letter) -> None:
    """It is copied, or opened as a draft."""
    assert mailto_link(written) == ""


def test_a_link_needs_no_recipient() -> None:
    """Where nobody is known, the mail program asks."""
    assert mailto_link(replace(letter("Hi"), person=None)) == "mailto:?subject=Thank%20you&body=Hi"
    assert mailto_link(letter("Hi", to=replace(JANA, email=""))) == "mailto:?subject=Thank%20you&body=Hi"
