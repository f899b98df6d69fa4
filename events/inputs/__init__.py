"""What feeds into a session: regional reviews, preparatory meetings, statements. Used, or not used with a reason."""
