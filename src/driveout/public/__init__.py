"""SHOWS anyone: pages without signing in. They read what records/publish holds, and nothing else."""
