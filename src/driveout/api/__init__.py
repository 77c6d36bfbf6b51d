"""Shows machines what anyone may read: the published rows as JSON and as files, only to be read."""
