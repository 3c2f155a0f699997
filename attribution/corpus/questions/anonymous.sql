-- title: How much is said by nobody named?
-- Attributed claims whose source is left unnamed, their share of all attributed claims, and how many of them come with a reason.
-- keys: outlet, month, unnamed
-- by: outlet, month
-- order: anonymous
-- chart: lines outlet share

SELECT n, outlet, month, anonymous AS unnamed, anonymous, anonymity_reason FROM claims WHERE kind <> 'author'

count(*) AS claims, count(*) FILTER (anonymous) AS anonymous, round(count(*) FILTER (anonymous) / count(*), 4) AS share, count(anonymity_reason) AS with_reason
