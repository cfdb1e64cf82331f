import { stringify } from "csv-stringify/sync";

/** A file that is made piece by piece, as fast as it is taken; ends when nobody takes it any more. */
export function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/** Rows as CSV. What a spreadsheet would take for a formula is a text in it. */
export function asCsv(rows: unknown[][]): string {
  return stringify(rows, { escape_formulas: true, record_delimiter: "windows" });
}
