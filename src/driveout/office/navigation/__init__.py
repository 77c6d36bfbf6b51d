"""How people find their way: the eight steps, each step's own pages, and what every page shows of them."""
