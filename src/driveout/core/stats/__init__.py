"""Small, cited, tested against a slow twin: how many guests an opening meets, and what fairness counts."""
