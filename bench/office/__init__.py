"""The office as people meet it: pages, what a change costs, ten who plan at once, and weight, on both databases."""
