"""Mail messages (.eml) → the body, the subject as headline; attachments, the signature and earlier messages are told, not read.

Read with the standard library (RFC 5322; the mark before a signature: RFC 3676).
"""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import escape

from attribution.errors import InputError
from attribution.readers.paragraphed import paragraphed
from attribution.readers.readable import Readable
from attribution.readers.text import Source

_TOLD = (("author", "From"), ("date", "Date"), ("title", "Subject"))
_SIGNATURE = re.compile(r"^--[ \t]*$", re.MULTILINE)
_HEADERS = r"(?:^[>*]?(?:From|Sent|Date|To|Cc|Subject|Reply-To):\*?[ \t].*\n?(?:^[ \t]+\S.*\n?)*){2,}"
_EARLIER = re.compile(rf"^-{{2,}}[ \t]*Original Message[ \t]*-{{2,}}[ \t]*$|^_{{10,}}[ \t]*\n+(?={_HEADERS})|^{_HEADERS}", re.MULTILINE)
_INTRODUCED = re.compile(r"^On [^\n]{5,200}(?:\n(?!>)[^\n]{1,200})?\bwrote:[ \t]*\n(?=\s*(?:>|\Z))", re.MULTILINE)
_FORWARDED = re.compile(
    rf"^(?:-{{3,}}[ \t]*Forwarded message[ \t]*-{{3,}}|Begin forwarded message:)[ \t]*\n\s*(?:{_HEADERS})?", re.MULTILINE
)


def read_mail(name: str, data: bytes) -> tuple[Source, Readable]:
    """Read a mail message. Raises InputError where it has no text."""
    from attribution.readers.html import read_fragment

    try:
        message = message_from_bytes(data, policy=default)
        found = _body(message)
        about = tuple((key, " ".join(str(message[header]).split())) for key, header in _TOLD if message[header])
        others = [filename for part in message.walk() if (filename := part.get_filename())]
    except Exception as error:  # whatever damaged messages make the parser raise
        raise InputError(f"{name}: cannot be read as a mail message ({error})") from None
    if found is None:
        raise InputError(f"{name}: is no mail message with a text, whatever its name says")
    words, is_html = found
    told = [f"attachments are not read: {', '.join(others)}"] if others else []
    if not is_html:
        words, left = own_words(words.replace("\r\n", "\n"))
        told += [f"the signature and earlier messages are not read ({left:,} words)"] if left else []
    subject = dict(about).get("title", "")
    head = f"<h1>{escape(subject, quote=False)}</h1>\n" if subject else ""
    page = read_fragment(head + (words if is_html else _as_html(words)))
    return paragraphed(name, replace(page, about=about), "eml", data, told)


def _body(message: EmailMessage) -> tuple[str, bool] | None:
    """The text, and whether it is HTML; None where there is none."""
    if not message.keys():
        return None
    part = message.get_body(("plain", "html"))
    if part is None:
        return None
    return str(part.get_content()), part.get_content_type() == "text/html"


def own_words(text: str) -> tuple[str, int]:
    """A message without its signature and what it quotes of earlier ones, and how many words that leaves out.

    What is forwarded is read, without its headers; and so is all of a message that has no words of its own.

    >>> own_words("It rained.\\n\\nOn Monday Ann wrote:\\n> Did it?\\n-- \\nBob")
    ('It rained.\\n\\n', 9)
    """
    whole = own = _FORWARDED.sub("\n", text)
    for mark in (_SIGNATURE, _EARLIER):
        if (found := mark.search(own)) and own[: found.start()].strip():
            own = own[: found.start()]
    own = _INTRODUCED.sub("", own)
    own = "".join(line for line in own.splitlines(keepends=True) if not line.startswith(">"))
    return (own, len(whole.split()) - len(own.split())) if own.strip() else (text, 0)


def _as_html(words: str) -> str:
    """Plain text as paragraphs."""
    from attribution.document.paragraphs import find_paragraphs

    return "\n".join(f"<p>{escape(words[b:e], quote=False)}</p>" for b, e in find_paragraphs(words))
