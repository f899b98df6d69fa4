"""What organisers write, in the other languages: what is there, what is missing, what has fallen behind."""
