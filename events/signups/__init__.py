"""Sign-up to a session: seats, the waiting list, the reminder the day before."""
