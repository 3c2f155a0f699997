"""The Markdown report: a table that stays one, whatever the article says."""

from dataclasses import replace

from keyed import keyed

from attribution.output.markdown import escaped, to_markdown


def lines_of(*results):
    return b"".join(to_markdown(results)).decode().split("\n")


def test_a_claim_a_row_under_a_heading():
    lines = lines_of(keyed("harbour-talks"))
    assert lines[0].startswith("## ")
    assert lines[0].endswith("harbour-talks.txt: 12 claims")
    assert lines[2:4] == ["| Line | Who said | Through whom | Certainty | Claim |", "| ---: | --- | --- | --- | --- |"]
    assert lines[5] == (
        '| 5 | Lena Okrent, Transport Minister |  | planned | that the government would not send soldiers to unload food and medicine |'
    )
    assert sum(line.startswith("| ") for line in lines) == 2 + 12


def test_markup_of_the_article_is_shown_and_not_obeyed():
    result = keyed("harbour-talks")
    evil = "a|b\n<script>x</script> [y](http://z) `q` *s* @someone #1 www.example.org"
    page = "\n".join(lines_of(replace(result, claims=(replace(result.claims[0], claim=evil),))))
    row = page.split("\n")[4]
    assert row.endswith(
        "a\\|b \\<script\\>x\\</script\\> \\[y\\](http\\://z) \\`q\\` \\*s\\* \\@someone \\#1 www\u200b.example.org |"
    )


def test_without_claims_it_says_so():
    assert "No claims found." in lines_of(replace(keyed("harbour-talks"), claims=()))


def test_plain_words_are_left_as_they_are():
    assert escaped("It’s 3.5%, he said – twice.") == "It’s 3.5%, he said – twice."
