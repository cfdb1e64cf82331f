/** The login of the demo, named in the page's head while the server runs one. */
export function demoLogin(): { email: string; password: string } | null {
  const content = document.querySelector<HTMLMetaElement>('meta[name="fanal-demo"]')?.content;
  const [email, password] = content?.split(" ") ?? [];
  return email === undefined || password === undefined ? null : { email, password };
}
