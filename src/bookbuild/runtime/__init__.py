"""Processes, and later workers and atomic writing: the room that touches the machine."""
