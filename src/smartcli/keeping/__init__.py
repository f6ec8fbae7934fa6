"""Work on several stores at once: saving, sealing, forgetting, backups, health."""
