"""What people change and propose: the forms' answers, and the sentences that tell of it."""
