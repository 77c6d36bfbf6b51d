"""What cafés told: all that the crew wrote, by period, hub and stop; readers get sums that give nobody away."""
