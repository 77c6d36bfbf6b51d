"""No wrong door: every need gets a next step with a human at the end, until the person has arrived and says so."""
