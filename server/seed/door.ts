/** Operations as a browser would call them: parsed, checked and answered by the same use cases. */
import type { OperationName, Question, Reply } from "../../shared/contract.ts";
import { dialoguesFeature } from "../features/dialogues/index.ts";
import { forumFeature } from "../features/forum/index.ts";
import { notificationsFeature } from "../features/notifications/index.ts";
import { settingsFeature } from "../features/settings/index.ts";
import { webinarsFeature } from "../features/webinars/index.ts";
import type { Exchange } from "../platform/operations/serve.ts";
import type { Person } from "../platform/person.ts";

const features = [settingsFeature, forumFeature, dialoguesFeature, webinarsFeature, notificationsFeature];
const served = new Map(features.flatMap((feature) => feature()).map((each) => [each.name, each]));

/** Asks as this person. `socketId`: for what belongs to one connection. Throws what a caller would be told. */
export async function call<N extends OperationName>(
  name: N,
  person: Person,
  input: Question<N>,
  socketId: string | null = null,
): Promise<Reply<N>> {
  const exchange: Exchange = {
    requestId: "seed",
    way: "inside",
    address: "local",
    userAgent: "",
    sessionId: null,
    socketId,
    cookies: {},
    setCookie: () => {},
  };
  const one = served.get(name);
  if (!one) throw new Error(`No operation is called ${name}`);
  return (await one.run(person, input, exchange)) as Reply<N>;
}
