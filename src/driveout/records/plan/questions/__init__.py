"""What somebody asks of a season or a plan, worked out by a worker and kept: reasons, and what could be reached."""
