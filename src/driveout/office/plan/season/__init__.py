"""The season page: rows in, plain dicts out, with a fixed number of queries."""
