"""The rule notation: what it compiles to, what it refuses, and that no accepted pattern takes more than linear time."""

from __future__ import annotations

import re
import time

import pytest

from attribution.errors import RuleError
from attribution.rulebook.alphabets import read_grammar
from attribution.rulebook.frames import read_frames, read_notation
from attribution.rulebook.notation import Alphabet, translate
from attribution.rulebook.rules import shipped_rules
from attribution.rulebook.ways import MOST_WAYS, most_ways
from attribution.rulebook.words import in_words, read_glosses

LETTERS = Alphabet({"NP": "n", "NAME": "N", "FIN": "v", "SAID": "s", "that": "t", ",": ",", ".": ".", "|": "|", "NN": "a", "NNS": "b"})
MACROS = {"np": "<NP|NAME>", "list": "{np}(<,>{np}){0,3}", "loop": "{loop}", "lost": "{nowhere}"}

GOOD = {
    "<NP>": "[n]",
    "<NP|NAME>": "[Nn]",
    "<NN.*>": "[ab]",
    "<^,|.>": r"[^#,\.]",
    "<NP>?<FIN>": "[n]?[v]",
    "<NP>*": "[n]{0,60}",
    "<NP>+": "[n]{1,60}",
    "<NP>{2}": "[n]{2,2}",
    "<NP>{0,3}": "[n]{0,3}",
    "<NP>{2,}": "[n]{2,60}",
    "<NP>{0,3}?": "[n]{0,3}?",
    "(<NP>|<NAME><FIN>)": "(?:[n]|[N][v])",
    "source=<NP>": "(?P<source>[n])",
    "content=(<that><^.>*)": r"(?P<content>[t][^#\.]{0,60})",
    "source={np}": "(?P<source>[Nn])",
    "{list}": "(?:(?:[Nn])(?:[,](?:[Nn])){0,3})",
    "(?!<that>)<NP>": "(?![t])[n]",
    "(?=<that|NP>)": "(?=[nt])",
    "<NP> <FIN>": "[n][v]",
    "(<,><NP>{0,8})*": "(?:[,][n]{0,8}){0,60}",
}


@pytest.mark.parametrize(("pattern", "expression"), GOOD.items(), ids=GOOD)
def test_a_pattern_becomes_an_expression_of_one_character_a_chunk(pattern: str, expression: str) -> None:
    assert translate(pattern, LETTERS, MACROS) == expression
    re.compile(expression)


BAD = {
    "<NPP>": "unknown symbol <NPP> (did you mean <NP>?)",
    "<zzz>": "unknown symbol <zzz>",
    "{npp}": "unknown macro {npp} (did you mean {np}?)",
    "{lost}": "unknown macro {nowhere}",
    "{loop}": "macro {loop} contains itself",
    "(<NP>": "unclosed group in '(<NP>'",
    "<NP>)": "`)` without `(` in '<NP>)'",
    "<NP": "`<` without `>` in '<NP'",
    "*<NP>": "nothing to repeat before '*' in '*<NP>'",
    "(|?)": "nothing to repeat before '?' in '(|?)'",
    "<NP>{2}{3}": "nothing to repeat before '{3}' in '<NP>{2}{3}'",
    "<NP>{3,2}": "repeat {3,2} is out of range (at most 60) in '<NP>{3,2}'",
    "<NP>{0,99}": "repeat {0,99} is out of range (at most 60) in '<NP>{0,99}'",
    "source=<NP>source=<FIN>": "part 'source' stands twice in 'source=<NP>source=<FIN>'",
    "source=": "part 'source' is empty in 'source='",
    "source=(?=<NP>)": "a lookahead cannot be a part: source=(?= in 'source=(?=<NP>)'",
    "<NP>;": "cannot read pattern at ';'",
    "<(.?){5000}x>": "<(.?){5000}x>: a name may hold `.` and three of `*`, `+` and `?`, but no groups and no counts",
    "<.*.*.*.*x>": "<.*.*.*.*x>: a name may hold `.` and three of `*`, `+` and `?`, but no groups and no counts",
    "(" * 51 + "<NP>" + ")" * 51: f"more than 50 groups inside one another in {'(' * 40!r}",
}


@pytest.mark.parametrize(("pattern", "message"), BAD.items(), ids=BAD)
def test_a_broken_pattern_says_what_is_wrong(pattern: str, message: str) -> None:
    with pytest.raises(RuleError) as error:
        translate(pattern, LETTERS, MACROS)
    assert str(error.value) == message


@pytest.mark.parametrize("pattern", [r"(<NP>)\1", "source=<NP>(?P=source)", r"<NP>\g<1>"])
def test_backreferences_are_refused(pattern: str) -> None:
    with pytest.raises(RuleError, match="backreferences could take more than linear time and are refused"):
        translate(pattern, LETTERS, MACROS)


