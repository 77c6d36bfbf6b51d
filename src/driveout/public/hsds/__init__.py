"""The directory and the cafés for machines, in the standard Open Referral HSDS 3: only read, and without cookies."""
