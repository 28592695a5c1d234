"""Tests of the class set-ups that docs/guide/setups.md tells."""
