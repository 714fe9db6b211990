import { once } from "node:events";
import { mkdirSync, rmdirSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const reserved = new Set<string>();
process.once("exit", () => {
  for (const folder of reserved) rmdirSync(folder);
});

/** Reserves a port for this process among all tests of this machine. `false` if another one has it. */
const reserve = (port: number): boolean => {
  const folder = join(tmpdir(), `knetik-users-port-${port}`);
  try {
    mkdirSync(folder);
  } catch {
    return false;
  }
  reserved.add(folder);
  return true;
};

/**
 * Ports below 32768 are outside the ephemeral range of every platform, so no outgoing connection
 * takes the port between this check and the start, or while the server is down; and no other test
 * does, because it is reserved.
 */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (!reserve(port)) continue;
    const server = createServer().listen(port, "127.0.0.1");
    const free = await once(server, "listening").then(
      () => true,
      () => false,
    );
    server.close();
    if (free) return port;
  }
};
