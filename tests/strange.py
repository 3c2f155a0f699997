"""Texts that no newsroom writes, at any size: what must never crash, hang or take more than linear time."""

from __future__ import annotations

import random
from collections.abc import Callable

Shape = Callable[[int], str]


def repeated(unit: str, tail: str = "") -> Shape:
    """A text of about `size` characters that is `unit` over and over."""
    return lambda size: unit * max(1, size // len(unit)) + tail


def drawn(letters: str, seed: int) -> Shape:
    """A text of `size` characters drawn evenly from `letters`."""
    return lambda size: "".join(random.Random(seed).choices(letters, k=size))


def nested(opening: str, closing: str) -> Shape:
    """Openings, then a word, then as many closings."""
    return lambda size: opening * (size // 2 // len(opening)) + "word" + closing * (size // 2 // len(opening))


def _name(number: int) -> str:
    """A capitalised word of its own for each number."""
    letters = ""
    while number:
        number, k = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[k] + "aeiou"[k % 5]
    return ("Qua" + letters).title()


_PARAGRAPH = (
    "“The bridge is safe,” Anna Berg, who heads the office, told reporters on Monday. But Carl Dunn said that it could not hold, and "
    "he denied a report that the city had known.\n\n"
)
_WORDS = [
    "said",
    "he",
    "that",
    "“",
    "”",
    '"',
    "'",
    ",",
    ".",
    ":",
    "denied",
    "Berg",
    "Ms.",
    "to",
    "who",
    "not",
    "told",
    "it",
    "if",
    "may",
    "\n\n",
]
_PUNCTUATION = "\"'“”‘’«»,.;:!?()[]{}-–—…/*_#@&%$`´\\|<>=+~^"

SHAPES: dict[str, Shape] = {
    "plain news": repeated(_PARAGRAPH),
    "news without line ends": repeated(_PARAGRAPH.strip() + " "),
    "one word": repeated("a"),
    "one endless sentence": repeated("the minister of the region and "),
    "one endless sentence that says": repeated("he said that the mayor and the clerk knew that she thought it was said by the "),
    "an endless line of names": repeated("Anna Berg, Carl Dunn, "),
    "straight quotation marks": repeated('"'),
    "opening marks": repeated("“"),
    "closing marks": repeated("”"),
    "single marks": repeated("'"),
    "single marks apart": repeated("' "),
    "pairs of marks": repeated("“”"),
    "marks before words": repeated('"a '),
    "opening marks before words": repeated("“a "),
    "nested marks": nested("“‘", "’”"),
    "said between opened marks": repeated("“ said "),
    "an opened mark a paragraph": repeated("“It is.\n\n"),
    "reopened quotation": repeated("“It is a long story, and here it goes on\n\n"),
    "quotations one after another": repeated("“It is.” "),
    "quotation, he said": repeated("“It is,” he said, “and it was.” "),
    "Mr.": repeated("Mr. "),
    "initials": repeated("J. "),
    "he said": repeated("he said, "),
    "he said.": repeated("He said. "),
    "said": repeated("said "),
    "that": repeated("that "),
    "and X said": repeated("It rains, and Anna said", "."),
    "according to": repeated("according to "),
    "accused": repeated("he accused her of denying that "),
    "who said": repeated("the man who said "),
    "of the": repeated("of the "),
    "Kim": repeated("Kim "),
    "Kims": lambda size: " ".join(f"Kim{n} said it was Kim." for n in range(size // 22)),
    "one speaker": repeated("Anna Berg said the bridge is safe. "),
    "one speaker and pronouns": repeated("Anna Berg said the bridge is safe. She denied that it fell. "),
    "one agency": repeated("NATO said it rains. "),
    "one place": repeated("Tehran said it rains. "),
    "one office": repeated("The mayor said it rains. "),
    "officials": repeated("Two officials said it may rain. "),
    "a headline a paragraph": repeated("Anna Berg: It Will Rain All Day Long\n\n"),
    "new names": lambda size: " ".join(f"{_name(n)} {_name(n + 7)} said it rains." for n in range(size // 26)),
    "new names, one surname": lambda size: " ".join(f"{_name(n)} Berg said it rains." for n in range(size // 24)),
    "one name with ever more titles": lambda size: " ".join(f"{_name(n)} Mayor Berg said it rains." for n in range(size // 30)),
    "definitions": lambda size: " ".join(f"The {_name(n)} {_name(n + 1)} (XY) said it rains." for n in range(size // 36)),
    "denials": repeated("Berg said it rains. Dunn denied that it rains. "),
    "if he may": repeated("if he may not have been told to "),
    "X: speech": repeated("BERG: It is.\n\nDUNN: It was.\n\n"),
    "colons": repeated("a: "),
    "commas": repeated(", "),
    "dashes": repeated("— "),
    "hyphens": repeated("a-"),
    "dots": repeated("."),
    "dots apart": repeated(". "),
    "abbreviations": repeated("U.S. "),
    "brackets": repeated("("),
    "nested brackets": nested("(", ")"),
    "apostrophes": repeated("'s"),
    "punctuation": drawn(_PUNCTUATION, 1),
    "punctuation and letters": drawn(_PUNCTUATION + "abc ", 2),
    "NULs": repeated("\0"),
    "controls": drawn("".join(map(chr, range(32))), 3),
    "lone surrogates": repeated("\ud800 said \udc00 "),
    "combining marks": repeated("e\u0301"),
    "one letter, endless combining marks": repeated("\u0301"),
    "zero widths": repeated("\u200b\u200d"),
    "emoji": repeated("👩‍👩‍👧‍👦 "),
    "blanks": repeated(" "),
    "line ends": repeated("\n"),
    "CRLF": repeated("he said\r\n"),
    "carriage returns": repeated("\r"),
    "line separators": repeated("a\u2028b\x85c\v"),
    "one-word lines": repeated("word\n"),
    "one-word paragraphs": repeated("Word.\n\n"),
    "list": repeated("- he said that\n"),
    "digits": repeated("1"),
    "figures": repeated("1,000.5% "),
    "addresses": repeated("http://a.b/"),
    "letters of all kinds": lambda size: "".join(map(chr, random.Random(4).choices([*range(0xD800), *range(0xE000, 0x110000)], k=size))),
    "random words of saying": lambda size: " ".join(random.Random(5).choices(_WORDS, k=size // 4)),
}
