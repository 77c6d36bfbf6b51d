"""What a receiver sees of one referral, without an account: the fields a person agreed to, and room for an answer."""
