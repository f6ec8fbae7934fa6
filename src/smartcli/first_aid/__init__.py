"""What speaks with nothing else loaded: help-now, the first words of urge, help lines, the cards at hand."""
