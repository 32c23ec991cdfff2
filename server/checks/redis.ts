/** Tries the Redis that REDIS_URL names: whether it answers, and whether it is one that can pass on what is said. */
import { Redis } from "ioredis";

const patience = 3_000;
/** What is used of it has been there since then. */
const oldest = 5;

/** Its version; throws an error whose message is one sentence behind REDIS_URL. */
export async function tryRedis(redisUrl: string): Promise<string> {
  const place = placeOf(redisUrl);
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    connectTimeout: patience,
    commandTimeout: patience,
    retryStrategy: () => null,
  });
  let last: Error | undefined;
  redis.on("error", (error: Error) => {
    last = error;
  });
  try {
    await redis.connect();
    const info = await redis.info("server");
    const version = /^redis_version:(\S+)/m.exec(info)?.[1];
    if (version && Number(version.split(".")[0]) < oldest)
      throw new Error(`is Redis ${version}; ${oldest} is the oldest that will do`);
    return `Redis${version ? ` ${version}` : ""} answers at ${place}`;
  } catch (thrown) {
    throw new Error(`REDIS_URL: ${place} ${sayWhyNot(last ?? (thrown as Error))}`);
  } finally {
    redis.disconnect();
  }
}

/** Without name and password. */
function placeOf(redisUrl: string): string {
  const { hostname, port } = new URL(redisUrl);
  return `${hostname}:${port || 6379}`;
}

function sayWhyNot(error: Error): string {
  const text = `${(error as NodeJS.ErrnoException).code ?? ""} ${error.message}`;
  if (/ECONNREFUSED/.test(text))
    return "refuses the connection: nothing listens there; is Redis running, and are host and port right?";
  if (/ENOTFOUND|EAI_AGAIN/.test(text)) return "is not known: is the host's name right?";
  if (/ETIMEDOUT|timed? ?out/i.test(text)) return "does not answer: is it running, and does a firewall stand between?";
  if (/WRONGPASS|NOAUTH|AUTH/.test(text)) return "wants a name and a password, as in redis://user:password@host:6379";
  if (/NOPERM/.test(text))
    return "does not permit this user what is needed (PUBLISH, SUBSCRIBE, INFO and keys beginning with colloquy:)";
  if (/Protocol error|protocol|unexpected/i.test(text))
    return "does not speak as a Redis does: is the port right, and is it rediss:// that is meant?";
  if (/certificate|self.signed|SSL|TLS/i.test(text)) return `cannot be trusted over TLS (${error.message})`;
  if (/oldest that will do/.test(text)) return error.message;
  return `cannot be used (${error.message})`;
}
