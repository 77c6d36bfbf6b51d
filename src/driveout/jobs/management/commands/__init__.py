"""Commands of the operator, through manage.py."""
