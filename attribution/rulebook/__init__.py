"""Rules as data: the pattern notation, the alphabets it speaks of, and the loader that checks every rule file."""
