"""Which browser the tests use: Debian's chromium without its windows, else any chromium, else Playwright's own.

`--install` fetches what is missing.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nobody sees the browser's own toolbar; each window would else start a process that draws it.
    "--disable-features=AiModeOmniboxEntryPoint,InitialWebUI,OmniboxAimPopup,PreloadTopChromeWebUI,"
    "TabSearchToolbarButton,WebUIHomeButton,WebUILocationBar,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
    "WebUIOmniboxPopup,WebUIOmniboxSimplification,WebUIReloadButton,WebUISplitTabsButton,WebUIToolbar",
)
SMALL = "chromium-headless-shell"  # the same engine without the desktop around it: half the work a page
NAMES = (SMALL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str | None:
    """The path of a chromium that starts, or None. CHROMIUM in the environment wins."""
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), _playwrights_own()]
    return next((path for path in found if path and _starts(path)), None)


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _starts(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=600).returncode == 0
    except OSError:
        return False


def install() -> None:
    """Debian's package when we are root; else, or where that fails, one that is there, or Playwright's download."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", SMALL], env=quiet)
    if chromium_path() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    if "--install" in sys.argv and not (os.environ.get("CHROMIUM") or shutil.which(SMALL)):
        install()
    print(
        "Browser for the tests:", chromium_path() or sys.exit("No browser for the tests, and none could be installed.")
    )
