/** Mid colours: no pure black or white, which programs turn into each other. */
export const colors = { page: "#fdfdfe", text: "#26262b", meta: "#63646d", link: "#574bcf", rule: "#d9d9df" };

export const fonts = { text: "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif" };

/** For programs that ask for the reader's theme; what is in the elements themselves has to be overruled. */
export const darkStyle = `
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: #1b1b1f !important; }
  .text { color: #ececef !important; }
  .meta { color: #a9a9b2 !important; }
  .action { color: #a79ff2 !important; border-color: #a79ff2 !important; }
  .rule { border-color: #3a3a41 !important; }
}`;
