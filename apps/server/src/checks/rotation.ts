/**
 * Does work one by one, of each key in rotation: who brings much at once holds up each other key for one piece of it.
 */
export function createRotation(): (key: string, work: () => Promise<void>) => Promise<void> {
  const waiting = new Map<string, (() => Promise<void>)[]>();
  let isGoing = false;

  async function go(): Promise<void> {
    isGoing = true;
    // The key that comes first is that whose turn is longest ago.
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      const [key, queue] = next;
      waiting.delete(key);
      const work = queue.shift();
      if (queue.length > 0) waiting.set(key, queue);
      await work?.();
    }
    isGoing = false;
  }

  return (key, work) =>
    new Promise((resolve, reject) => {
      const piece = () => work().then(resolve, reject);
      const queue = waiting.get(key);
      if (queue === undefined) waiting.set(key, [piece]);
      else queue.push(piece);
      if (!isGoing) void go();
    });
}
