/** Mid colours: no pure black or white, which programs turn into each other. */
export const colors = { page: "#fdfdfe", text: "#26262b", meta: "#63646d", link: "#574bcf", rule: "#d9d9df" };

export const fonts = { text: "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif" };

/**
 * What people wrote, which has no style of its own; and for programs that ask for the reader's theme, where what is in the elements
 * themselves has to be overruled.
 */
export const style = `
:root { color-scheme: light dark; }
.said p, .said ul, .said ol, .said pre, .said table, .said blockquote { margin: 0 0 16px; }
.said ul, .said ol { padding-left: 24px; }
.said a { color: ${colors.link}; }
.said blockquote { padding-left: 14px; border-left: 2px solid ${colors.rule}; }
.said code { font-size: 14px; }
.said pre { white-space: pre-wrap; padding: 10px 12px; border: 1px solid ${colors.rule}; border-radius: 6px; line-height: 20px; }
.said table { border-collapse: collapse; }
.said th, .said td { padding: 4px 12px 4px 0; border-bottom: 1px solid ${colors.rule}; text-align: left; }
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: #1b1b1f !important; }
  .text { color: #ececef !important; }
  .meta { color: #a9a9b2 !important; }
  .action { color: #a79ff2 !important; border-color: #a79ff2 !important; }
  .rule { border-color: #3a3a41 !important; }
  .said a { color: #a79ff2 !important; }
  .said blockquote, .said pre, .said th, .said td { border-color: #3a3a41 !important; }
}`;
