"""What users see when something is wrong: what, where, and what to do."""


class AttributionError(Exception):
    """Base of all errors that end a command with exit code 2 and a one-line message."""


class InputError(AttributionError):
    """A file cannot be read: missing, a folder, binary, or in another encoding."""


class EncodingError(InputError):
    """A text file is in another encoding than the one tried."""


class RuleError(AttributionError):
    """A rule file is broken: the message names file, id and key, and suggests the mend."""


class UsageError(AttributionError):
    """An option or argument does not make sense."""
