import { createUsersClient, isUsersError } from "@knetik-users/core";

/** Addresses, which differ from test to test. */
export interface Addresses {
  /** A sandbox. */
  readonly sandbox: string;
  /** Nothing listens here. */
  readonly refused: string;
}

const auth = {
  grant: "client_credentials",
  clientId: "server",
  clientSecret: "sandbox-secret",
} as const;

const connectionFailure = async (baseUrl: string) => {
  const client = createUsersClient({ baseUrl, allowInsecureHttp: true, retry: { retries: 0 } });
  const { error } = { error: undefined, ...(await client.result.getUser(1)) };
  await client.close();
  return error?._tag === "ConnectionFailed" ? `${error.reason}, reached: ${error.reached}` : error;
};

/** Uses the client in all ways that depend on the platform. The result can be written as JSON. */
export const exercise = async ({ sandbox, refused }: Addresses) => {
  const events: string[] = [];
  let userAgent: string | undefined;
  const users = createUsersClient({
    baseUrl: sandbox,
    auth,
    onEvent: (event) => events.push(event.type),
    fetch: (url, init) => {
      userAgent = init.headers["user-agent"];
      return fetch(url, init);
    },
  });
  const readers = await Promise.all([1, 2, 3].map((id) => users.getUser(id)));

  const tag = `runs-${crypto.randomUUID()}`;
  await users.addUserTag(1, tag);
  const isTagged = (await users.getUserTags(1)).includes(tag);
  await users.removeUserTag(1, tag);

  const { totalElements } = await users.getUsers({ size: 1 });
  const ids = new Set<number>();
  for await (const { id } of users.all.getUsers({ size: 5 }, { pagesInFlight: 3 })) ids.add(id);

  const missing: unknown = await users.getUser(999_999).catch((error: unknown) => error);

  const slow = createUsersClient({
    baseUrl: sandbox,
    headers: { "x-sandbox-fault": "latency=30000" },
  });
  const controller = new AbortController();
  setTimeout(() => controller.abort("changed my mind"), 50);
  const cancelled = await slow.result.getUser(1, { signal: controller.signal });
  const late = await slow.result.getUser(1, { timeout: { attempt: 50 }, retries: 0 });
  const interrupted = slow.result.getUser(1);
  await slow.close();
  const closed = await interrupted;

  const faulty = createUsersClient({
    baseUrl: sandbox,
    headers: { "x-sandbox-fault": "status=503" },
    retry: { retries: 2, baseDelay: 1 },
  });
  const failed = await faulty.result.getUser(1);
  await faulty.close();
  await users.close();

  return {
    userAgent,
    readsDates: readers.every(({ memberSince }) => memberSince instanceof Date),
    tokenRequests: events.filter((type) => type === "token").length,
    isTagged,
    readsEveryRow: ids.size > 5 && ids.size === totalElements,
    missing: isUsersError(missing) ? `${missing._tag} ${missing.status}` : String(missing),
    cancelled: cancelled.ok ? "no" : `${cancelled.error._tag}: ${String(cancelled.error.cause)}`,
    late: late.ok ? "no" : late.error._tag,
    closed: closed.ok ? "no" : closed.error.message,
    retried: failed.ok ? "no" : `${failed.error._tag} after ${failed.error.attempts} attempts`,
    refused: await connectionFailure(refused),
    unknownHost: await connectionFailure("http://does-not-exist.invalid"),
  };
};
