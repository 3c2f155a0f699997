import hashlib
import io
import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import InputError, UsageError
from attribution.readers import LineIndex, read_text


def write(folder, data, name="a.txt"):
    path = folder / name
    path.write_bytes(data)
    return str(path)


def message_of(path, encoding=None):
    with pytest.raises(InputError) as caught:
        read_text(path, encoding)
    return str(caught.value).replace(f"{Path(path).parent}{os.sep}", "")


def test_text_comes_as_it_stands_in_the_file(tmp_path):
    data = "One\r\ntwo\rthré\u2028e\n".encode()
    path = write(tmp_path, data)
    source = read_text(path)
    assert (source.doc, source.text, source.encoding) == (path, "One\r\ntwo\rthré\u2028e\n", "utf-8")
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_the_encoding_and_does_not_count(tmp_path, encoding):
    source = read_text(write(tmp_path, "“Yes,” she said.".encode(encoding)))
    assert (source.text, source.encoding) == ("“Yes,” she said.", encoding)


def test_a_byte_order_mark_does_not_count_where_the_encoding_is_named(tmp_path):
    assert read_text(write(tmp_path, "Yes".encode("utf-8-sig")), "utf8").text == "Yes"
    assert read_text(write(tmp_path, "\ufeffYes".encode("utf-16-le")), "utf-16-le").text == "Yes"


def test_an_empty_file_is_an_empty_text(tmp_path):
    source = read_text(write(tmp_path, b""))
    assert (source.text, source.position(0), source.lines.count) == ("", (1, 1), 1)


def test_standard_input_is_read_for_a_dash(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a\r\nb")))
    source = read_text("-")
    assert (source.doc, source.text) == ("-", "a\r\nb")


def test_a_few_nuls_are_text(tmp_path):
    assert read_text(write(tmp_path, b"He said\0 that it rained.\0")).text == "He said\0 that it rained.\0"


def test_halves_of_surrogate_pairs_survive(tmp_path):
    assert read_text(write(tmp_path, b"a\xed\xa0\x80b")).text == "a\ud800b"


def test_a_named_encoding_is_used(tmp_path):
    source = read_text(write(tmp_path, "“Yes”".encode("cp1252")), "cp1252")
    assert (source.text, source.encoding) == ("“Yes”", "cp1252")


def test_a_missing_file_names_near_ones(tmp_path):
    write(tmp_path, b"", "article.txt")
    assert message_of(str(tmp_path / "artcle.txt")).startswith("artcle.txt: no such file (did you mean ")
    assert message_of(str(tmp_path / "artcle.txt")).endswith("article.txt?)")
    assert message_of(str(tmp_path / "zzz")) == "zzz: no such file"


def test_a_missing_folder_and_a_pattern_without_files_say_so(tmp_path):
    with pytest.raises(InputError, match=r"no such file \(there is no folder .*nowhere\)"):
        read_text(str(tmp_path / "nowhere" / "a.txt"))
    assert message_of(str(tmp_path / "*.txt")) == "*.txt: no such file (the shell found nothing that fits the pattern)"


def test_a_folder_says_what_to_do(tmp_path):
    with pytest.raises(InputError) as caught:
        read_text(str(tmp_path))
    assert str(caught.value) == f"{tmp_path}: is a folder, not a file; name the files in it, as in {tmp_path / '*.txt'}"


def test_a_name_with_a_nul_is_no_file_name():
    with pytest.raises(InputError, match="is not a file name"):
        read_text("a\0b")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind here")
def test_a_file_without_permission_says_so(tmp_path):
    path = write(tmp_path, b"")
    Path(path).chmod(0)
    assert message_of(path) == "a.txt: may not be read (Permission denied); check its permissions"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7\n", "a PDF), not text; give it a name that ends in .pdf"),
        (b"PK\x03\x04....word/document.xml", "a Word document), not text; give it a name that ends in .docx"),
        (b"PK\x03\x04....", "a ZIP archive), not text; unpack it first"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture), not text"),
        (b"GIF89a\0\1", "a GIF picture), not text"),
        (bytes(range(32)) * 4, "control characters all over), not text"),
    ],
)
def test_binary_files_are_named(tmp_path, data, told):
    assert message_of(write(tmp_path, data)) == f"a.txt: looks like a binary file ({told}"


def test_letters_that_begin_a_picture_may_begin_a_text(tmp_path):
    assert read_text(write(tmp_path, b"GIF89a was a format, he said.")).text.startswith("GIF89a")


def test_a_wrong_encoding_says_which_byte_and_offers_one(tmp_path):
    path = write(tmp_path, b"One.\r\n\x93Yes\x94")
    assert (
        message_of(path) == "a.txt: byte 0x93 at offset 6 (line 2) is not UTF-8; name the encoding it was saved in: try --encoding cp1252"
    )
    path = write(tmp_path, b"\x81 caf\xe9")  # cp1252 has no 0x81
    assert (
        message_of(path) == "a.txt: byte 0x81 at offset 0 (line 1) is not UTF-8; name the encoding it was saved in: try --encoding latin-1"
    )


def test_a_wrong_named_encoding_offers_utf_8(tmp_path):
    path = write(tmp_path, "café".encode())
    assert message_of(path, "ascii") == (
        "a.txt: byte 0xc3 at offset 3 (line 1) is not ASCII; name the encoding it was saved in: try --encoding utf-8"
    )


def test_utf_16_without_its_mark_is_recognised(tmp_path):
    path = write(tmp_path, "It will rain, said the forecaster of the day.".encode("utf-16-le"))
    assert message_of(path) == (
        "a.txt: looks like a binary file (control characters all over), not text; "
        "if it is UTF-16 without a byte order mark, try --encoding utf-16-le"
    )
    assert read_text(path, "utf-16-le").text == "It will rain, said the forecaster of the day."


@pytest.mark.parametrize("name", ["klingon", "base64", "", "utf-8\0"])
def test_an_unknown_encoding_is_a_usage_error(tmp_path, name):
    with pytest.raises(UsageError, match="no such encoding; common ones are utf-8, cp1252"):
        read_text(write(tmp_path, b"x"), name)


@given(st.text(alphabet=st.sampled_from("ab\r\n\u2028\x0b東\u0301"), max_size=40))
def test_lines_and_columns_lead_back_to_every_offset(text):
    index = LineIndex(text)
    assert index.count == len(re.split("\r\n|\r|\n", text))
    for offset in range(len(text) + 1):
        line, column = index.position(offset)
        begin, end = index.line_span(line)
        assert begin + column - 1 == offset
        assert not set(text[begin:end]) & set("\r\n")


def test_positions_outside_the_text_are_refused():
    index = LineIndex("a\nb")
    assert index.position(3) == (2, 2)
    for bad in (-1, 4):
        with pytest.raises(IndexError):
            index.position(bad)
    for bad in (0, 3):
        with pytest.raises(IndexError):
            index.line_span(bad)
