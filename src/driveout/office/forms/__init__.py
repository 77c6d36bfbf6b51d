"""What forms and tables of every room are made of: fields, how they are read and shown, and what was typed."""
