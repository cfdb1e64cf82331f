import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

/** As OWASP asks of scrypt where memory is scarce: 16 MB for each try. */
const cost = { N: 2 ** 14, r: 8, p: 5 } satisfies ScryptOptions;
const keyBytes = 32;

/** A page's password as it is stored: scrypt with its parameters and a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** Whether this is the password that was hashed; takes as long for a wrong one as for the right one. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [scheme, N, r, p, salt = "", key = ""] = hash.split("$");
  if (scheme !== "scrypt") throw new Error(`Passwords hashed by ${scheme} are not known`);
  const expected = Buffer.from(key, "base64url");
  const given = await derive(password, Buffer.from(salt, "base64url"), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(expected, given);
}

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, keyBytes, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
