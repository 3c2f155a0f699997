"""The page on the architecture is true: the article that it follows goes through the stages as it says, and its files are there."""

import doctest
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = ("", "attribution", "attribution/checks", "rules")
PAGE = ROOT / "docs" / "architecture.md"


def test_the_article_on_the_page_goes_through_the_stages_as_it_says() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert result.attempted >= 15 and result.failed == 0


def test_the_files_that_the_pages_name_are_there() -> None:
    for page in (PAGE, ROOT / "CONTRIBUTING.md"):
        for name in re.findall(r"`([\w/.-]+\.(?:py|toml|tsv|txt|json|jsonl)|\w+/)`", page.read_text("utf-8")):
            assert any((ROOT / folder / name).exists() for folder in FOLDERS), f"{page.name}: {name}"
