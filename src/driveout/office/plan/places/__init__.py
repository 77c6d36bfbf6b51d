"""The places over all seasons: what each has seen, and which two may be one."""
