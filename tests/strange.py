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
    "new mayors, and the mayor": lambda size: " ".join(
        f"{_name(n)} {_name(n + 7)}, the mayor of Tarn, said it rains. The mayor said it does not." for n in range(size // 85)
    ),
    "new union leaders, and the leader": lambda size: " ".join(
        f"Union leader {_name(n)} {_name(n + 7)} said it rains. The union leader said no. The leader denied it." for n in range(size // 95)
    ),
    "new names, and the Swede": lambda size: " ".join(
        f"{_name(n)} {_name(n + 7)} said it rains. The Swede said it does not." for n in range(size // 62)
    ),
    "new councils, and the council": lambda size: " ".join(
        f"{_name(n)} Council said it rains. The council said it does not." for n in range(size // 62)
    ),
    "new names, one surname, and the surname": lambda size: " ".join(
        f"{_name(n)} Berg said it rains. Berg denied it. Sen. Berg said no. The younger Berg told her so." for n in range(size // 90)
    ),
    "new successors, and the successor": lambda size: " ".join(
        f"Her successor, {_name(n)} {_name(n + 7)}, said it rains. Her successor said no." for n in range(size // 78)
    ),
    "new names, and two of them": lambda size: " ".join(
        f"{_name(n)} {_name(n + 7)} and {_name(n + 3)} said it rains. They said no. Both denied it. The pair said so."
        for n in range(size // 95)
    ),
    "nouns in marks of the writer's own": repeated("Anna Berg condemned the “attack” on it, and a so-called “threat”. "),
    "one name with ever more titles": lambda size: " ".join(f"{_name(n)} Mayor Berg said it rains." for n in range(size // 30)),
    "definitions": lambda size: " ".join(f"The {_name(n)} {_name(n + 1)} (XY) said it rains." for n in range(size // 36)),
    "denials": repeated("Berg said it rains. Dunn denied that it rains. "),
    "if he may": repeated("if he may not have been told to "),
    "X: speech": repeated("BERG: It is.\n\nDUNN: It was.\n\n"),
    "X: speech that says something": repeated("BERG: It fell down a lot.\n\nDUNN: It did not.\n\n"),
    "X: speech that reports speech": repeated("BERG: Dunn said that it fell, and he knew it.\n\nDUNN: I denied that I had said it.\n\n"),
    "Mr. A said": repeated("Mr. A said it fell. Ay said no. "),
    "one claims, another says": repeated("Anna Berg claimed that it fell. The mayor said that it did not, he claimed. "),
    "unnamed sources in one paragraph": repeated("An official said it fell. A source close to the talks claimed that it did not. "),
    "unnamed sources a paragraph": repeated("An official who asked not to be named said it fell.\n\n“It did not,” a source said.\n\n"),
    "quotations of nobody": repeated("“It fell down a lot on that day, and nobody knew why it had.”\n\n"),
    "quotations in one paragraph": repeated("“It fell down on that day, and nobody knew.” Anna Berg said so. "),
    "straight quotations one after another": repeated('"It fell down on that day." '),
    "an agency and what others say": repeated("Reuters reported that it fell. The bridge was old, according to the agency. "),
    "allegedly": repeated("Dunn allegedly took it. He was accused of fraud, and the mayor accused Anna Berg. "),
    "hedges": repeated("It could possibly fall, and it might perhaps hold, "),
    "claimed": repeated("claimed "),
    "comments that are off, then claimed": lambda size: (
        "<!-- attribution: off[AV302] -->\n" * (size // 66) + "Anna Berg claimed that it fell.\n\n" * (size // 66)
    ),
    "ignore-next in one line, then empty lines": lambda size: "<!-- attribution: ignore-next -->" * (size // 68) + "\n" * (size // 2),
    "ignore-next": repeated("# attribution: ignore-next\n"),
    "ignore the unused": repeated("<!-- attribution: ignore[AX901] -->\n"),
    "ignore the unused, in one line": repeated("<!-- attribution: ignore[AX901] --> "),
    "ignore with many codes": lambda size: (
        "<!-- attribution: ignore[" + "AV302," * (size // 6) + "] -->\nAnna Berg claimed that it fell.\n"
    ),
    "comments left open": repeated("<!-- attribution: a -"),
    "a comment of blanks": lambda size: "# attribution: off a" + " " * size + "b",
    "a marked comment of blanks": lambda size: "<!-- attribution: off a" + " " * size + "b -->",
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

MARKED: dict[str, tuple[str, Shape]] = {
    "heading of blanks": ("md", lambda size: "# a" + " " * size + "b"),
    "headings of tabs": ("md", repeated("# a\t\t\t\t\t#\t\t\t\tb\n")),
    "front matter of blanks": ("md", lambda size: "---\ntitle: a" + " " * size + "b\n---\n\nIt fell.\n"),
    "rising runs of backticks": ("md", lambda size: "a".join("`" * n for n in range(1, int((2 * size) ** 0.5)))),
    "backticks": ("md", repeated("`")),
    "code": ("md", repeated("`a` ")),
    "links": ("md", repeated("[Anna Berg](a) said it fell. ")),
    "links left open": ("md", repeated("[a](")),
    "openings of links": ("md", repeated("[")),
    "stars": ("md", repeated("*a ")),
    "block quotations": ("md", repeated("> It fell down on that day.\n\nAnna Berg said so.\n\n")),
    "marked comments left open": ("md", repeated("It fell. <!-- attribution: a - ")),
    "marked comments": ("md", repeated("Anna Berg claimed that it fell. <!-- attribution: ignore[AV302] -->\n\n")),
    "a marked comment of blanks": ("md", lambda size: "<!-- attribution: off a" + " " * size + "b -->\n\nIt fell.\n"),
    "tables": ("md", repeated("| a | b |\n")),
    "captions": ("html", repeated("<figcaption>Anna Berg claimed that it fell.</figcaption>\n")),
    "headlines": ("html", repeated("<p class=headline>Anna Berg claims that it fell</p>\n<p>It could fall, she said.</p>\n")),
    "tags left open": ("html", repeated("<a ")),
    "attributes left open": ("html", repeated("<p class=\"a 'b ")),
    "parts left open": ("html", repeated("<blockquote>It fell. ")),
    "entities": ("html", repeated("&rsquo;&amp")),
    "scripts left open": ("html", repeated("<script>")),
}
