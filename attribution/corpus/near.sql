-- Who is heard in which outlet and month, and who of them may be somebody of whom a document gives too little. Statements are parted by empty lines.

CREATE TABLE near AS
SELECT DISTINCT bearers.entity, bearers.key, bearers.last, outlet, month
FROM placed JOIN bearers USING (entity) JOIN voices USING (doc, speaker)
WHERE outlet IS NOT NULL AND month IS NOT NULL
