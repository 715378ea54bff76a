"""People as somebody types them."""

# ruff: noqa: E501 - a table that a person can read has its rows in one line

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from followup_tui.domain.forms_of_address import split_name
from followup_tui.domain.people import add_people, add_person, find_person, note_people_met
from followup_tui.domain.person import Person
from followup_tui.domain.person_line import parse_people, parse_person, write_person
from followup_tui.domain.same_person import ANOTHER_ID, WhichPersonError
from followup_tui.errors import CallError
from tests.samples import NORTHWIND

TYPED = [
    # typed                                                 form of address  name               position                e-mail
    ("Jana Novák",                                          "",              "Jana Novák",      "",                     ""),
    ("Dr. Jana Novák, Head of Data <jana@northwind.example>", "Dr.",         "Jana Novák",      "Head of Data",         "jana@northwind.example"),
    ("Prof. Dr. Ada King",                                  "Prof. Dr.",     "Ada King",        "",                     ""),
    ("Dr. rer. nat. Max Born, CTO",                         "Dr. rer. nat.", "Max Born",        "CTO",                  ""),
    ("Frau Schmidt",                                        "Frau",          "Schmidt",         "",                     ""),
    ("frau Dr. Schmidt",                                    "frau Dr.",      "Schmidt",         "",                     ""),
    ("Ms Lee <lee@acme.example>",                           "Ms",            "Lee",             "",                     "lee@acme.example"),
    ("lee kim, recruiter, lee@acme.example",                "",              "lee kim",         "recruiter",            "lee@acme.example"),
    ("Lee, lee@acme.example",                               "",              "Lee",             "",                     "lee@acme.example"),
    ("Sam Hill, Jr., VP, Sales <sam@acme.example>",         "",              "Sam Hill, Jr.",   "VP, Sales",            "sam@acme.example"),
    ("Joan Clarke, PhD, Lead",                              "",              "Joan Clarke, PhD", "Lead",                ""),
    ("Señora García, Directora",                            "Señora",        "García",          "Directora",            ""),
    ("田中さん, 部長",                                       "",              "田中さん",         "部長",                 ""),
    ("?, CTO",                                              "",              "",                "CTO",                  ""),
    ("?, Head of HR <hr@acme.example>",                     "",              "",                "Head of HR",           "hr@acme.example"),
    ("Dr.",                                                 "",              "Dr.",             "",                     ""),
    ("(HR), Dr.",                                           "",              "Dr.",             "HR",                   ""),
    ("Dr. | Jr. (HR)",                                      "",              "Dr., Jr.",        "HR",                   ""),
    ('" " (HR) , Jr.',                                      "",              "Jr.",             "HR",                   ""),
    ("Jana Novák | PhD | HR",                               "",              "Jana Novák, PhD", "HR",                   ""),
    ("Ms Jane Doe, BSc (Hons)",                             "Ms",            "Jane Doe, BSc (Hons)", "",                ""),
    ("Ms Jane Doe BSc (Hons), HR",                          "Ms",            "Jane Doe BSc (Hons)", "HR",               ""),
    ("  Jana   Novák ,, Head  <>",                          "",              "Jana Novák",      "Head",                 ""),
    ("Jana <jana@northwind.example>;",                      "",              "Jana",            "",                     "jana@northwind.example"),
    ("[/b] Bob \x1b[31m, [link=x]",                         "",              "[/b] Bob [31m",   "[link=x]",             ""),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "form", "name", "position", "address"), TYPED)
