-- Who is no person with a name. Statements are parted by empty lines.

INSERT INTO placed
WITH spelt AS (
    SELECT how, key, speaker AS called FROM names JOIN voices USING (speaker, person, anonymous) WHERE known IS NULL GROUP BY how, key, speaker
    QUALIFY row_number() OVER (PARTITION BY how, key ORDER BY count(*) DESC, speaker) = 1
), others AS (
    SELECT doc, speaker, how, called, outlet, how = 'body' AND key IN (SELECT last FROM names WHERE last <> '') AS surname
    FROM voices JOIN names USING (speaker, person, anonymous) JOIN spelt USING (how, key)
    WHERE known IS NULL AND how IN ('body', 'described', 'unnamed')
)
SELECT doc, speaker,
    CASE WHEN surname THEN called || ' (' || coalesce(outlet, doc) || ')' WHEN how <> 'body' THEN called || ' (' || how || ')'
        WHEN called IN (SELECT entity FROM placed) THEN called || ' (no person)' ELSE called END,
    CASE WHEN surname AND outlet IS NOT NULL THEN 'name and outlet' WHEN surname THEN 'name and article' WHEN how = 'body' THEN 'name' ELSE how END
FROM others
