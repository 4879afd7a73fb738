"""One kind of raw row a file: given, nulls, texts, numbers, times, lists, switches, refused."""
