-- What is made of the table of claims, and dropped before it is made again. Statements are parted by empty lines.

CREATE TABLE speakers (
    doc TEXT REFERENCES documents (doc), speaker TEXT, role TEXT, source_type TEXT, anonymous INTEGER, claims INTEGER, first_line INTEGER,
    PRIMARY KEY (doc, speaker)
)

INSERT INTO speakers
SELECT doc, speaker, role, source_type, max(anonymous), count(*), min(line) FROM (
    SELECT doc, speaker, anonymous, line,
        first_value(role) OVER (PARTITION BY doc, speaker ORDER BY role IS NULL, line) AS role,
        first_value(source_type) OVER (PARTITION BY doc, speaker ORDER BY source_type IS NULL, line) AS source_type
    FROM claims WHERE speaker IS NOT NULL
) GROUP BY doc, speaker

CREATE TABLE spans (
    doc TEXT REFERENCES documents (doc), claim_id TEXT, part TEXT, number INTEGER, begins INTEGER, ends INTEGER,
    PRIMARY KEY (doc, claim_id, part, number), FOREIGN KEY (doc, claim_id) REFERENCES claims (doc, id)
)

INSERT INTO spans
SELECT doc, claims.id, 'content', json_each.key, json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM claims, json_each(content_spans)
UNION ALL SELECT doc, claims.id, 'quotation', json_each.key, json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM claims, json_each(quote_spans)
UNION ALL SELECT doc, claims.id, 'cue', json_each.key, json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM claims, json_each(cue_spans)
UNION ALL SELECT doc, claims.id, 'source', json_each.key, json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM claims, json_each(source_spans)

CREATE VIEW claim_list AS
SELECT coalesce(speaker, source, CASE kind WHEN 'author' THEN '(the article)' ELSE '(nobody named)' END) AS who, certainty, claim, role,
    doc AS article, line, place, cue, addressee AS said_to, medium, "when" AS said_when, disputed_by, anonymous AS unnamed, confidence,
    id AS claim_id, rowid AS number
FROM claims

CREATE VIEW speaker_list AS
SELECT speaker, group_concat(DISTINCT role) AS roles, count(DISTINCT doc) AS articles, sum(claims) AS claims, max(anonymous) AS unnamed
FROM speakers GROUP BY speaker ORDER BY sum(claims) DESC, speaker

CREATE VIEW certainty_by_speaker AS
SELECT speaker, certainty, count(*) AS claims FROM claims WHERE speaker IS NOT NULL
GROUP BY speaker, certainty ORDER BY count(*) DESC, speaker, certainty

CREATE VIEW article_list AS
SELECT documents.doc AS article, title, outlet, published, count(claims.id) AS claims, count(DISTINCT claims.speaker) AS speakers,
    sum(claims.anonymous) AS unnamed
FROM documents LEFT JOIN claims ON claims.doc = documents.doc GROUP BY documents.doc

CREATE VIRTUAL TABLE claims_fts USING fts5 (claim, speaker, sentence, content = 'claims', tokenize = 'porter unicode61')

INSERT INTO claims_fts (claims_fts) VALUES ('rebuild')
