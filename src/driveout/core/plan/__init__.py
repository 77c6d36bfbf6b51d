"""The step *plan*: from a season to a proven week, its reasons and prices, and the checker that trusts none of it."""
