/** Somebody whom a provider vouches for, once all was checked that its protocol lets us check. */
export interface SsoIdentity {
  /** The same person at the provider for ever. */
  subject: string;
  /** Lower case; `null`: it says none. */
  email: string | null;
  /** `null`: it does not say. It is their own provider, so that counts as yes. */
  isEmailVerified: boolean | null;
  name: string | null;
}
