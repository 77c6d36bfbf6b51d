"""The search under way, how the last one ended, and wishes that clash."""
