const left = new Set<string>();

/**
 * Has an act that ends one's own membership be known as one's own: the socket may tell of it before its answer is here.
 *
 * @param organization its address
 */
export async function leavingBy<Output>(organization: string, act: () => Promise<Output>): Promise<Output> {
  left.add(organization);
  try {
    return await act();
  } catch (error) {
    left.delete(organization);
    throw error;
  }
}

/** Whether it was oneself who ended one's membership. */
export function hasLeft(organization: string): boolean {
  return left.has(organization);
}
