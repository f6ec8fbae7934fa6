"""What the rows of home open: pages that stay until Enter, and rows that open in their turn."""
