-- The tables of an index, but for what Python fills in. Statements are parted by empty lines.

CREATE TABLE made (name VARCHAR PRIMARY KEY, value VARCHAR)

CREATE TABLE damage (message VARCHAR)

CREATE TABLE documents (doc VARCHAR, outlet VARCHAR, day DATE, moment DOUBLE, month VARCHAR)

CREATE TABLE labels (certainty VARCHAR, strength INTEGER)

CREATE TABLE read (
    doc VARCHAR, id VARCHAR, line BIGINT, "column" BIGINT, kind VARCHAR, claim VARCHAR, content_spans BIGINT[][], cue VARCHAR, source VARCHAR,
    speaker VARCHAR, role VARCHAR, source_type VARCHAR, anonymous BOOLEAN, anonymity_reason VARCHAR, certainty VARCHAR, factuality VARCHAR,
    act VARCHAR, place VARCHAR, rule VARCHAR, confidence DOUBLE, file VARCHAR
)

CREATE TABLE placed (doc VARCHAR, speaker VARCHAR, entity VARCHAR, joined VARCHAR)

CREATE TABLE fits (entity VARCHAR, other VARCHAR)

CREATE TABLE wordings (w BIGINT, text VARCHAR, words INTEGER, firm VARCHAR[])

CREATE TABLE members (w BIGINT, core BIGINT)
