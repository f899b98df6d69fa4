"""Side events: proposals, their co-organisers, and what is public of them."""
