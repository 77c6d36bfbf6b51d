"""What the pages for files in and out say."""
