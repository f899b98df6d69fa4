"""Who is invited to a session, who is expected, how many of a category there should be, and who came."""
