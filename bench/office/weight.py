"""What a browser fetches for the first look at a page, and when a slow phone paints something. Nothing is cached."""

from typing import Any

# Lighthouse's “slow 4G”: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back; and a processor four times slower.
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4
TIMES = 20
PAINT = "performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime)[0]"


def first_load(server: Any, carla: Any, path: str) -> dict[str, Any]:
    """kB on the wire by kind, and seconds to the first paint of each try on a slow phone with nothing in its memory."""
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, chromium_path

    found = chromium_path()
    assert found, "No browser found. Run: make browser"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*FLAGS])
        fetched = _look(browser, server, carla, path, slow=False)
        paints = [_look(browser, server, carla, path, slow=True)["paint"] for _ in range(TIMES)]
        browser.close()
    return {"kB": fetched["kB"], "paint": paints}


def _look(browser: Any, server: Any, carla: Any, path: str, *, slow: bool) -> dict[str, Any]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="da-DK", base_url=server.address)
    context.add_cookies([{"name": c.name, "value": c.value, "url": server.address} for c in carla.cookies.jar])
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}
    devtools.on("Network.responseReceived", lambda said: kinds.update({said["requestId"]: _kind(said)}))

    def ended(said: dict[str, Any]) -> None:
        kind = kinds.get(said["requestId"], "other")
        sizes[kind] = sizes.get(kind, 0.0) + said["encodedDataLength"] / 1000

    devtools.on("Network.loadingFinished", ended)
    if slow:
        devtools.send("Network.emulateNetworkConditions", SLOW)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(path, wait_until="networkidle")
    paint = page.evaluate(PAINT)
    context.close()
    return {"kB": sizes, "paint": paint / 1000}


def _kind(said: dict[str, Any]) -> str:
    return str(said["type"]).lower()
