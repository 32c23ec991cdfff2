/** Works on many things beside each other: enough that one commit serves many, few enough that others get their turn. */
const atOnce = 48;

/** What fails does not hold the others up; the first failure is thrown at the end. */
export async function together<T>(things: Iterable<T>, work: (thing: T) => Promise<unknown>): Promise<void> {
  const left = [...things].reverse();
  const failures: unknown[] = [];
  const workers = Array.from({ length: atOnce }, async () => {
    for (let thing = left.pop(); thing !== undefined; thing = left.pop()) {
      await work(thing).catch((thrown: unknown) => failures.push(thrown));
    }
  });
  await Promise.all(workers);
  if (failures.length > 0) throw failures[0];
}
