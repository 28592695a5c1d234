"""Tells what a program sees of its surroundings, one fact a line."""

import os
import platform
import shutil
import sqlite3
import ssl
import subprocess
import time

node = shutil.which("node")
asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False) if node else None
print("Python:", platform.python_version())
print("OpenSSL:", ssl.OPENSSL_VERSION.split()[1])
print("SQLite:", sqlite3.sqlite_version)
print("C library:", *platform.libc_ver())
print("Node:", asked.stdout.strip() if asked else "none")
print("time zone:", time.strftime("%Z"))
print("language:", os.environ.get("LANG", "not set"))
print("host name:", platform.node())
print("kernel:", platform.release())
print("CPUs seen:", os.cpu_count())
print("clock:", int(time.time()))