@pytest.mark.parametrize(("depth", "twice"), [(25, True), (49, True), (1_000, True), (1_000, False)])
def test_macros_that_double_are_refused_at_once(depth: int, twice: bool) -> None:
    macros = {"a0": "<NP>", **{f"a{n}": f"{{a{n - 1}}}" * (1 + twice) for n in range(1, depth + 1)}}
    read: list[str] = []

    class Counting(dict[str, str]):
        def __getitem__(self, name: str) -> str:
            read.append(name)
            return super().__getitem__(name)

    with pytest.raises(RuleError, match=r"unfolds to more than 20000 characters|stands inside 50 others"):
        translate(f"{{a{depth}}}", LETTERS, Counting(macros))
    assert len(read) < 10_000


EXPLODING = ["(<NP>*)*", "(<NP>+<,>?)+", "(<NP>{0,20}){0,20}", "((<NP>{0,5}){0,5}){0,5}", "(<NP><^,>*)*", "(<NP>|<,><NP>*)*"]


@pytest.mark.parametrize("pattern", EXPLODING)
def test_repeats_that_could_explode_are_refused(pattern: str) -> None:
    with pytest.raises(RuleError, match="could take more than linear time"):
        translate(pattern, LETTERS, MACROS)


@pytest.mark.parametrize("pattern", ["(<NP>{0,7}){0,3}<.>", "(<,><NP>*)*<.>", "<^.>*<^,>*<.>"])
def test_accepted_patterns_are_done_with_an_endless_sentence_at_once(pattern: str) -> None:
    expression = re.compile(translate(pattern, LETTERS, MACROS))
    text = "n" * 100_000
    begin = time.process_time()
    assert expression.match(text) is None
    assert time.process_time() - begin < 2.0


WORDS = {
    "<ADV>?content=<that>": "perhaps an adverb, then [content: 'that']",
    "<NP|NAME>": "a noun or a name",
    "<^,>{0,3}": "up to 3 of anything but a comma",
    "(<NP>|<NAME><,>)": "either a noun, or a name then a comma",
    "(?!<NP>)<NAME>+": "not before a noun, then one or more of a name",
    "source={np}<X>*": "[source: a noun phrase], then any number of X",
}


@pytest.mark.parametrize(("pattern", "words"), WORDS.items(), ids=WORDS)
def test_a_pattern_can_be_put_in_words(pattern: str, words: str) -> None:
    glosses = {"ADV": "an adverb", "NP": "a noun", "NAME": "a name", ",": "a comma", "{np}": "a noun phrase"}
    assert in_words(pattern, glosses) == words


def test_every_symbol_and_macro_has_its_words() -> None:
    symbols = {name for name in shipped_rules().get(read_grammar).chunks.names if not name.islower()}
    macros = {f"{{{name}}}" for name in shipped_rules().get(read_notation).macros}
    assert symbols | macros <= set(shipped_rules().get(read_glosses)) | {"Q", "#"}


@pytest.mark.parametrize(
    "pattern",
    [
        "(<NP>?<NP>?){0,30}<FIN>",
        "(<NP>?<,>?<NP>?){0,30}<FIN>",
        "(<NP>|<NP><NP>){0,60}<FIN>",
        "(<NP>|<NP>){0,60}<FIN>",
        "(<NP>{0,2}){0,30}<FIN>",
        "(<NP>{0,7}){0,8}<FIN>",
        "(<NP>?<NAME>?){0,60}<FIN>",
        "(<NP><,>|<NP>|<,>){0,60}<FIN>",
        "((<NP>?){2}){30}<FIN>",
        "(?=(<NP>?<NP>?){0,30}<FIN>)<NP>",
        "<NP>?" * 60 + "<FIN>",
        "<NP>*" * 5 + "<FIN>",
    ],
)
def test_patterns_that_read_a_sentence_in_too_many_ways_are_refused(pattern: str) -> None:
    with pytest.raises(RuleError, match="more than 200,000 ways to read one sentence"):
        translate(pattern, LETTERS, MACROS)


@pytest.mark.parametrize("pattern", ["(<,><NP>*){0,60}<FIN>", "(<NP|,>|<FIN>){0,60}<SAID>", "(<NP>?<,>){0,60}", "<NP>*<,>*<NP>*<FIN>"])
def test_patterns_that_read_a_sentence_in_few_ways_are_not(pattern: str) -> None:
    re.compile(translate(pattern, LETTERS, MACROS))


def test_shipped_patterns_read_a_sentence_in_few_ways() -> None:
    rules = shipped_rules().get(read_frames).rules
    parts = [part for rule in rules for part in (rule.left, rule.right) if part is not None]
    assert len(parts) > 100
    assert max(most_ways(part.pattern) for part in parts) <= MOST_WAYS
