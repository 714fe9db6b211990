import type { ClientBase, ClientConfig, Pool, PoolConfig } from "pg";

/**
 * Planner settings: the data is in memory, where random access is cheap, and no query is worth JIT
 * compilation. Options in the URL take precedence.
 */
const planner = "-c random_page_cost=1.1 -c jit=off";
/** Shows whether a connection has its own server process; see `StandbyHost`. */
const marker = "-c knetik_users.is_direct=on";

/** Parses `count(*)` and timestamps as numbers. */
const parseInt8 = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond what a number holds.`);
  return value;
};

/** Opens a pool whose new connections go to the current URL. */
export const openPool = async (
  url: () => string,
  admit: (client: ClientBase) => Promise<void>,
  config: PoolConfig,
): Promise<Pool> => {
  // Loaded on demand, because SQLite users do not need it.
  const { Client, Pool, types } = await import("pg");
  class ClientOfCurrentHost extends Client {
    constructor(given?: ClientConfig) {
      super({ ...given, connectionString: url() });
    }
  }
  const pool = new Pool({
    application_name: "knetik-users-server",
    keepAlive: true,
    options: `${planner} ${marker}`,
    ...config,
    Client: ClientOfCurrentHost,
    verify: (client, done) => {
      void admit(client).then(() => {
        done();
      }, done);
    },
    types: {
      getTypeParser: (type, format): unknown =>
        type === types.builtins.INT8 ? parseInt8 : types.getTypeParser(type, format),
    },
  });
  // Without a listener, the error of an idle connection would end the process. The pool replaces
  // it.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
};
