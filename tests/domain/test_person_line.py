"""People as they are pasted from mail programs and lists, and what can be read in two ways."""

# ruff: noqa: E501, RUF001 - a table that a person can read has its rows in one line; dashes that people write

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.domain.mail_address import clean_address
from followup_tui.domain.person_line import parse_people, parse_person
from followup_tui.errors import CallError
from followup_tui.letters.message import address_of

PASTED = [
    # pasted                                              name               family name      position            e-mail
    ("Jana Novák jana@acme.example",                      "Jana Novák",      "",              "",                 "jana@acme.example"),
    ("jana@acme.example (Jana)",                          "Jana",            "",              "",                 "jana@acme.example"),
    ("jana@acme.example Jana Novák",                      "Jana Novák",      "",              "",                 "jana@acme.example"),
    ("Jana [jana@acme.example]",                          "Jana",            "",              "",                 "jana@acme.example"),
    ("Jana <[jana@acme.example]>",                        "Jana",            "",              "",                 "jana@acme.example"),
    ("Jana mailto:jana@acme.example",                     "Jana",            "",              "",                 "jana@acme.example"),
    ("Jana <mailto:jana@acme.example?subject=Hi>",        "Jana",            "",              "",                 "jana@acme.example"),
    ("Jana, HR, MAILTO:jana@acme.example",                "Jana",            "",              "HR",               "jana@acme.example"),
    ("'Jana Novák' <'jana@acme.example'>",                "Jana Novák",      "",              "",                 "jana@acme.example"),
    ('"Novák, Jana" <jana@acme.example>',                 "Jana Novák",      "Novák",         "",                 "jana@acme.example"),
    ('"Novák, Jana (HR)" <jana@acme.example>',            "Jana Novák",      "Novák",         "HR",               "jana@acme.example"),
    ('"Novák, Jana [External]" <jana@acme.example>',      "Jana Novák",      "Novák",         "",                 "jana@acme.example"),
    ("Novák, Jana <jana.novak@acme.example>",             "Jana Novák",      "Novák",         "",                 "jana.novak@acme.example"),
    ("Prokop, Ximena <ximena.prokop@acme.example>",       "Ximena Prokop",   "Prokop",        "",                 "ximena.prokop@acme.example"),
    ("Novák, Jana",                                       "Jana Novák",      "Novák",         "",                 ""),
    ("Novák, Jana, Head of Data",                         "Jana Novák",      "Novák",         "Head of Data",     ""),
    ("Novák, Jana (HR)",                                  "Jana Novák",      "Novák",         "HR",               ""),
    ("García Márquez, Gabriel",                           "Gabriel García Márquez", "García Márquez", "",         ""),
    ("Berg, Anna von der",                                "Anna von der Berg", "von der Berg", "",              ""),
    ("Lind, Eva, Dr., HR",                                "Eva Lind",        "Lind",          "HR",               ""),
    ("Anna Meier, Rechtsanwältin",                        "Anna Meier",      "",              "Rechtsanwältin",   ""),
    ("Recruiter, Jane",                                   "Jane",            "",              "Recruiter",        ""),
    ("ACME | Jane Doe",                                   "Jane Doe",        "",              "ACME",             ""),
    ("Jane Doe via LinkedIn",                             "Jane Doe",        "",              "via LinkedIn",     ""),
    ("N.N., CTO",                                         "",                "",              "CTO",              ""),
    ("Lind, E.",                                          "E. Lind",         "Lind",          "",                 ""),
    ("Müller, HR",                                        "Müller",          "",              "HR",               ""),
    ("Müller, Recruiter",                                 "Müller",          "",              "Recruiter",        ""),
    ("Jana, head of everything",                          "Jana",            "",              "head of everything", ""),
    ("Jana Novák (HR)",                                   "Jana Novák",      "",              "HR",               ""),
    ("Jana Novák (Head of Data)",                         "Jana Novák",      "",              "Head of Data",     ""),
    ("Jana Novák (HR), Berlin",                           "Jana Novák",      "",              "HR, Berlin",       ""),
    ("Jana Novák | Head of Data | ACME",                  "Jana Novák",      "",              "Head of Data, ACME", ""),
    ("Jana Novák - HR",                                   "Jana Novák",      "",              "HR",               ""),
    ("Jana Novák – Head of People",                       "Jana Novák",      "",              "Head of People",   ""),
    ("Head of Data | Jana Novák",                         "Jana Novák",      "",              "Head of Data",     ""),
    ("Jana Novák (she/her), CTO",                         "Jana Novák (she/her)", "",         "CTO",              ""),
    ("William (Bill) Gates, CTO",                         "William (Bill) Gates", "",         "CTO",              ""),
    ("the recruiter <hr@acme.example>",                   "",                "",              "recruiter",        "hr@acme.example"),
    ("Hiring Manager",                                    "",                "",              "Hiring Manager",   ""),
    ('"Eva and Jan"',                                     "Eva and Jan",     "",              "",                 ""),
    ('"De Luca, Marco", LL.M., Head of Legal', "Marco De Luca, LL.M.", "De Luca", "Head of Legal", ""),
    ("De Luca, Anna LL.M. <a@acme.example>", "Anna De Luca, LL.M.", "De Luca", "", "a@acme.example"),
    ("De Luca, Anna, LL.M., CTO", "Anna De Luca, LL.M.", "De Luca", "CTO", ""),
]  # fmt: skip


