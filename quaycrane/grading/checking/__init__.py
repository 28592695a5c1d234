"""Puts answers to the checks: jobs, workers, slots, kernels, and the store of results."""
