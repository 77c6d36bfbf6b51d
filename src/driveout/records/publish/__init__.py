"""The only rows that anyone may read: copies of what was decided to be public.

On the ground floor: every step hands plain values down to it, and it knows none of them.
"""
