"""Long work in line: the lines it waits in, how it lives and ends, and who is before whom."""
