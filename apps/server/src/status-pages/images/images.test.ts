import { deflateSync } from "node:zlib";
import { startTestFanal, type TestFanal } from "@fanal/testing";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { ask as askApi, errorOf } from "../../http/test-helpers.ts";
import { ask } from "../../publishing/test-helpers.ts";

type Kind = "logo_light" | "logo_dark" | "favicon";

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"><script>alert(1)</script><rect width="200" height="40" fill="#b00"/></svg>';
const html = "<html><script>alert(document.domain)</script></html>";

let fanal: TestFanal;
let mara: Awaited<ReturnType<TestFanal["signUp"]>>;
let page: { organization: string; pageId: string };

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
  const { slug: organization } = await mara.client.organizations.create({ name: "Acme" });
  const [first] = await mara.client.statusPages.list({ organization });
  page = { organization, pageId: first?.id ?? "" };
});
afterAll(() => fanal[Symbol.asyncDispose]());

describe("a picture", () => {
  test.each(["png", "jpeg", "webp", "gif"] as const)("of %s becomes a PNG that fits", async (format) => {
    const file = await solid(1_000, 500).toFormat(format).toBuffer();
    expect(await made("logo_light", file)).toEqual({
      format: "png",
      width: 256,
      height: 128,
      pages: undefined,
    });
    expect(await made("favicon", file)).toEqual({ format: "png", width: 64, height: 64, pages: undefined });
  });

  test("that is small stays as large as it is", async () => {
    expect(await made("logo_dark", await solid(30, 10).png().toBuffer())).toMatchObject({
      width: 30,
      height: 10,
    });
  });

  test("that moves stands still", async () => {
    const frames = await Promise.all(
      ["#f00", "#0f0", "#00f"].map((color) => solid(40, 20, color).raw().toBuffer()),
    );
    const moving = await sharp(Buffer.concat(frames), {
      raw: { width: 40, height: 60, channels: 4, pageHeight: 20 },
    })
      .gif({ loop: 0 })
      .toBuffer();
    expect((await sharp(moving, { animated: true }).metadata()).pages).toBe(3);
    expect(await made("logo_light", moving)).toMatchObject({ width: 40, height: 20, pages: undefined });
  });

  test("tells nothing but what is seen: not where it was taken, by whom, with what", async () => {
    const file = await solid(40, 20)
      .withExif({ IFD0: { Artist: "Mara canary-artist", Copyright: "canary-copyright" } })
      .jpeg()
      .toBuffer();
    expect(file.toString("latin1")).toContain("canary");
    expect((await bytesOf("logo_light", file)).toString("latin1")).not.toContain("canary");
  });

  test("that is a page at the same time is a picture only", async () => {
    const png = await solid(20, 20).png().toBuffer();
    for (const polyglot of [Buffer.concat([png, Buffer.from(html)]), withText(png, html)]) {
      expect((await bytesOf("logo_light", polyglot)).toString("latin1")).not.toContain("script");
    }
    const gif = await solid(20, 20).gif().toBuffer();
    const bytes = await bytesOf("logo_light", Buffer.concat([gif, Buffer.from(`/*${html}*/`)]));
    expect(bytes.toString("latin1")).not.toContain("script");
  });
});

describe("a drawing", () => {
  test("stays one, without its script, and is served so that it could do nothing", async () => {
    const { url, width, height } = await put("logo_light", Buffer.from(drawing));
    expect({ width, height }).toEqual({ width: 200, height: 40 });
    const { status, headers, body } = await ask(fanal.url, new URL(url).pathname);
    expect(status).toBe(200);
    expect(body.toString()).toContain("#b00");
    expect(body.toString()).not.toContain("alert");
    expect(headers).toMatchObject({
      "content-type": "image/svg+xml",
      "x-content-type-options": "nosniff",
      "cache-control": "public, max-age=31536000, immutable",
      "content-security-policy": expect.stringMatching(/^default-src 'none';.* sandbox/),
    });
  });

  test("as an icon becomes a picture", async () => {
    expect(await made("favicon", Buffer.from(drawing))).toMatchObject({
      format: "png",
      width: 64,
      height: 64,
    });
  });
});

