"""The journal's folder moved to another place: what lies there, copies that are compared, the steps of a move."""
