"""One search over places, people, days and pages, from anywhere."""