def test_what_is_typed_is_understood(typed: str, form: str, name: str, position: str, address: str) -> None:
    """A line becomes form of address, name, position and e-mail address, each in its place."""
    person = parse_person(typed)
    assert (person.form_of_address, person.name, person.position, person.email) == (
        form,
        name,
        position,
        address,
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "A person needs a name"),
        ("  ,, ", "A person needs a name"),
        ("...", "A person needs a name"),
        ("?", "A person needs a name"),
        ("<jana@northwind.example>", "Who is jana@northwind.example"),
        ("jana@northwind.example", "Who is jana@northwind.example"),
        ("Jana <jana@northwind.example", "the e-mail address goes at the end"),
        ("Jana <a@b> Head", "the e-mail address goes at the end"),
        ("Jana <<a@b>>", "the e-mail address goes at the end"),
        ("Jana <jana.northwind.example>", "is no e-mail address"),
        ("Jana <a b@c>", "is no e-mail address"),
        ("Jana <a@b@c>", "is no e-mail address"),
        ("J" * 201, "The name is 201 characters long"),
    ],
)
def test_what_cannot_be_a_person_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    """A person without a name or with a broken address is refused, and the sentence says which it is."""
    with pytest.raises(CallError, match=sentence):
        parse_person(typed)


_WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            ["Dr.", "Prof.", "med.", "Frau", "Jana", "Novák", "Jr.", "PhD", "MBA", "a@b", "x@y.example"]
        ),
        st.sampled_from([",", ",,", "<", ">", "<a@b>", "@", ";", "\t", "-", "'", "株式", "e\u0301", "\x1b"]),
        st.sampled_from(
            ["(HR)", "(she/her)", "(Bill)", "[x]", "(", ")", '"', "|", "- HR", "/", "& Co", "and"]
        ),
        st.sampled_from(["the", "Recruiter", "Head of", "Growth", "J.", "(FH)", "mailto:a@b", "[a@b]", "at"]),
        st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=6),
    ),
    max_size=9,
)


@given(_WORDS, st.sampled_from(["", " "]))
@example(["Dr.", "|", "Jr.", "(HR)"], " ")
@example(["(HR)", ",", "Dr."], "")
@example(['" "', "(HR)", ",", "Jr."], " ")
@example(["Jana", "[a@b]", '"', "a@b"], " ")
@example(["Dr.", '"', '"', "|", "Dr.", ",", "Dr.", "Dr."], "")
@example(['"', '"', "a@b", "-", "Dr."], " ")
def test_a_person_is_written_as_it_is_read(words: list[str], between: str) -> None:
    """Writing a person and reading it again gives the same person, for everyone who can be typed."""
    try:
        person = parse_person(between.join(words))
    except CallError:
        assume(False)  # noqa: FBT003 - hypothesis' own way
        raise
    # Which word of `Novák, Jana` is the family name is not written again; it stays with the person.
    assert parse_person(write_person(person)) == replace(person, family_name="")


@given(st.text(max_size=40))
def test_splitting_a_name_loses_no_word(text: str) -> None:
    """Form of address and name together are the words that were there, and a name is never all form."""
    form, name = split_name(text)
    assert f"{form} {name}".split() == text.split()
    assert bool(name) == bool(text.split())


def test_people_stand_one_a_line() -> None:
    """Several people can be typed at once, with empty lines between them; a semicolon parts nobody."""
    people = parse_people("Jana Novák\nAda King, R&D; Data\n\n Sam Hill \n")
    assert [person.name for person in people] == ["Jana Novák", "Ada King", "Sam Hill"]
    assert people[1].position == "R&D; Data"
    assert parse_people(" \n ") == ()


def test_a_name_put_right_in_a_list_is_the_same_person() -> None:
    """Correcting a name changes that person; a line taken out is somebody not met; a line more is new."""
    card = NORTHWIND
    for text in ("Jana Novak, Head of Data <jana@northwind.example>", "Tom Reyes"):
        card, _ = add_person(card, parse_person(text))
    corrected, ids = note_people_met(card, ("p1", "p2"), parse_people("Jana Novák\nTom Reyes\nSam Hill"))
    assert ids == ("p1", "p2", "p3")
    assert [person.name for person in corrected.people] == ["Jana Novák", "Tom Reyes", "Sam Hill"]
    assert corrected.people[0].email == "jana@northwind.example"
    _, left = note_people_met(card, ("p1", "p2"), parse_people("Tom Reyes"))
    assert left == ("p2",)


