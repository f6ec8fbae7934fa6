"""What entries show, what is due, and what could be next."""
