"""A plan's times are put in the open: what is handed down to records/publish, and whether it may be."""
