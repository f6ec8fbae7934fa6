"""Pictures of what a log tells: their shapes, and each drawn in characters or said in a sentence."""
