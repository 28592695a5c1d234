"""A student at the browser, as far as HTTP goes: logs in, starts a server, runs a cell, says its output.

Run inside the machine with name, password and the cell; ``stop`` in place of a cell stops the server.
"""

import json
import sys
import uuid
from typing import Any

import requests
import websocket

from quaycrane.engine import wait_until

_HUB = "127.0.0.1:8000"
_PATIENCE_SECONDS = 300


def logged_in(name: str, password: str) -> dict[str, str]:
    """Log in by the form, and return what answers for the student from then on."""
    browser = requests.Session()
    browser.get(f"http://{_HUB}/hub/login", timeout=60)
    form = {"username": name, "password": password, "_xsrf": _xsrf(browser)}
    browser.post(f"http://{_HUB}/hub/login", data=form, timeout=60, allow_redirects=False).raise_for_status()
    browser.get(f"http://{_HUB}/hub/token", timeout=60).raise_for_status()
    asked = browser.post(
        f"http://{_HUB}/hub/api/users/{name}/tokens", params={"_xsrf": _xsrf(browser)}, json={}, timeout=60
    )
    asked.raise_for_status()
    return {"Authorization": f"token {asked.json()['token']}"}


def _xsrf(browser: requests.Session) -> str:
    return [cookie.value or "" for cookie in browser.cookies if cookie.name == "_xsrf"][-1]


def serve(name: str, key: dict[str, str]) -> None:
    """Start the student's server, and wait until it is ready."""
    user = f"http://{_HUB}/hub/api/users/{name}"
    requests.post(f"{user}/server", headers=key, timeout=_PATIENCE_SECONDS).raise_for_status()

    def is_ready() -> bool:
        told = requests.get(user, headers=key, timeout=60).json()
        return bool(told["servers"].get("", {}).get("ready"))

    wait_until(is_ready, timeout_seconds=_PATIENCE_SECONDS, what=f"{name}'s server is ready")


def run(name: str, key: dict[str, str], code: str) -> str:
    """Run a cell in a new kernel; return its output, an error's lines too."""
    made = requests.post(f"http://{_HUB}/user/{name}/api/kernels", headers=key, json={}, timeout=60).json()
    where = f"ws://{_HUB}/user/{name}/api/kernels/{made['id']}/channels"
    talk = websocket.create_connection(where, header=key, timeout=_PATIENCE_SECONDS)
    content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
    about = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "username": name, "session": "s"}
    about |= {"version": "5.3", "date": ""}
    request = {"channel": "shell", "header": about, "parent_header": {}, "metadata": {}, "content": content}
    talk.send(json.dumps({**request, "buffers": []}))
    printed = ""
    while True:
        told: Any = json.loads(talk.recv())
        if told["parent_header"].get("msg_id") != about["msg_id"]:
            continue
        if told["msg_type"] == "stream":
            printed += told["content"]["text"]
        elif told["msg_type"] == "error":
            printed += "\n".join(told["content"]["traceback"])
        elif told["msg_type"] == "status" and told["content"]["execution_state"] == "idle":
            return printed


def main(name: str, password: str, code: str) -> None:
    """Do what the arguments say."""
    key = logged_in(name, password)
    if code == "stop":
        requests.delete(f"http://{_HUB}/hub/api/users/{name}/server", headers=key, timeout=60)
        return
    serve(name, key)
    sys.stdout.write(run(name, key, code))


if __name__ == "__main__":
    main(*sys.argv[1:])
