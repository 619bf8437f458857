"""How soon a save is seen: `python -m benchmarks.preview [ROUNDS]`.

Starts the preview of a copy of the HSG leaflet, opens it in Debian's Chromium, and saves files as an editor does.
Prints the milliseconds from a save to the second frame after the page has changed, when it is on the screen.
"""

from __future__ import annotations

import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hsgleaflet.work.data import data_root

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = "/usr/bin/chromium"
_ARRIVED = """mark => { window.arrived = new Promise(done => {
  const seen = () => document.getElementById('pages').style.cssText.includes(mark)
    || document.querySelector('.page .said').textContent.includes(mark);
  new MutationObserver((_, self) => {
    if (!seen()) return;
    self.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.timeOrigin + performance.now())));
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}) }"""
_WORDS = "An X-ray test that shows"


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("leaflets/hsg.yaml", "leaflets/shared.yaml", "clinics/riverside"):
            source, copy = data_root() / name, root / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            _ = shutil.copytree(source, copy) if source.is_dir() else shutil.copy(source, copy)
        command = [sys.executable, "-m", "hsgleaflet", "preview", "hsg", "--no-open"]
        process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert process.stdout
        try:
            _measure(root, process.stdout.readline().strip(), rounds)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def _measure(root: Path, address: str, rounds: int) -> None:
    from playwright.sync_api import sync_playwright

    leaflet, clinic = root / "leaflets/hsg.yaml", root / "clinics/riverside/clinic.yaml"
    brand = root / "clinics/riverside/_brand.yml"
    edits: dict[str, tuple[Path, Callable[[str, int], tuple[str, str]]]] = {
        "a sentence of the leaflet": (leaflet, lambda text, n: (text.replace(_WORDS, f"{_WORDS} ({n})", 1), f"({n})")),
        "a colour of the brand": (brand, lambda text, n: (text.replace("#0F4C5C", f"#0f{n:02x}5c"), f"#0f{n:02x}5c")),
        "the name of the clinic": (clinic, lambda text, n: (text.replace("Women's", f"Women's {n}", 1), f"s {n} ")),
    }
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address)
        page.wait_for_selector("body[data-checked]")
        print(f"{'saved':28}{'median':>9}{'worst':>9}")
        for name, (path, edit) in edits.items():
            whole = path.read_text("utf-8")
            took = [_seen(page, path, *edit(whole, number)) for number in range(10, 10 + rounds)]
            path.write_text(whole, "utf-8")
            page.wait_for_timeout(600)
            print(f"{name:28}{statistics.median(took):6.0f} ms{max(took):6.0f} ms")
        browser.close()


def _seen(page: Page, path: Path, text: str, mark: str) -> float:
    """Save a text and return the milliseconds until what it brings is on the screen."""
    page.evaluate(_ARRIVED, mark)
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, "utf-8")
    start = time.time()
    beside.replace(path)
    arrived = page.evaluate("() => window.arrived")
    page.wait_for_timeout(300)
    while page.evaluate("document.body.dataset.checked !== document.body.dataset.drawn"):
        page.wait_for_timeout(50)  # for the rules: nobody saves faster than they run
    return float(arrived - start * 1000)


if __name__ == "__main__":
    main()
