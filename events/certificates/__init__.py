"""Certificates of attendance: who was there, in a document that only its owner and the officers read."""
