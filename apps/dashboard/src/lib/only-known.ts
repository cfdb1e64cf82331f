type Search = Record<string, unknown>;

/**
 * Reads what an address says behind its question mark. The router itself hands on whatever else stands there, also under the
 * names of what was refused; with this, what is not read is not there.
 */
export function onlyKnown<Known extends object>(read: (search: Search) => Known): (search: Search) => Known {
  return (search) => {
    const nothing = Object.fromEntries(Object.keys(search).map((name) => [name, undefined]));
    return Object.assign(nothing, read(search));
  };
}
