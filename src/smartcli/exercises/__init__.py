"""A file becomes an exercise: steps, kinds, the reader, the library, what an author may have meant."""
