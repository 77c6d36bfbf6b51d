"""Who drives and hosts: taking shifts and giving them back, papers, gaps and hours."""
