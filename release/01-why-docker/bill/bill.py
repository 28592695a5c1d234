"""Prints the bill of a customer: `bill.py "Anna Muster"`."""

import csv
import os
import sys
import time
from pathlib import Path

WORDS = {"de": ("Rechnung für", "Summe"), "en": ("Bill for", "Total")}
PAID = 1_750_000_000  # seconds since 1970, when the customer paid

(customer,) = sys.argv[1:]
bill_for, total = WORDS.get(os.environ.get("LANG", "")[:2], WORDS["en"])
with Path(__file__).with_name("prices.csv").open(encoding="utf-8") as file:
    prices = [(name, int(cents)) for name, cents in csv.reader(file)]

print(bill_for, customer)
for name, cents in prices:
    print(f"{name:10} {cents / 100:7.2f}")
print(f"{total:10} {sum(cents for _, cents in prices) / 100:7.2f}")
print(time.strftime("%d.%m.%Y %H:%M %Z", time.localtime(PAID)))
print(f"Python {sys.version_info.major}.{sys.version_info.minor}")
