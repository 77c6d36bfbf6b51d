"""What is kept and for how long, who read own words, and what is held on one of our people."""