def test_a_new_person_gets_the_next_id() -> None:
    """Ids count up within an application, over gaps and over ids somebody made up by hand."""
    application, first = add_person(NORTHWIND, parse_person("Jana Novák"))
    application, second = add_person(application, parse_person("Ada King"))
    assert (first, second) == ("p1", "p2")
    odd = replace(application, people=(*application.people, Person("p²", "Sam"), Person("p7", "Eve")))
    assert add_person(odd, parse_person("Lee"))[1] == "p8"


def test_adding_somebody_again_adds_what_is_new() -> None:
    """The same name without a contradiction is the same person: what is new counts, what is not said stays."""
    application, _ = add_person(NORTHWIND, parse_person("Jana Novák <jana@northwind.example>"))
    application, number = add_person(application, parse_person("Dr. jana novák, VP Data"))
    assert number == "p1"
    assert application.people == (Person("p1", "jana novák", "Dr.", "VP Data", "jana@northwind.example"),)


TWO_OF_ONE_NAME = [
    # noted                           described                          is
    ("Müller",                        "müller",                          "same"),
    ("Müller",                        "Muller",                          "same"),
    ("Müller",                        "Frau Müller, CTO <m@x.example>",  "same"),
    ("Frau Müller, CTO",              "Müller",                          "same"),
    ("Frau Müller",                   "Ms Müller",                       "same"),
    ("Müller, CTO",                   "Müller, cto",                     "same"),
    ("Müller, CTO <m@x.example>",     "Müller, CEO <M@x.example>",       "same"),
    ("Frau Müller",                   "Herr Müller",                     "another"),
    ("Frau Dr. Müller",               "Mr Müller",                       "another"),
    ("Müller <a@x.example>",          "Müller <b@x.example>",            "another"),
    ("Frau Müller, CTO <a@x.example>", "Frau Müller, CTO <b@x.example>", "another"),
    ("Müller, CTO",                   "Meier, CTO",                      "another"),
    ("Müller, CTO",                   "?, CTO",                          "another"),
    ("?, CTO",                        "?, CEO",                          "another"),
    ("?, CTO",                        "?, cto",                          "same"),
    ("Müller, CTO",                   "Müller, CEO",                     "question"),
    ("Frau Müller, CTO",              "Müller, CEO",                     "question"),
    ("Dr. Müller",                    "Frau Müller",                     "question"),
    ("Dr. Müller",                    "Prof. Müller",                    "question"),
]  # fmt: skip


@pytest.mark.parametrize(("noted", "described", "expected"), TWO_OF_ONE_NAME)
def test_two_of_one_name_stay_two_unless_nothing_contradicts(
    noted: str, described: str, expected: str
) -> None:
    """Another address or Herr for Frau is another person; another position or title is a question."""
    application, _ = add_person(NORTHWIND, parse_person(noted))
    if expected == "question":
        with pytest.raises(WhichPersonError) as asked:
            add_person(application, parse_person(described))
        assert [person.id for person in asked.value.candidates] == ["p1"]
    else:
        _, person_id = add_person(application, parse_person(described))
        assert person_id == ("p1" if expected == "same" else "p2")


KNOWN = (
    Person("p1", "Anna Müller", position="CTO"),
    Person("p2", "Jörg Müller", "Herr"),
    Person("p3", "Anna von Berg", checked=True),
    Person("p4", "Ada King, PhD", email="ada@x.example"),
)
SHORT_NAMES = [
    # described             is one of
    ("Jörg",                "p2"),
    ("jorg",                "p2"),
    ("von Berg",            "p3"),
    ("Berg, HR",            "p3"),
    ("Frau King",           "p4"),
    ("Frau Müller",         "p1"),
    ("Herr Müller",         "p1 p2"),
    ("Müller",              "p1 p2"),
    ("Anna",                "p1 p3"),
    ("Müller, HR",          "p1 p2"),
    ("Frau Müller, HR",     "p1"),
    ("King <k@x.example>",  ""),
    ("Mül",                 ""),
    ("Jörg Meier",          ""),
    ("PhD Müller",          ""),
]  # fmt: skip


