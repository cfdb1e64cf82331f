const types = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/svg+xml"];

type ReadImage =
  | { problem: string }
  /** `data` as Base64, `preview` as an address that shows it. */
  | { problem: null; data: string; preview: string };

/** A chosen file as the API takes it, or what is wrong with it in words. */
export async function readImage(file: File, mostBytes: number): Promise<ReadImage> {
  if (!types.includes(file.type)) {
    return { problem: `${file.name} is no image that we can read. Choose a PNG, JPEG, WebP, GIF or SVG.` };
  }
  if (file.size > mostBytes) {
    const size = (file.size / mostBytes).toLocaleString("en", { maximumFractionDigits: 1 });
    return { problem: `${file.name} has ${size} MB. Choose a file of 1 MB at most.` };
  }
  const preview = await dataUrl(file);
  return { problem: null, data: preview.slice(preview.indexOf(",") + 1), preview };
}

function dataUrl(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
