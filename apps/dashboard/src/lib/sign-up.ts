/** Whether whoever comes may make an account, or only who is invited. The page's head says so. */
export function isSignUpOpen(): boolean {
  return document.querySelector<HTMLMetaElement>('meta[name="fanal-sign-up"]')?.content !== "closed";
}
