import { createMarkdownRenderer } from "vitepress";
import { expect, test } from "vitest";
import { keepBraces } from "./braces.ts";

test("what stands in two braces reaches the reader as it is, in text and in code", async () => {
  const renderer = await createMarkdownRenderer(".", { config: keepBraces });
  const page = await renderer.renderAsync("Set `{{ secret }}`, or {{ 1 + 1 }}.\n\n    {{ block }}\n");
  // To Vue, which looks for two braces, it is text; blocks of code it leaves alone by itself.
  const outsideOfBlocks = page.replace(/<pre[\s\S]*?<\/pre>/, "");
  expect(outsideOfBlocks).not.toContain("{{");
  expect(outsideOfBlocks.replaceAll("&#123;", "{")).toContain("{{ secret }}</code>, or {{ 1 + 1 }}.");
});
