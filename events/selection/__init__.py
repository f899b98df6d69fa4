"""Scoring, selecting and scheduling proposals."""
