"""Files in and out, as a worker reads and writes them."""
