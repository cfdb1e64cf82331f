/**
 * In front of the name of every cookie. By `__Host-` browsers know that nobody but this host, by https, may have set it:
 * no sister host and no network can slip one in. Over plain http, as on a developer's machine, they would refuse it.
 */
export function cookiePrefix(isSecure: boolean): "" | "__Host-" {
  return isSecure ? "__Host-" : "";
}
