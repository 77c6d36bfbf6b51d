"""The rooms of the step meet: the phones that are along."""