describe("what is refused with words, and changes nothing:", () => {
  const refused: Record<string, () => Buffer | Promise<Buffer>> = {
    "a page": () => Buffer.from(html),
    "a page that begins like a drawing": () => Buffer.from(`<svg ${html}`),
    nothing: () => Buffer.alloc(0),
    noise: () => Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7_919) % 251)),
    "half a picture": async () => (await solid(400, 400).png().toBuffer()).subarray(0, 80),
    "a picture of a size that takes all memory": () => bomb(50_000, 50_000),
    "a picture of 26 megapixels": () => bomb(5_200, 5_000),
    "a TIFF": () => solid(20, 20).tiff().toBuffer(),
    "a PDF": () => Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj"),
    "a drawing that reads a file": () =>
      Buffer.from(
        `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${drawing.replace("<rect", "<text>&x;</text><rect")}`,
      ),
    "a drawing that says it is UTF-16": () => Buffer.from(`\ufeff${drawing}`, "utf16le"),
    "a drawing nested a hundred thousand times": () =>
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${"<g>".repeat(100_000)}${"</g>".repeat(100_000)}</svg>`,
      ),
  };

  test.each(Object.entries(refused))("%s", async (_, make) => {
    const before = await mara.client.statusPages.get(page);
    const refusal = await put("logo_light", await make()).catch((error) => error);
    expect(refusal).toMatchObject({ code: "bad_request", data: { issues: [{ path: ["data"] }] } });
    expect(refusal.data.issues[0].message).toMatch(/^.{20,}\.$/);
    expect({ ...(await mara.client.statusPages.get(page)), publishedVersion: 0 }).toEqual({
      ...before,
      publishedVersion: 0,
    });
  });

  test("a file of more than 1 MB, and a body that is larger than such a file", async () => {
    const path = `/api/v1/organizations/${page.organization}/status-pages/${page.pageId}/images/logo_light`;
    const send = (data: string) =>
      askApi(fanal.url, { method: "PUT", path, body: { data }, headers: { cookie: mara.cookie } });
    const tooLong = await send(Buffer.alloc(1_048_576 + 3).toString("base64"));
    expect(errorOf(tooLong)).toMatchObject({
      code: "bad_request",
      issues: [{ path: ["data"], message: "At most 1 MB." }],
    });
    const tooLarge = await send("A".repeat(1_500_000));
    expect(tooLarge.status).toBe(413);
    expect(errorOf(tooLarge).message).toContain("1 MB");
    const elsewhere = await askApi(fanal.url, {
      method: "PUT",
      path: `/api/v1/organizations/${page.organization}`,
      body: { data: "A".repeat(300_000) },
      headers: { cookie: mara.cookie },
    });
    expect(elsewhere.status).toBe(413);
  });
});

test("an image that is taken away is no longer on the page, and its address is gone", async () => {
  const { url } = await put("logo_dark", await solid(10, 10).png().toBuffer());
  const { pathname } = new URL(url);
  expect((await ask(fanal.url, pathname)).status).toBe(200);
  await mara.client.statusPages.deleteImage({ ...page, kind: "logo_dark" });
  expect((await ask(fanal.url, pathname)).status).toBe(404);
  expect((await mara.client.statusPages.get(page)).images.map(({ kind }) => kind)).not.toContain("logo_dark");
  await expect(mara.client.statusPages.deleteImage({ ...page, kind: "logo_dark" })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("another image has another address, and the one before is gone", async () => {
  const first = await put("logo_light", await solid(10, 10, "#abc").png().toBuffer());
  const second = await put("logo_light", await solid(10, 10, "#def").png().toBuffer());
  expect(second.url).not.toBe(first.url);
  expect((await ask(fanal.url, new URL(first.url).pathname)).status).toBe(404);
  expect((await ask(fanal.url, new URL(second.url).pathname)).status).toBe(200);
});

test("many who upload at once all get their image", async () => {
  const file = await solid(2_000, 1_000).png().toBuffer();
  const results = await Promise.all(Array.from({ length: 6 }, () => put("logo_light", file)));
  expect(new Set(results.map(({ url }) => url)).size).toBe(1);
});

async function put(kind: Kind, file: Buffer) {
  const { images } = await mara.client.statusPages.putImage({ ...page, kind, data: file.toString("base64") });
  const image = images.find((one) => one.kind === kind);
  if (image === undefined) throw new Error("The page has no such image");
  return image;
}

/** What visitors get. */
async function bytesOf(kind: Kind, file: Buffer): Promise<Buffer> {
  const { url } = await put(kind, file);
  return (await ask(fanal.url, new URL(url).pathname)).body;
}

async function made(kind: Kind, file: Buffer) {
  const { format, width, height, pages } = await sharp(await bytesOf(kind, file)).metadata();
  return { format, width, height, pages };
}

function solid(width: number, height: number, background = "#3366cc") {
  return sharp({ create: { width, height, channels: 4, background } });
}

/** A PNG that holds a text beside its picture. */
function withText(png: Buffer, text: string): Buffer {
  const header = png.subarray(0, 33);
  return Buffer.concat([header, chunk("tEXt", Buffer.from(`Comment\0${text}`)), png.subarray(33)]);
}

/** A PNG of a few kilobytes that is very large once it is read. */
function bomb(width: number, height: number): Buffer {
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.min(width * height, 30_000_000)));
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([signature, chunk("IHDR", size), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}
