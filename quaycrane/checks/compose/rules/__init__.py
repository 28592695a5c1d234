"""One rule a file; each is found by being here."""
