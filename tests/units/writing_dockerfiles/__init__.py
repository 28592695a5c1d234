"""Tests of unit 04's own labs, figures, explorer, checks and patients."""
