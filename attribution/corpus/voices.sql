-- Who speaks in which document, and under which name. Statements are parted by empty lines.

CREATE TABLE voices AS
SELECT read.doc, read.speaker, coalesce(list_sort(list(DISTINCT role) FILTER (role IS NOT NULL)), []) AS roles, bool_or(source_type = 'person') AS person,
    bool_and(anonymous) AS anonymous, any_value(nullif(outlet, '')) AS outlet, any_value(date_diff('month', DATE '0001-01-01', day)) AS month
FROM read LEFT JOIN documents USING (doc) WHERE read.speaker IS NOT NULL AND kind <> 'author'
GROUP BY read.doc, read.speaker

CREATE TABLE names (
    speaker VARCHAR, person BOOLEAN, anonymous BOOLEAN, how VARCHAR, key VARCHAR, last VARCHAR, initials VARCHAR, known VARCHAR
)

CREATE TABLE bearers (entity VARCHAR, key VARCHAR, last VARCHAR, roles VARCHAR[])

CREATE TABLE waiting (doc VARCHAR, speaker VARCHAR, key VARCHAR, last VARCHAR, roles VARCHAR[], outlet VARCHAR, month BIGINT)
