"""Texts that would steer a terminal, a parser, a file's name or a reader's eye, each with a name.

Web pages, mails and strangers can put such texts into a clipboard, an argument or a file: each way into the
program is tested with all of them.
"""

from __future__ import annotations

import os
from typing import Final

MEGABYTE: Final = 1_000_000

HOSTILE_TEXTS: Final[dict[str, str]] = {
    # What a terminal obeys.
    "a new window title": "\x1b]0;owned\x07Acme",
    "a title ended by ST": "\x1b]2;owned\x1b\\Acme",
    "the clipboard written": "\x1b]52;c;b3duZWQ=\x07Acme",
    "a link over other words": "\x1b]8;;https://evil.example\x1b\\Acme\x1b]8;;\x1b\\",
    "a device control string": '\x1bP$q"p\x1b\\Acme\x1bP1;2|17/17\x1b\\',
    "a message to the application": "\x1b_Gf=100;AAAA\x1b\\Acme\x1b^private\x1b\\",
    "a cleared screen": "\x1b[2J\x1b[1;1HAcme",
    "a reset": "\x1bcAcme",
    "colours that stay": "\x1b[31;7mAcme",
    "the other screen": "\x1b[?1049lAcme\x1b[?25l",
    "questions it answers": "\x1b[6n\x1b[c\x1b]11;?\x07Acme",
    "the end of a paste": "Acme\x1b[201~q",
    "C1 introducers": "\x9b2J\x9d0;owned\x9c\x90q\x9cAcme",
    "C1 line breaks": "Ac\x85me\x84\x8dx",
    "every C0 and C1": "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0)))) + "Acme",
    "DEL": "Ac\x7f\x7fme",
    "NUL": "Ac\x00me\x00",
    "BEL": "Ac\x07me",
    "backspaces over it": "Acme\b\b\b\bEvil",
    "a return over it": "Acme\rEvil",
    "shifts of the character set": "\x0eAcme\x0f\x1b(0lqk",
    "tabs": "\tAc\t\tme\t",
    "form feeds": "Ac\x0bm\x0ce",
    # What turns a line around, or cannot be seen.
    "a right-to-left override": "Acme \u202egpj.exe",
    "embeddings without end": "\u202a\u202b\u202dAcme",
    "isolates without end": "\u2066\u2067\u2068Acme",
    "marks of direction": "\u200eAc\u200fme\u061c",
    "mirroring switched off": "\u206aAc\u206bme\u206f",
    "zero widths": "\u200bAc\u2060me\ufeff\u00ad\u180e",
    "annotations between the lines": "\ufff9Acme\ufffaEvil\ufffb",
    "tags that cannot be seen": "Acme\U000e0001\U000e0041\U000e0042\U000e007f",
    "line and paragraph separators": "Ac\u2028me\u2029x",
    # Letters.
    "joined emoji": "Acme 👩🏽\u200d💻👨\u200d👩\u200d👧\u200d👦",
    "a chain of joiners": "Acme" + "\u200d" * 200 + "👩" + "\u200d👩" * 100,
    "an emoji with its look chosen": "Acme ❤\ufe0f ☎\ufe0e 1\ufe0f\u20e3",
    "100 marks on one letter": "Ac" + "\u0301\u0338\u20dd\u0489" * 25 + "me",
    "100 marks on nothing": "\u0300" * 100 + "Acme",
    "100 Thai and Arabic marks": "Acก" + "\u0e49" * 50 + "ب" + "\u0651" * 50,
    "flags cut in half": "🇩🇪🇪 Acme 🇫",
    "half a letter": "Ac\ud800me\udfff",
    "bytes that were no UTF-8": "Ac\udc9b\udcffme",
    "no characters": "Ac\ufffe\uffffme\U0001ffff\U0010ffff",
    "private use": "\ue000Ac\uf8ff\U000f0000me\U00100000",
    "scripts from right to left": "شركة العربية עברית Acme 123",
    "wide letters": "株式会社" * 40,
    "wide and half wide": "\uff21\uff43\uff4d\uff45 ｱｸﾒ 한글 ﷽ 𒐫",
    "other digits": "Acme ²³ ١٢٣ ① Ⅷ",
    "letters that grow when composed": "\ufb2c\U0001d160Acme" * 10,
    # What parsers read.
    "markup": "[bold]Acme[/bold] [red]x[/]",
    "markup that ends nothing": "[/] [/b] [/x] Acme",
    "markup that never ends": "[bold [link=x Acme [[ ]] \\[ \\",
    "markup that acts": "[@click=app.quit]Acme[/] [@click='app.bell']x[/]",
    "markup with a link": "[link=https://evil.example]Acme[/link]",
    "markup with an emoji": ":skull: [on #zzzzzz]Acme[/] [$nothing]x[/]",
    "a template": "{{ 7*7 }}{% for x in y %}{# Acme #}{{ config }}",
    "formats": "%s %n %(x)s {0} {x.__class__} $HOME ${HOME} $(id) `id` Acme",
    "a header after a line break": "Acme\r\nBcc: all@evil.example\r\n\r\nbody",
    "a formula": '=HYPERLINK("https://evil.example","Acme")',
    "a formula with a sign": "+1+cmd|' /C calc'!A0",
    "a formula at a name": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a formula after a tab": "\t=1+1",
    "quotes of JSON": '"},"x":{"a":1}}, Acme \\" \\u001b[2J',
    "quotes of TOML": '"""\nzone = "x"\n[keys]\n',
    "a calendar's fields": "Acme\nEND:VEVENT\nBEGIN:VALARM\\n;,:",
    "HTML": "<script>alert(1)</script>&lt;Acme&gt;<!--",
    "Markdown": "# Acme\n| a | b |\n![x](https://evil.example/x.png) ``` <br>",
    "a query": "'; DROP TABLE applications; -- Acme",
    # Names of files, and arguments.
    "a way up": "../../../../etc/passwd",
    "an absolute path": "/dev/null",
    "options": "-rf --data=/tmp/x Acme",
    "two dashes": "--",
    "an option's help": "--help",
    "a home that is not there": "~nobody-at-all/x",
    "patterns": "*?[!a]{b,c} Acme",
    # Amounts.
    "nothing": "",
    "white space": " \u00a0\u2003\u3000\t\n ",
    "one letter": "x",
    "a megabyte": "x" * MEGABYTE,
    "a megabyte of words": "wort " * (MEGABYTE // 5),
    "a megabyte of marks": "a" + "\u0301" * MEGABYTE,
    "a megabyte of marks out of order": "a" + "\u0301\u0323" * (MEGABYTE // 2),
    "a megabyte of escapes": "\x1b[31m" * (MEGABYTE // 5),
    "a megabyte of lines": "a\n" * (MEGABYTE // 2),
    "a megabyte of brackets": "[" * MEGABYTE,
}
"""The texts by name."""

LONGEST_ARGUMENT: Final = 131_000
"""The most bytes an argument or a variable of a program can have: the system refuses more."""

_UNSAFE: Final = frozenset(
    [
        *map(chr, (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0))),
        *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029",
        *map(chr, range(0xD800, 0xE000)),
    ]
)
"""What no terminal may be sent in a text, written down here again: not what the program thinks of it."""


def harm_in(text: str) -> list[str]:
    """Find what must not reach a terminal: C0 but the newline, DEL, C1, bidi controls, half letters."""
    return sorted({f"U+{ord(char):04X}" for char in set(text) & _UNSAFE})


def argument(text: str) -> str:
    """Return as much of a text as an argument or a variable can hold, as Python gives it to a program."""
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = text.encode("utf-8", "surrogatepass")
    return os.fsdecode(data.replace(b"\0", b"")[:LONGEST_ARGUMENT])
