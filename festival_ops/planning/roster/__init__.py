"""The roster between the security room's rows and the core: snapshot, memory, matrix, sentences, searches."""