@pytest.mark.parametrize(("described", "candidates"), SHORT_NAMES)
def test_a_first_or_family_name_alone_is_the_person_who_has_it(described: str, candidates: str) -> None:
    """Where several have it, or something else contradicts, it is asked; the whole name stays noted."""
    application = replace(NORTHWIND, people=KNOWN)
    is_question = len(candidates.split()) > 1 or described == "Frau Müller, HR"
    if is_question:
        with pytest.raises(WhichPersonError) as asked:
            add_person(application, parse_person(described))
        assert " ".join(person.id for person in asked.value.candidates) == candidates
        return
    after, person_id = add_person(application, parse_person(described))
    assert person_id == (candidates or "p5")
    assert [person.name for person in after.people[:4]] == [person.name for person in KNOWN]
    assert after.people[2].checked


def test_a_short_name_beside_the_whole_one_is_another() -> None:
    """Whoever lists both at once means two; and so does who says so."""
    _, ids = add_people(NORTHWIND, parse_people("Anna Müller\nAnna"))
    assert ids == ("p1", "p2")
    application = replace(NORTHWIND, people=KNOWN[:1])
    assert add_person(application, replace(parse_person("Anna"), id=ANOTHER_ID))[1] == "p2"


def test_accents_are_not_lost_where_somebody_is_named_in_haste() -> None:
    """Novak means Novák, and does not make Novak of it; who says whom they describe can."""
    application = replace(NORTHWIND, people=(Person("p1", "Jana Novák", checked=True),))
    named, _ = add_person(application, parse_person("Jana Novak, CTO"))
    assert named.people == (Person("p1", "Jana Novák", position="CTO", checked=True),)
    corrected, _ = note_people_met(application, ("p1",), parse_people("Jana Novak"))
    assert corrected.people == (Person("p1", "Jana Novak"),)


def test_a_list_that_is_saved_as_it_was_changes_nothing() -> None:
    """Two people who cannot be told apart, too: each line is the person it was written for."""
    people = (Person("p1", "Müller"), Person("p2", "Müller"), Person("p3", "Müller", position="HR"))
    application = replace(NORTHWIND, people=people)
    lines = parse_people("\n".join(map(write_person, people)))
    assert note_people_met(application, ("p1", "p2", "p3"), lines) == (application, ("p1", "p2", "p3"))


def test_where_two_could_be_meant_it_is_asked_which() -> None:
    """A name that two have is a question; what only one of them has tells which one it is."""
    application, _ = add_people(NORTHWIND, parse_people("Frau Müller\nHerr Müller, CTO"))
    with pytest.raises(WhichPersonError, match=r"p1 \(Frau Müller\) or p2 \(Herr Müller, CTO\)"):
        add_person(application, parse_person("Müller"))
    assert add_person(application, parse_person("Herr Müller"))[1] == "p2"
    with pytest.raises(WhichPersonError):  # Frau Müller, in a new position, or Herr Müller in another
        add_person(application, parse_person("Müller, HR"))
    assert add_person(application, parse_person("p2"))[0].people == application.people
    assert add_person(application, replace(parse_person("Müller, HR"), id="p1"))[1] == "p1"
    assert add_person(application, replace(parse_person("Müller"), id=ANOTHER_ID))[1] == "p3"


def test_two_of_one_name_in_one_list_are_two() -> None:
    """Whoever names two Müllers with two positions at once means two; the same line twice is one."""
    application, ids = add_people(NORTHWIND, parse_people("Müller, CTO\nMüller, HR\nMüller, CTO"))
    assert ids == ("p1", "p2")
    assert [person.position for person in application.people] == ["CTO", "HR"]


