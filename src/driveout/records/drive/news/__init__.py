"""What each is to hear of a change, and the list of those it concerns: made beside the deed, whatever the deed is."""
