"""What a season is made of, row by row: read as plain values, held to sense, written back, with its roads."""
