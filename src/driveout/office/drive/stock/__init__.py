"""The stores' room: what is where, what comes and goes, counting, goods, and what each trip brings along."""
