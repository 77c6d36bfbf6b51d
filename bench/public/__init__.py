"""The guests' pages under load, beside an earlier build of the site."""
