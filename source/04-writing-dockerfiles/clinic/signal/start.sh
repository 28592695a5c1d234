#!/bin/sh
set -e
python prepare.py
python server.py
