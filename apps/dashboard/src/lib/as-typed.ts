/** Until the server has rendered a message, it is shown as it was typed. */
export function asTyped(message: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  const escaped = message.replace(/[&<>]/g, (character) => entities[character] ?? character);
  return `<p>${escaped.replaceAll("\n", "<br>")}</p>`;
}
