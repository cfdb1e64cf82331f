/** Which way a language is written: nothing on the page but this knows, all measures are logical. */
export function directionOf(language: string): "ltr" | "rtl" {
  return rightToLeft.has(language.split("-")[0] ?? "") ? "rtl" : "ltr";
}

const rightToLeft = new Set(["ar", "fa", "he", "ur"]);
