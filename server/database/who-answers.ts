/** What speaks at a port where no MongoDB was found: asked once, so that a refusal can name it. */
import { connect } from "node:net";

const patience = 1500;

/** In words, as a sentence begins; null where nothing can be said. */
export async function whoAnswers({ host, port }: { host: string; port: number }): Promise<string | null> {
  const said = await firstWords(host, port);
  if (said === null) return null;
  const text = said.toString("latin1");
  // MongoDB itself answers a browser so.
  if (/MongoDB/.test(text)) return null;
  if (text.startsWith("HTTP/")) return "a web server answers, not MongoDB";
  if (text.startsWith("SSH-")) return "an SSH server answers, not MongoDB";
  if (/^[-+](ERR|DENIED|NOAUTH|PONG)/.test(text)) return "a Redis answers, not MongoDB";
  // A TLS alert, in answer to what was not TLS.
  if (said[0] === 0x15) return "a server answers that wants TLS: add tls=true to MONGO_URL if it is a MongoDB";
  if (said.length === 0)
    return "something takes the connection and says nothing that MongoDB would say (it may want TLS: tls=true)";
  return "another program answers, not MongoDB";
}

/** The first bytes that it sends when asked as a browser would ask; none where it stays silent; null where nothing takes the connection. */
function firstWords(host: string, port: number): Promise<Buffer | null> {
  return new Promise((resolve) => {
    let taken = false;
    const socket = connect({ host, port });
    const done = (said: Buffer | null) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(said);
    };
    const timer = setTimeout(() => done(taken ? Buffer.alloc(0) : null), patience);
    socket.once("connect", () => {
      taken = true;
      socket.write("GET / HTTP/1.0\r\n\r\n");
    });
    socket.once("data", done);
    socket.once("error", () => done(taken ? Buffer.alloc(0) : null));
    socket.once("close", () => done(taken ? Buffer.alloc(0) : null));
  });
}
