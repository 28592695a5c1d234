"""Does one job after another; asked to stop, it finishes the one in hand and leaves."""

import os
import signal
import time

seconds = float(os.environ.get("JOB_SECONDS", "0.5"))
signals = []
signal.signal(signal.SIGTERM, lambda number, _frame: signals.append(number))

job = 0
while not signals:
    job += 1
    print("job", job, "begun")
    time.sleep(seconds)
    print("job", job, "done")
print("leaving in order")
