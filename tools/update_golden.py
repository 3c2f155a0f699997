"""Renew fixtures/articles/expected.toml: which claims of the answer keys the tool finds now, which it misses, which rows are too many.

usage: python tools/update_golden.py

Prints what was won and lost against the list as it was. The keys themselves are never touched.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from golden import EXPECTED, NAMES, Outcome, outcome  # noqa: E402

HEAD = """\
# What the tool makes of the answer keys beside this file, written by tools/update_golden.py: do not edit by hand.
# found: claims with exactly the key's spans, and the fields in which they differ from the key
# missed: claims of the key without such a row, and what stands in their place
# extra: rows where the key has nothing
"""


def section(name: str, seen: Outcome) -> str:
    """One article as TOML."""
    lines = [f"[{name}]", f"extra = {_listed(seen.extra)}", "", f"[{name}.found]"]
    lines += [f"{claim} = {_listed(wrong)}" for claim, wrong in seen.found.items()]
    lines += ["", f"[{name}.missed]", *(f"{claim} = {_text(reason)}" for claim, reason in seen.missed.items())]
    return "\n".join(lines) + "\n"


def _listed(values: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_text, values))}]"


def _text(value: str) -> str:
    """A TOML string: JSON's escapes are TOML's too, for all that a line of an article holds."""
    return json.dumps(value, ensure_ascii=False)


def main() -> None:
    """Write the list; print gains, losses and the total."""
    before = tomllib.loads(EXPECTED.read_text("utf-8")) if EXPECTED.exists() else {}
    seen = {name: outcome(name) for name in NAMES}
    for name, now in seen.items():
        was = before.get(name, {}).get("found", {})
        for sign, claims in (("+", now.found.keys() - was.keys()), ("-", was.keys() - now.found.keys())):
            print(*(f"{sign} {name} {claim}\n" for claim in sorted(claims)), sep="", end="")
    EXPECTED.write_text(HEAD + "".join("\n" + section(name, now) for name, now in seen.items()), encoding="utf-8")
    found, missed = sum(len(now.found) for now in seen.values()), sum(len(now.missed) for now in seen.values())
    right = sum(not wrong for now in seen.values() for wrong in now.found.values())
    extra = sum(len(now.extra) for now in seen.values())
    print(f"found with exact spans {found} of {found + missed}, right in every field {right}, rows too many {extra}")


if __name__ == "__main__":
    main()
