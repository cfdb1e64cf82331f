/** A `fetch` that gives up when the answer has not begun after `ms`, as on a connection that hangs. */
export function fetchWithin(ms: number): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init);
    return fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(ms)]) });
  };
}
