"""Headless Chromium as most scripts use it at its best: one browser, one tab, told by its DevTools to print."""

import atexit
import base64
import json
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--remote-debugging-port=0")
PAPER = {"paperWidth": 8.5, "paperHeight": 11, "preferCSSPageSize": True, "printBackground": True}


class Chromium:
    """One tab. `seconds` is the CPU time of all the browser's processes so far."""

    def __init__(self, program: str) -> None:
        from websockets.sync.client import connect

        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        blank = folder / "blank.html"
        blank.write_text("<html></html>")
        command = [program, *FLAGS, f"--user-data-dir={folder}", blank.as_uri()]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        atexit.register(self._close)
        port = _when_there(lambda: (folder / "DevToolsActivePort").read_text().splitlines()[0])
        pages = _when_there(lambda: _pages(port))
        self._socket = connect(pages[0]["webSocketDebuggerUrl"], max_size=None)
        self._number = 0
        self._ask("Page.enable")
        self._frame = self._ask("Page.getFrameTree")["frameTree"]["frame"]["id"]

    def print(self, html: str, footer: str) -> bytes:
        """A page as tagged PDF, its fonts loaded."""
        self._ask("Page.setDocumentContent", frameId=self._frame, html=html)
        self._ask("Runtime.evaluate", expression="document.fonts.ready", awaitPromise=True)
        answer = self._ask(
            "Page.printToPDF",
            generateTaggedPDF=True,
            displayHeaderFooter=True,
            headerTemplate="<span></span>",
            footerTemplate=footer,
            **PAPER,
        )
        return base64.b64decode(answer["data"])

    def seconds(self) -> float:
        """CPU time of the browser and its children."""
        browser = psutil.Process(self._process.pid)
        times = [each.cpu_times() for each in (browser, *browser.children(recursive=True))]
        total: float = sum(each.user + each.system + each.children_user + each.children_system for each in times)
        return total

    def _close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._folder.cleanup()

    def _ask(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while (answer := json.loads(self._socket.recv(timeout=60))).get("id") != self._number:
            pass
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]


def _pages(port: str) -> list[dict[str, Any]]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list") as answer:
        return [page for page in json.load(answer) if page["url"].endswith("blank.html")]


def _when_there(look: Callable[[], Any]) -> Any:
    for _ in range(200):
        try:
            if found := look():
                return found
        except (OSError, IndexError):
            pass
        time.sleep(0.05)
    raise RuntimeError("Chromium did not start")