def test_a_position_gets_its_name_later() -> None:
    """Somebody of whom only the position was known is named later, and stays that person."""
    application, person_id = add_person(NORTHWIND, parse_person("?, CTO"))
    named, _ = add_person(application, replace(parse_person("Dr. Ana Lima"), id=person_id))
    assert named.people == (Person("p1", "Ana Lima", "Dr.", "CTO"),)
    listed, ids = note_people_met(application, (person_id,), parse_people("Dr. Ana Lima, CTO"))
    assert (listed.people, ids) == (named.people, ("p1",))


def test_a_list_edited_after_an_interview_mixes_nobody_up() -> None:
    """A line of somebody else in place of one that is gone is somebody else, and takes over no address."""
    application, _ = add_person(NORTHWIND, parse_person("Frau Müller <m@x.example>"))
    for line in ("Herr Müller", "Sam Hill"):
        after, ids = note_people_met(application, ("p1",), parse_people(line))
        assert ids == ("p2",)
        assert [person.email for person in after.people] == ["m@x.example", ""]
    after, ids = note_people_met(application, ("p1",), parse_people("Frau Müller, CTO"))
    assert (ids, after.people[0].position) == (("p1",), "CTO")
    after, ids = note_people_met(after, ("p1",), parse_people("Frau Müller, CFO"))
    assert (ids, after.people[0].position) == (("p1",), "CFO")
    with pytest.raises(WhichPersonError):
        note_people_met(after, (), parse_people("Müller, HR"))


def test_a_name_spelled_otherwise_is_to_be_checked_again() -> None:
    """Checked spelling stays checked while the name stays the same, and no longer."""
    application = replace(NORTHWIND, people=(Person("p1", "Jana Novák", checked=True),))
    same, _ = add_person(application, parse_person("Jana Novák, CTO"))
    other, _ = add_person(application, parse_person("Jana NOVÁK"))
    assert [known.people[0].checked for known in (same, other)] == [True, False]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("p2", "p2"),
        ("Ada King", "p2"),
        ("ada", "p2"),
        ("Dr. Novák", "p1"),
        ("jan", "p3"),
        ("novak", "p1"),
        ("the CFO", "p4"),
        ("cfo", "p4"),
    ],
)
def test_somebody_is_found_by_id_name_or_part_of_it(typed: str, found: str) -> None:
    """A whole name wins over a part of another one; a form of address in front does not matter."""
    people = (
        Person("p1", "Jana Novák", "Dr."),
        Person("p2", "Ada King"),
        Person("p3", "Jan"),
        Person("p4", "", position="CFO"),
    )
    assert find_person(replace(NORTHWIND, people=people), typed).id == found


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("a", "could be p2 (Ada King) or p3 (Ada Byron, CTO)"),
        ("ana", "Nobody called 'ana'"),
        ("zoe", "Nobody called 'zoe' at Northwind. There is Dr. Jana Novák, Ada King"),
        ("", "Nobody called '' at Northwind"),
    ],
)
def test_nobody_or_too_many_is_a_sentence_with_names(typed: str, sentence: str) -> None:
    """Where a name fits nobody or two, the sentence names who is there."""
    people = (
        Person("p1", "Jana Novák", "Dr."),
        Person("p2", "Ada King"),
        Person("p3", "Ada Byron", position="CTO"),
    )
    with pytest.raises(CallError) as refused:
        find_person(replace(NORTHWIND, people=people), typed)
    assert sentence in str(refused.value)


def test_where_nobody_is_noted_the_sentence_says_so() -> None:
    """Looking for somebody in an application without people says that nobody is noted."""
    with pytest.raises(CallError, match="Nobody is noted there yet"):
        find_person(NORTHWIND, "Jana")
