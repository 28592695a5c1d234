"""What is ours on an engine and on this machine: its labels and names, and how it goes away."""
