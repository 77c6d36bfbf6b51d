"""The places an organisation knows: each keeps its key from season to season, whatever it is called."""
