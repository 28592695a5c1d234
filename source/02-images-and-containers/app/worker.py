"""Does one job after another; asked to stop, it finishes the one in hand and leaves."""

import os
import signal
import time

seconds = float(os.environ.get("JOB_SECONDS", "0.5"))
asked_to_stop = False


def stop(_signal, _frame):
    """Remember the signal: the loop below looks after each job."""
    global asked_to_stop
    asked_to_stop = True


signal.signal(signal.SIGTERM, stop)
job = 0
while not asked_to_stop:
    job += 1
    print("job", job, "begun")
    time.sleep(seconds)
    print("job", job, "done")
print("leaving in order")
