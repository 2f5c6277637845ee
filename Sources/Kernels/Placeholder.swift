// Inner loops.
