import { argon2, randomUUID, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { searchKey } from "../../src/database/searchKey.ts";
import { hashSecret, isSecret, makeSecret } from "../../src/database/hashSecret.ts";
import type { Row, Statement, Store } from "./store.ts";

const deriveKey = promisify(argon2);

const verify = async (password: string, hash: string): Promise<boolean> => {
  const [, , , , nonce = "", key = ""] = hash.split("$");
  const stored = Buffer.from(key, "base64");
  const actual = await deriveKey("argon2id", {
    ...{ message: password, nonce: Buffer.from(nonce, "base64"), tagLength: stored.length },
    ...{ memory: 19_456, passes: 2, parallelism: 1 },
  });
  return timingSafeEqual(actual, stored);
};

const lifetime = 3_600;
const seconds = () => Math.floor(Date.now() / 1000);

const insertAccess = (
  client: unknown,
  user: unknown,
  family: unknown,
  token: string,
): Statement => [
  "insert into access_tokens (token_hash, client_id, user_id, family, expires_at) values (?, ?, ?, ?, ?)",
  ...[hashSecret(token), client, user, family, seconds() + lifetime],
];

/** The server's statements of a sign-in, one after the other. */
const signedIn = (
  isPostgres: boolean,
  client: string,
  id: unknown,
  refresh: string,
  access: string,
) => {
  const family = randomUUID();
  const statements: ReadonlyArray<Statement> = [
    [`select * from users where id = ?${isPostgres ? " for no key update" : ""}`, id],
    ["update users set last_activity = ? where id = ?", seconds(), id],
    [
      `insert into audit_log (at, event, user_id, client_id, address, request_id, target, fields)
        values (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[
        seconds(),
        "sign_in.succeeded",
        null,
        client,
        "127.0.0.1",
        randomUUID(),
        `user:${String(id)}`,
        "[]",
      ],
    ],
    [
      "insert into refresh_tokens (token_hash, client_id, user_id, family, expires_at) values (?, ?, ?, ?, ?)",
      ...[hashSecret(refresh), client, id, family, seconds() + 30 * 86_400],
    ],
    insertAccess(client, id, family, access),
  ];
  return statements;
};

const userOf = (row: Row) => ({
  id: row["id"],
  display_name: row["display_name"] ?? row["username"],
  avatar_url: row["avatar_url"] ?? undefined,
  member_since: row["member_since"],
  last_updated: row["last_updated"],
});

const columns =
  "id, username, email, display_name, avatar_url, fullname, member_since, last_updated, last_activity";

const maxSize = 1_000;

/** The four routes handwritten: the same SQL, without the server's rules. */
export const bareApp = (store: Store, isPostgres: boolean): Hono => {
  const app = new Hono();
  app.get("/users", async (call) => {
    const size = Math.min(Number(call.req.query("size") ?? 25), maxSize);
    const page = Number(call.req.query("page") ?? 1);
    const counted = await store.first("select sum(users) as total from user_blocks");
    const total = Number(counted?.["total"] ?? 0);
    const rows = await store.all(
      `select ${columns} from users order by id limit ? offset ?`,
      ...[size, (page - 1) * size],
    );
    const pages = Math.ceil(total / size);
    return call.json({
      content: rows.map(userOf),
      ...{ first: page === 1, last: page >= pages, number: page - 1, size },
      number_of_elements: rows.length,
      sort: [],
      total_elements: total,
      total_pages: pages,
    });
  });
  app.get("/users/:id", async (call) => {
    const row = await store.first("select * from users where id = ?", Number(call.req.param("id")));
    return row === undefined ? call.json({}, 404) : call.json(userOf(row));
  });
  app.post("/oauth/token", async (call) => {
    const form = new URLSearchParams(await call.req.text());
    const id = form.get("client_id") ?? "";
    const client = await store.first("select * from oauth_clients where id = ?", id);
    const secret = client?.["secret_hash"];
    const isRight = typeof secret !== "string" || isSecret(form.get("client_secret") ?? "", secret);
    if (client === undefined || !isRight) return call.json({}, 401);
    const access = makeSecret();
    const token = { access_token: access, token_type: "bearer", expires_in: lifetime };
    if (form.get("grant_type") === "client_credentials") {
      await store.run(...insertAccess(id, null, null, access));
      return call.json(token);
    }
    const key = searchKey(form.get("username") ?? "");
    const user = await store.first(
      `select id, password_hash from users where username_key = ? or email_key = ?
        order by case when username_key = ? then 0 else 1 end limit 1`,
      ...[key, key, key],
    );
    const hash = user?.["password_hash"];
    if (typeof hash !== "string" || !(await verify(form.get("password") ?? "", hash))) {
      return call.json({}, 400);
    }
    const refresh = makeSecret();
    await store.transaction(signedIn(isPostgres, id, user?.["id"], refresh, access));
    return call.json({ ...token, refresh_token: refresh });
  });
  return app;
};

export const serveBare = (store: Store, isPostgres: boolean): Promise<string> => {
  const app = bareApp(store, isPostgres);
  return new Promise((resolve) => {
    serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => {
      resolve(`http://127.0.0.1:${port}`);
    });
  });
};
