"""Free functions `(query, view) -> Answer | None`, each for one way in which a mention means somebody. Their order: `resolve.SIEVES`."""
