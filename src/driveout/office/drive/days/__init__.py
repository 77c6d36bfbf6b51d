"""The season's days: what is driven, what the cafés told, and what to do when something breaks."""
