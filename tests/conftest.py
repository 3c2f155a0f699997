"""What all tests share: the commands that they start may keep bytecode and what is made of the rules, as those of an installed tool do."""

from __future__ import annotations

import os

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # without it each of some hundred commands would compile every module anew
