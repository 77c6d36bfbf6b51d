"""The café day as phones meet it: a whole country's phones at once, and whom to ask for a shift, on both databases."""
