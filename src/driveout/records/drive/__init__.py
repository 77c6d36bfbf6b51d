"""Drive: the plan on dates. Who drives and hosts, what is loaded, and what was told when a day broke."""
