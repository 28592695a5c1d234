"""A registry that does not behave, for tests of how the engine and the kit bear it."""

import hashlib
import json
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
INDEX = "application/vnd.oci.image.index.v1+json"


class Registry:
    """An HTTP server whose answers are a table.

    Attributes:
        answers: For the end of a path, the status, the type and the body; None never answers.
        asked: The paths that were asked for.
    """

    def __init__(self, answers: dict[str, tuple[int, str, bytes] | None]) -> None:
        self.answers, self.asked = answers, list[str]()
        self.released = threading.Event()

    @contextmanager
    def at(self, host: str, certificate: Path | None = None) -> Iterator[str]:
        """Serve at a free port of `host` and yield ``host:port``; with a certificate, by HTTPS."""
        registry = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                registry.answer(self)

            do_HEAD = do_GET  # noqa: N815 - the base class calls it

            def log_message(self, *_: Any) -> None:
                pass

        server = ThreadingHTTPServer((host, 0), Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"{host}:{server.server_address[1]}"
        finally:
            self.released.set()
            server.shutdown()
            server.server_close()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer as the table says; what it does not have is not found."""
        self.asked.append(request.path)
        end = next((end for end in self.answers if request.path.endswith(end)), None)
        found = self.answers[end] if end is not None else (404, "application/json", b'{"errors": []}')
        if found is None:
            self.released.wait(60)
            return
        status, kind, body = found
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        request.send_header("Docker-Content-Digest", digest(body))
        request.end_headers()
        if request.command == "GET":
            request.wfile.write(body)


def digest(body: bytes) -> str:
    """Return the digest of a blob."""
    return f"sha256:{hashlib.sha256(body).hexdigest()}"


def image_with_silent_layer() -> dict[str, tuple[int, str, bytes] | None]:
    """Return the answers of a registry that has an image and never sends its layer."""
    layer = "sha256:" + "1" * 64
    config = json.dumps(
        {
            "architecture": "amd64",
            "os": "linux",
            "rootfs": {"type": "layers", "diff_ids": [layer]},
            "config": {},
        }
    ).encode()
    manifest = json.dumps(
        {
            "schemaVersion": 2,
            "mediaType": MANIFEST,
            "config": {
                "mediaType": "application/vnd.oci.image.config.v1+json",
                "digest": digest(config),
                "size": len(config),
            },
            "layers": [
                {
                    "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
                    "digest": layer,
                    "size": 1000,
                }
            ],
        }
    ).encode()
    return {
        "/v2/": (200, "application/json", b"{}"),
        "/manifests/latest": (200, MANIFEST, manifest),
        f"/manifests/{digest(manifest)}": (200, MANIFEST, manifest),
        f"/blobs/{digest(config)}": (200, "application/octet-stream", config),
        f"/blobs/{layer}": None,
    }


def image_for_another_processor() -> dict[str, tuple[int, str, bytes] | None]:
    """Return the answers of a registry that has an image for a processor that no one has."""
    manifest = {
        "mediaType": MANIFEST,
        "digest": "sha256:" + "2" * 64,
        "size": 100,
        "platform": {"architecture": "mips64le", "os": "linux"},
    }
    index = json.dumps({"schemaVersion": 2, "mediaType": INDEX, "manifests": [manifest]}).encode()
    return {
        "/v2/": (200, "application/json", b"{}"),
        "/manifests/latest": (200, INDEX, index),
        f"/manifests/{digest(index)}": (200, INDEX, index),
    }


def self_signed(folder: Path, host: str) -> Path:
    """Make a certificate for `host` that nobody trusts; return the file of it and its key."""
    path = folder / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
            *("-subj", f"/CN={host}", "-addext", f"subjectAltName=IP:{host}"),
            *("-keyout", str(path), "-out", f"{path}.crt"),
        ],
        check=True,
        capture_output=True,
    )
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path
