"""The call for side events: its rules, criteria and places."""
