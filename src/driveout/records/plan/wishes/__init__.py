"""What is wished of a stop: changed, priced, proposed, promised, let go of."""
