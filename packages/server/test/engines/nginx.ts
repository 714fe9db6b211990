import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./freePort.ts";

const programs = ["nginx", "/usr/sbin/nginx"];

/** The nginx of this machine, as Debian's package installs it; undefined if there is none. */
export const installedNginx = (): string | undefined =>
  programs.find((program) => spawnSync(program, ["-v"]).status === 0);

/** nginx in front of a server. */
export interface Nginx extends AsyncDisposable {
  readonly url: string;
  /** Number of connections that it has opened to the server. */
  readonly connections: () => number;
}

const listening = async (server: Server): Promise<number> => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
};

/** Forwards connections and counts them. */
const startCounter = async (target: string) => {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((near) => {
    count += 1;
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) sockets.add(socket.on("error", () => {}).setNoDelay(true));
    near.pipe(far).pipe(near);
  });
  return {
    port: await listening(server),
    count: () => count,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};

/** The `nginx` block of the README, with other ports and without TLS. */
const configuration = async (from: number, to: number, idleSeconds: number): Promise<string> => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const [, block = ""] = /^```nginx\n(.*?)^```$/ms.exec(readme) ?? [];
  const changed = block
    .replace("server 127.0.0.1:8080;", `server 127.0.0.1:${to};`)
    .replace("keepalive 32;", `keepalive 32;\n  keepalive_timeout ${idleSeconds}s;`)
    .replace("listen 443 ssl;", `listen 127.0.0.1:${from};`)
    .replaceAll(/ssl_certificate.*;/g, "");
  for (const expected of [String(to), "keepalive_timeout", String(from)]) {
    if (!changed.includes(expected)) throw new Error(`The README has no nginx block as expected.`);
  }
  return changed;
};

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/health/live`)).ok;
  } catch {
    return false;
  }
};

/** Starts nginx with the README's configuration. It keeps idle connections for `idleSeconds`. */
export const startNginx = async (
  program: string,
  server: string,
  idleSeconds = 60,
): Promise<Nginx> => {
  const folder = await mkdtemp(join(tmpdir(), "knetik-nginx-"));
  const counter = await startCounter(server);
  const port = await freePort();
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join("\n");
  await writeFile(
    join(folder, "nginx.conf"),
    `daemon off; pid ${folder}/pid; error_log stderr error; events {}
    http { access_log off; ${paths}
    ${await configuration(port, counter.port, idleSeconds)} }`,
  );
  const nginx = spawn(program, ["-p", folder, "-e", "stderr", "-c", join(folder, "nginx.conf")], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let problems = "";
  nginx.stderr.setEncoding("utf8").on("data", (text: string) => (problems += text));
  const ended = once(nginx, "exit");
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(url))) {
    if (nginx.exitCode !== null) throw new Error(`nginx: ${problems}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url,
    connections: counter.count,
    [Symbol.asyncDispose]: async () => {
      nginx.kill("SIGTERM");
      await ended;
      counter.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
