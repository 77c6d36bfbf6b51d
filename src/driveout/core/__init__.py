"""THINKS. Plain Python: no Django, network, database or file; what it needs is handed in."""
