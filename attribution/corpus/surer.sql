-- Claims of some confidence, in the place of all. Statements are parted by empty lines.

CREATE TEMP VIEW claims AS SELECT * FROM main.claims WHERE confidence >= getvariable('least')

CREATE TEMP TABLE uttered AS
SELECT * FROM main.uttered WHERE n IN (SELECT n FROM claims)
QUALIFY count(DISTINCT outlet) OVER (PARTITION BY core) > 1
