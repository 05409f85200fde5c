"""What the content may say: one frozen model for each kind of file."""
