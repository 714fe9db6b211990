import { createError, type H3Event } from "h3";
import { useStorage } from "#imports";
import { serverConfig } from "../request/serverConfig.ts";
import { seal, unseal } from "./seal.ts";
import { readSessionCookie, removeSessionCookie, writeSessionCookie } from "./sessionCookie.ts";
import { isSessionRecord, type SessionRecord } from "./sessionRecord.ts";

/** Where the sessions of requests are kept. */
export interface SessionStore {
  readonly read: (event: H3Event) => Promise<SessionRecord | undefined>;
  /** Writes a session. Returns `false` if it is not new and has ended in the meantime. */
  readonly write: (event: H3Event, record: SessionRecord, isNew: boolean) => Promise<boolean>;
  readonly remove: (event: H3Event, id: string | undefined) => Promise<void>;
}

const passwordsOf = (event: H3Event): ReadonlyArray<string> =>
  [serverConfig(event).session.password].flat();

const openCookie = async (event: H3Event): Promise<unknown> => {
  const sealed = readSessionCookie(event);
  return sealed === undefined ? undefined : unseal(sealed, passwordsOf(event));
};
const sealFor = (event: H3Event, value: unknown): Promise<string> => {
  const [password = ""] = passwordsOf(event);
  return seal(value, password, serverConfig(event).session.maxAge);
};

const cookieStore: SessionStore = {
  read: async (event) => {
    const record = await openCookie(event);
    return isSessionRecord(record) ? record : undefined;
  },
  write: async (event, record) => {
    writeSessionCookie(event, await sealFor(event, record));
    return true;
  },
  remove: async (event) => {
    removeSessionCookie(event);
  },
};

const isReference = (value: unknown): value is { readonly id: string } =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";

/** The Nitro storage `users`. Its errors may show where it is, which is not for visitors. */
const inStorage = async <A>(
  run: (storage: ReturnType<typeof useStorage>) => Promise<A>,
): Promise<A> => {
  try {
    const result = await run(useStorage("users"));
    // The file driver returns some errors.
    if (result instanceof Error) throw result;
    return result;
  } catch (cause) {
    const message = "The sessions could not be read or written.";
    throw createError({ statusCode: 503, message, cause, fatal: true });
  }
};

/** The cookie has the id only. The tokens are sealed in the storage, too. */
const storageStore: SessionStore = {
  read: async (event) => {
    const reference = await openCookie(event);
    if (!isReference(reference)) return undefined;
    const sealed = await inStorage((storage) => storage.getItem(reference.id));
    if (typeof sealed !== "string") return undefined;
    const record = await unseal(sealed, passwordsOf(event));
    return isSessionRecord(record) && record.id === reference.id ? record : undefined;
  },
  write: async (event, record, isNew) => {
    const { maxAge } = serverConfig(event).session;
    const sealed = await sealFor(event, record);
    const isKept = await inStorage(async (storage) => {
      if (!isNew && !(await storage.hasItem(record.id))) return false;
      await storage.setItem(record.id, sealed, { ttl: maxAge });
      return true;
    });
    if (!isKept) return false;
    writeSessionCookie(event, await sealFor(event, { id: record.id }));
    return true;
  },
  remove: async (event, id) => {
    if (id !== undefined) await inStorage((storage) => storage.removeItem(id));
    removeSessionCookie(event);
  },
};

/** The store that the options name. */
export const sessionStore = (event: H3Event): SessionStore =>
  serverConfig(event).session.store === "storage" ? storageStore : cookieStore;
