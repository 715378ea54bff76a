"""Tables: separators, headings that are not in the first line, rows that do not fit, and hostile ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup_tui.errors import CallError
from followup_tui.exchange.imports.content import Content
from followup_tui.exchange.imports.table import Table, has_headings

KETTLE = "Kettle & Co,Analyst,Interview"


def table_of(text: str | bytes) -> Table:
    """Return the table of a file."""
    data = text if isinstance(text, bytes) else text.encode()
    return Content(data, "jobs.csv").table


def cells_of(text: str | bytes) -> list[tuple[str, ...]]:
    """Return the cells of its rows."""
    return [row.cells for row in table_of(text).rows]


@pytest.mark.parametrize(
    "text",
    [
        f"Company,Role,Status\n{KETTLE}\n",
        f"\ufeffCompany,Role,Status\r\n{KETTLE}",
        f"Company,Role,Status\r{KETTLE}\r",
        f"sep=,\nCompany,Role,Status\n{KETTLE}\n",
        "Company;Role;Status\nKettle & Co;Analyst;Interview\n",
        "sep=|\nCompany|Role|Status\nKettle & Co|Analyst|Interview\n",
        "Company\tRole\tStatus\nKettle & Co\tAnalyst\tInterview\n",
        '"Company", "Role", "Status"\n"Kettle & Co", "Analyst", "Interview"\n',
        f"My search, 2026,,\n,,\nName:,Ada\n\nCompany,Role,Status\n{KETTLE}\n",
    ],
    ids=["plain", "mark", "old Mac", "sep", "semicolons", "sep |", "tabs", "blanks", "preamble"],
)
def test_ways_to_write_a_table(text: str) -> None:
    """Each of these is the same table."""
    assert cells_of(text) == [("Kettle & Co", "Analyst", "Interview")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding: str) -> None:
    """The encodings that spreadsheets write."""
    text = "Firma\tStelle\tGespräch\nMüßig KG\tKöchin\t\n"
    table = table_of(text.encode(encoding))
    assert table.rows[0]["Gespraech"] == ""
    assert table.rows[0]["firma"] == "Müßig KG"


def test_cells_of_other_separators_do_not_decide() -> None:
    """Cells of other separators do not decide."""
    text = "Firma;Stelle;Gehalt\nA, B und C;Koch, Bäcker;72.500,00\nD;E, F;1,5\n"
    assert cells_of(text)[0] == ("A, B und C", "Koch, Bäcker", "72.500,00")


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    """Lines are counted as an editor counts them."""
    table = table_of('Company,Role,Notes\nA,B,"one\r\ntwo\nthree"\n\nC,D,\n')
    assert [(row.where, row.cells) for row in table.rows] == [
        ("line 2", ("A", "B", "one\r\ntwo\nthree")),
        ("line 6", ("C", "D", "")),
    ]


def test_rows_that_do_not_fit() -> None:
    """Each row that does not fit is named with its line."""
    table = table_of("Company,Role,Status\nA,B,C,D,E,,\nF\nG,H,I,,\n,,\nTotal,3,\n,Sum: 3,\nTotal,Clerk,\n")
    assert [(row.line, row.cells, row.remarks) for row in table.rows] == [
        (3, ("F", "", ""), ("it has 1 cell, the line of headings 3: the others are taken as empty",)),
        (4, ("G", "H", "I"), ()),
        (8, ("Total", "Clerk", ""), ()),
    ]
    assert [(skipped.where, skipped.reason.partition(":")[0]) for skipped in table.skipped] == [
        ("line 2", "it has 5 cells, the line of headings 3"),
        ("line 5", "empty row"),
        ("line 6", "looks like a sum"),
        ("line 7", "looks like a sum"),
    ]


def test_many_empty_rows_are_counted() -> None:
    """Many empty rows are counted."""
    table = table_of("Company,Role\nA,B\n" + ",\n" * 5_000)
    assert len(table.skipped) == 21
    assert table.skipped[-1] == ("line 5002", "", "4,980 more empty rows")


@pytest.mark.parametrize("blank", ["N/A", "#REF!", "#BEZUG!", "#N/A", "\u2014", "-", "k.A.", " null "])
def test_blanks(blank: str) -> None:
    """What stands for nothing is nothing."""
    assert cells_of(f"Company,Role,Status\nA,B,{blank}\n") == [("A", "B", "")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('Company,Role\nA,B\n\n"C,D\n', 4),
        ('Company,Role\nA,B\nC,"D\n"E, F",G\n', 3),  # the mark of the next line does not close it
        ('Company,Role\n"A","B\n"C","D"\n', 2),
        ('Company,Role\nA,"B\n' + "word\n" * 300_000, 2),
    ],
)
def test_an_unclosed_quotation_mark_is_refused_with_its_line(text: str, line: int) -> None:
    """An unclosed quotation mark is refused with its line."""
    with pytest.raises(CallError, match=rf"jobs\.csv, line {line}: a quotation mark is never closed"):
        table_of(text)


def test_a_quotation_mark_within_a_cell_is_none_that_opens_it() -> None:
    """A quotation mark within a cell is none that opens it."""
    assert cells_of('Company,Role\n3" Screens,"Chief" Clerk\nA,B\n') == [
        ('3" Screens', "Chief Clerk"),
        ("A", "B"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 50,
        b"",
        b"\xef\xbb\xbf",
        b"a line\nand another one, of a letter,\nwith commas: here, there, and here\n\nAda",
        b"," * 2_000_000,
        b",\n" * 1_200_000,
        ("Company,Role\n" + "a," * 900).encode() * 10_000,
        b"Company,Role\n" + b'"a' * 3_000_000,
        b"PK\x03\x04" + b"\0" * 100,
    ],
    ids=["binary", "empty", "mark", "letter", "commas", "empty rows", "cells", "marks", "archive"],
)
def test_what_is_no_table_is_refused(data: bytes) -> None:
    """What is no table is refused."""
    with pytest.raises(CallError) as error:
        table_of(data)
    assert error.value.happened.startswith("jobs.csv")


def test_headings_are_the_same_however_spelled() -> None:
    """Headings are the same however spelled."""
    headings = ("Company Name", "job_title", "appliedDate", "Straße", "Gespraech am")
    assert has_headings(headings, "companyName", "JOB TITLE", "Applied-Date", "Strasse")
    assert not has_headings(headings, "Company")


@given(st.text(alphabet=',;\t"\n\r\\= aé\0', max_size=200).map(str.encode), st.binary(max_size=100))
def test_any_bytes_are_a_table_or_a_sentence(data: bytes, more: bytes) -> None:
    """Any bytes are a table or a sentence."""
    for content in (Content(data + more, "x"), Content(b"Company,Role\n" + data, "x"), Content(more, "x")):
        try:
            table = content.table
        except CallError:
            continue
        assert all(len(row.cells) == len(table.headings) for row in table.rows)
        assert content.headings in {table.headings, ()}
