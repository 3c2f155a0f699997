import csv
import io
import json
from dataclasses import replace

import pytest
from handmade import ARTICLE, extract

from attribution.errors import UsageError
from attribution.model import FIELDS, Claim, Span, Warn
from attribution.output.export import FORMATS
from attribution.output.fields import VALUES, at_least, one_of, record, select
from attribution.output.provenance import SCHEMA, Result
from attribution.readers import Source
from attribution.rulefiles import rules_version
from attribution.version import __version__

CLAIM = Claim(
    doc="a.txt",
    id="c1",
    line=3,
    column=1,
    kind="mixed",
    claim='it was "fine", and\nmore',
    sentence="…",
    content_spans=(Span(0, 9), Span(12, 20)),
    quote_spans=(Span(4, 8),),
    cue="said",
    cue_spans=(Span(30, 34),),
    speaker="Chosun Ilbo",
    anonymous=True,
    chain=("officials", "Chosun Ilbo"),
    certainty="possible",
    factuality="PS+",
    certainty_cues=("may", "could"),
    rule="C001",
    confidence=0.875,
)


def result(*claims, text="0123456789\n", warnings=()):
    extraction = replace(extract(text, "a.txt"), warnings=warnings)
    return Result(Source("a.txt", text, "utf-8", text.encode("utf-8", "surrogatepass")), extraction, claims)


def written(form, *claims, **options):
    return b"".join(FORMATS[form]([result(*claims)], **options))


def test_a_json_line_holds_every_field_in_the_order_of_the_contract():
    assert written("jsonl", CLAIM).decode() == (
        '{"doc": "a.txt", "id": "c1", "line": 3, "column": 1, "kind": "mixed", "claim": "it was \\"fine\\", and\\nmore", "sentence": "…", '
        '"content_spans": [[0, 9], [12, 20]], "quote_spans": [[4, 8]], "cue": "said", "cue_spans": [[30, 34]], "source": null, '
        '"source_spans": [], "speaker": "Chosun Ilbo", "role": null, "source_type": null, "anonymous": true, "anonymity_reason": null, '
        '"chain": ["officials", "Chosun Ilbo"], "addressee": null, "medium": null, "when": null, "certainty": "possible", '
        '"factuality": "PS+", "stance": "neutral", "modality": "asserted", "certainty_cues": ["may", "could"], "act": "communication", '
        '"disputed_by": null, "refers_to": null, "rule": "C001", "confidence": 0.875, "place": null, "speaker_confidence": null}\n'
    )


def test_halves_of_surrogate_pairs_are_escaped_in_json_and_replaced_in_csv():
    claim = replace(CLAIM, claim="a\ud800b")
    line = written("jsonl", claim)
    assert b'"claim": "a\\ud800b"' in line
    assert json.loads(line)["claim"] == "a\ud800b"
    assert json.loads(written("json", claim))["documents"][0]["claims"][0]["claim"] == "a\ud800b"
    assert "a\ufffdb" in written("csv", claim).decode()


def test_csv_is_rfc_4180_with_the_fields_as_columns():
    data = written("csv", CLAIM).decode()
    header, row = csv.reader(io.StringIO(data, newline=""), strict=True)
    assert header == list(FIELDS)
    cells = dict(zip(header, row, strict=True))
    assert data.startswith("doc,id,line,") and data.endswith("\r\n")
    assert cells["claim"] == 'it was "fine", and\nmore'
    assert (cells["content_spans"], cells["quote_spans"], cells["source_spans"]) == ("0-9 12-20", "4-8", "")
    assert (cells["chain"], cells["certainty_cues"]) == ("officials | Chosun Ilbo", "may | could")
    assert (cells["line"], cells["anonymous"], cells["confidence"], cells["role"]) == ("3", "true", "0.875", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_text_that_a_spreadsheet_would_compute_is_made_harmless(text):
    claim = replace(CLAIM, claim=text, speaker=text, chain=(text, "b"))
    (row,) = csv.DictReader(io.StringIO(written("csv", claim).decode(), newline=""))
    assert (row["claim"], row["speaker"], row["chain"]) == (f"'{text}", f"'{text}", f"'{text} | b")
    (row,) = csv.DictReader(io.StringIO(written("csv", claim, raw=True).decode(), newline=""))
    assert (row["claim"], row["speaker"], row["chain"]) == (text, text, f"{text} | b")


def test_the_name_of_standard_input_stays_as_it_is():
    assert written("csv", replace(CLAIM, doc="-")).split(b"\r\n")[1].startswith(b"-,c1,")


def test_a_byte_order_mark_stands_first_for_excel_and_once():
    data = b"".join(FORMATS["csv"]([result(CLAIM), result(CLAIM)], excel=True))
    assert data.startswith(b"\xef\xbb\xbfdoc,") and data.count(b"\xef\xbb\xbf") == 1 and data.count(b"doc,id") == 1


def test_json_says_what_made_it_and_how_each_document_was_read():
    warned = result(CLAIM, text="ab\ncd«", warnings=(Warn("an odd mark", 5),))
    data = json.loads(b"".join(FORMATS["json"]([warned, result()])))
    assert list(data) == ["schema", "tool", "rules", "documents"]
    assert (data["schema"], data["tool"], data["rules"]) == (SCHEMA, f"claim-attribution {__version__}", rules_version())
    first, second = data["documents"]
    assert list(first) == ["doc", "sha256", "encoding", "warnings", "unattributed", "claims"]
    assert first["warnings"] == [{"line": 2, "column": 3, "message": "an odd mark"}]
    assert first["claims"] == [record(CLAIM)]
    assert second["claims"] == []


def test_json_without_documents_is_json():
    assert json.loads(b"".join(FORMATS["json"]([])))["documents"] == []


def test_json_is_indented_the_same_way_throughout():
    data = b"".join(FORMATS["json"]([result(CLAIM), result(CLAIM)])).decode()
    assert data == json.dumps(json.loads(data), indent=2, ensure_ascii=False) + "\n"


def test_what_is_kept_of_the_rules_beside_them_is_no_part_of_their_version(tmp_path, monkeypatch):
    (tmp_path / "frames.toml").write_text("a = 1", "utf-8")
    monkeypatch.setattr("attribution.rulefiles.rules_dir", lambda: tmp_path)
    before = rules_version.__wrapped__()
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "frames.cpython-311.json").write_text("{}", "utf-8")
    assert rules_version.__wrapped__() == before
    (tmp_path / "frames.toml").write_text("a = 2", "utf-8")
    assert rules_version.__wrapped__() != before


def test_the_rules_version_is_a_digest():
    assert rules_version().startswith("sha256:") and len(rules_version()) == 23


def test_filters_keep_what_fits():
    claims = extract(ARTICLE + "It rains, he said.").claims
    assert [claim.id for claim in select(claims, [one_of("certainty", ["planned, Asserted"])])] == ["c1", "c3"]
    assert select(claims, [at_least("confidence", "0.9"), one_of("act", ["belief"])]) == ()
    assert select(claims, [at_least("confidence", "0.9")]) == claims


def test_filters_refuse_values_that_cannot_be():
    with pytest.raises(UsageError) as caught:
        one_of("act", ["belef"])
    assert str(caught.value) == ("--act belef: no such value (did you mean belief?); there are communication, belief, knowledge, intention")
    for bad in ("nan", "-0.1", "1.1", "half"):
        with pytest.raises(UsageError, match=f"^--min-confidence {bad}: give a number from 0 to 1, as in --min-confidence 0.5$"):
            at_least("confidence", bad)


def test_vocabularies_are_of_fields():
    assert set(VALUES) <= set(FIELDS)
