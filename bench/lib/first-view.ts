import type { launchBrowser } from "@fanal/testing/browser";

type Browser = Awaited<ReturnType<typeof launchBrowser>>;

/** Loads an address in an empty browser profile. Milliseconds from the start of the load to the first content drawn. */
export async function firstContentfulPaint(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(url);
    return await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            const [paint] = list.getEntriesByName("first-contentful-paint");
            if (paint !== undefined) resolve(paint.startTime);
          }).observe({ type: "paint", buffered: true });
        }),
    );
  } finally {
    await context.close();
  }
}

export interface View {
  /** Addresses asked for, the socket among them. */
  requests: string[];
  /** All that the browser runs, in the page or loaded, in bytes before compression. JSON-LD is data and not counted. */
  scriptBytes: number;
}

/** Loads an address in an empty browser profile and waits until its socket has been greeted. */
export async function watchFirstView(browser: Browser, url: string): Promise<View> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const requests: string[] = [];
    const loadedScripts: Promise<Buffer>[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith("data:")) requests.push(request.url());
    });
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") loadedScripts.push(response.body());
    });
    page.on("websocket", (socket) => requests.push(socket.url()));
    const greeted = page.waitForEvent("websocket").then((socket) => socket.waitForEvent("framereceived"));
    await page.goto(url);
    await greeted;
    const inline = await page.locator('script:not([src], [type="application/ld+json"])').allTextContents();
    const scripts = [...inline, ...(await Promise.all(loadedScripts))];
    return { requests, scriptBytes: scripts.reduce((sum, script) => sum + Buffer.byteLength(script), 0) };
  } finally {
    await context.close();
  }
}
