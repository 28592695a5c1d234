"""Tells what came out: feedback, reports, exports, and what changed."""
