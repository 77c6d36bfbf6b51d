"""SHOWS staff their screens. Views ask records one thing; presenters turn rows into plain dicts for the templates."""
