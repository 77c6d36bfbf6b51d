"""What lies in stores and vans: events, lots, counts, and what each trip brings along."""
