"""Cues, sources and contents: every way a sentence can be read as reported speech, and the choice among them."""
