const longest = 48;

/** Slugs that addresses of the product itself use. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  "account",
  "admin",
  "api",
  "app",
  "assets",
  "auth",
  "docs",
  "fanal",
  "healthz",
  "live",
  "login",
  "mail",
  "metrics",
  "new",
  "readyz",
  "settings",
  "sign-in",
  "sign-out",
  "sign-up",
  "status",
  "www",
]);

/**
 * A slug is 2 to 48 lower-case letters and digits of ASCII, with single dashes between. It never looks like an id, since
 * addresses take either and one organization could else stand in for another.
 */
export function isSlug(value: string): boolean {
  const isWord = value.length >= 2 && value.length <= longest && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
  return isWord && !looksLikeId.test(value);
}

const looksLikeId = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Letters of Europe that Unicode does not take apart, as people who write them would. */
const spelled: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ð: "d",
  đ: "d",
  ł: "l",
  þ: "th",
  ı: "i",
};

/** A slug made from a name; empty when the name has fewer than two letters or digits that ASCII can spell. */
export function slugify(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[ßæœøðđłþı]/g, (letter) => spelled[letter] ?? "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replace(/^-+|-+$/g, "");
  return isSlug(slug) ? slug : "";
}
