-- title: Who is quoted how much?
-- Claims of each speaker, those with words of theirs in quotation marks, those words, and the articles that have them. What an article says
-- itself, and what it says nobody says, is not counted.
-- keys: speaker, outlet, month
-- order: claims
-- chart: lines speaker claims

SELECT n, entity AS speaker, outlet, month, quoted_words, doc FROM claims WHERE entity IS NOT NULL AND kind <> 'author'

count(*) AS claims, count(*) FILTER (quoted_words > 0) AS quoted, sum(quoted_words)::BIGINT AS quoted_words, count(DISTINCT doc) AS articles
