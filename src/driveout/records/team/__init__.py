"""Who works here, for which organisation, and what they may do."""
