#!/usr/bin/env python3
"""List the common nouns of a tagged text, for rules/common-nouns.txt: what a capitalised word of a name can be beside a name.

usage: list_nouns.py TOKEN_TAB_TAG_FILE [--least 2] > rules/common-nouns.txt

A noun is listed where it stands in lower case, tagged NN or NNS, at least `least` times. The shipped list is of the sentences on which the
tagger was trained (tags of PolNeAR train by CoreNLP): words alone, none of the sentences.
"""

from __future__ import annotations

import argparse
import textwrap
from collections import Counter
from pathlib import Path


def nouns(text: str, least: int) -> list[str]:
    """The lower-case common nouns of `token TAB tag` lines, in alphabetical order."""
    pairs = (line.split("\t") for line in text.splitlines() if "\t" in line)
    counts = Counter(word for word, tag in pairs if tag in ("NN", "NNS") and word.isalpha() and word.islower() and len(word) > 2)
    return sorted(word for word, count in counts.items() if count >= least)


def main() -> None:
    """Print the list, 140 characters a line."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("file", type=Path)
    options.add_argument("--least", type=int, default=2)
    given = options.parse_args()
    found = nouns(given.file.read_text(encoding="utf-8"), given.least)
    print("# Common nouns of news (PolNeAR train, Newell, Margolin & Ruths, LREC 2018), by tools/list_nouns.py.")
    print("\n".join(textwrap.wrap(" ".join(found), 140)))


if __name__ == "__main__":
    main()
