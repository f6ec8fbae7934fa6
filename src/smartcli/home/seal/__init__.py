"""Lines and files made unreadable for others with age, and opened again with the person's passphrase."""