@pytest.mark.parametrize(("pasted", "name", "family", "position", "address"), PASTED, ids=lambda text: text)
def test_what_is_pasted_is_understood(
    pasted: str, name: str, family: str, position: str, address: str
) -> None:
    """As mail programs and signatures write people; the family name is kept where it is written first."""
    person = parse_person(pasted)
    assert (person.name, person.family_name, person.position, person.email) == (
        name,
        family,
        position,
        address,
    )


ASKED = [
    # typed                     one reading                            the other
    ("Jana Novák, Petr Malý",   "two people, Jana Novák and Petr Malý", "Jana Novák (Petr Malý)"),
    ("Eva, Jan",                "two people, Eva and Jan",              "Jan Eva"),
    ("Eva and Jan",             "two people, Eva and Jan",              '"Eva and Jan"'),
    ("Eva & Jan",               "two people, Eva and Jan",              '"Eva & Jan"'),
    ("Eva und Jan Novák",       "two people, Eva and Jan Novák",        '"Eva und Jan Novák"'),
    ("Mr and Mrs Smith",        "two people, Mr and Mrs Smith",         '"Mr and Mrs Smith"'),
    ("Jana Novák; Petr Malý",   "two people, Jana Novák and Petr Malý", '"Jana Novák; Petr Malý"'),
    ("Jana Novák / Petr Malý",  "Petr Malý can be a position",          "two people on their own"),
    ("Anna Schmidt - Meier",    "Anna Schmidt (Meier) for a position",  "Anna Schmidt-Meier for a name"),
    ("Xi, Jinping",             "Jinping Xi for a name",                "Xi (Jinping) for a position"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "one", "other"), ASKED)
def test_what_can_be_read_in_two_ways_is_asked_about(typed: str, one: str, other: str) -> None:
    """The sentence has both readings, and how to write either."""
    with pytest.raises(CallError) as asked:
        parse_people(f"Ada King\n{typed}")
    assert one in str(asked.value)
    assert other in str(asked.value)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "jana",
            "@acme.example",
            "jana@",
            "jaña@acme.example",
            "jana@acme..example",
            "jana..n@acme.example",
        ),
        *(
            ".jana@acme.example",
            "jana.@acme.example",
            "jana@-acme.example",
            "jana@acme.example-",
            "j(a)@a.example",
        ),
        *("jana@acme_.example!", "jana@[192.0.2.1]", f"{'x' * 65}@acme.example", f"jana@{'x' * 64}.example"),
        *('"jana"@acme.example', "jana@acme.example petr@acme.example", "jana@@acme.example"),
    ],
)
def test_what_no_mail_program_takes_is_refused_when_it_is_noted(address: str) -> None:
    """In the form, and in a line."""
    with pytest.raises(CallError):
        clean_address(address)
    with pytest.raises(CallError):
        parse_person(f"Jana <{address}>")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        *[
            ("", ""),
            ("jana@acme.example", "jana@acme.example"),
            (" jana@acme.example, ", "jana@acme.example"),
        ],
        *[("<jana@acme.example>", "jana@acme.example"), ("[jana@acme.example]", "jana@acme.example")],
        *[("mailto:jana@acme.example", "jana@acme.example"), ("o'neil@acme.example", "o'neil@acme.example")],
        *[
            ("Jana Novák <jana@acme.example>", "jana@acme.example"),
            ("jana@müller.example", "jana@müller.example"),
        ],
        *[("jana@localhost", "jana@localhost"), ("jana+jobs@acme.example", "jana+jobs@acme.example")],
    ],
)
def test_an_address_is_taken_out_of_what_stands_around_it(typed: str, address: str) -> None:
    """As links, lists and mail programs write it; a domain with accents, and one on this machine, are fine."""
    assert clean_address(typed) == address


@given(st.one_of(st.emails(), st.text(max_size=30), st.from_regex(r"[^@]{0,8}@[^@]{0,12}", fullmatch=True)))
def test_an_address_that_was_noted_goes_into_a_header(typed: str) -> None:
    """What is taken is taken again, and never refused when the letter is written."""
    try:
        address = clean_address(typed)
    except CallError:
        return
    assert clean_address(address) == address
    if address:
        assert address_of("", address).username == address.rpartition("@")[0]


@pytest.mark.parametrize(
    "typed",
    [
        "N.N.",
        "unknown",
        "TBD",
        "?",
        '"jana@acme.example" <jana@acme.example>',
        "j@acme.example <j@acme.example>",
    ],
)
def test_what_is_no_name_is_asked_for(typed: str) -> None:
    """What stands where a name would, and an address that a mail program wrote there, is nobody's name."""
    with pytest.raises(CallError, match="A person needs a name"):
        parse_person(typed)


@pytest.mark.parametrize(
    "typed", ["Jana jana@acme.example, jan@acme.example", "Jana a@acme.example <b@acme.example>"]
)
def test_two_addresses_are_not_one_person(typed: str) -> None:
    """Neither of them becomes a part of the name."""
    with pytest.raises(CallError, match="one e-mail address"):
        parse_person(typed)
