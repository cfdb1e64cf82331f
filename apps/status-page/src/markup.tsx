/** Messages of operators. The only HTML that a person wrote; it was sanitized where the snapshot was made. */
export function OperatorHtml({ html }: { html: string }) {
  if (html === "") return null;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: see above.
  return <div className="text" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}
