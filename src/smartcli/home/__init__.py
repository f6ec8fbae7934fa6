"""The person's folder: where it is, what lies there, how it is written, flushed and sealed."""
