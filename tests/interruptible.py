"""What a test's program begins with that is to be interrupted."""

LISTENS = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
"""Sets Ctrl-C back: under nohup, or in a script's background, a program begins with it ignored."""
