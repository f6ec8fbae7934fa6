"""The words a person reads: the language, made harmless, wrapped, charted."""
