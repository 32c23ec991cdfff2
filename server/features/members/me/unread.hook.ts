/** How many things wait in somebody's inbox: counted by the inbox, which stands above this feature. */

let count: (personId: string) => Promise<number> = async () => 0;

export function registerUnread(counter: (personId: string) => Promise<number>): void {
  count = counter;
}
export const unreadOf = (personId: string): Promise<number> => count(personId);
