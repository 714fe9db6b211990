import type { H3Event } from "h3";
import { useStorage } from "#imports";
import { serverConfig } from "../request/serverConfig.ts";
import { seal, unseal } from "./seal.ts";
import { readSessionCookie, removeSessionCookie, writeSessionCookie } from "./sessionCookie.ts";
import { isSessionRecord, type SessionRecord } from "./sessionRecord.ts";

/** Where the sessions of requests are kept. */
export interface SessionStore {
  readonly read: (event: H3Event) => Promise<SessionRecord | undefined>;
  readonly write: (event: H3Event, record: SessionRecord) => Promise<void>;
  readonly remove: (event: H3Event, id: string | undefined) => Promise<void>;
}

const passwordOf = (event: H3Event): string => serverConfig(event).session.password;

const openCookie = async (event: H3Event): Promise<unknown> => {
  const sealed = readSessionCookie(event);
  return sealed === undefined ? undefined : unseal(sealed, passwordOf(event));
};
const sealFor = (event: H3Event, value: unknown): Promise<string> => {
  return seal(value, passwordOf(event), serverConfig(event).session.maxAge);
};

const cookieStore: SessionStore = {
  read: async (event) => {
    const record = await openCookie(event);
    return isSessionRecord(record) ? record : undefined;
  },
  write: async (event, record) => {
    writeSessionCookie(event, await sealFor(event, record));
  },
  remove: async (event) => {
    removeSessionCookie(event);
  },
};

const isReference = (value: unknown): value is { readonly id: string } =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string";

/** The cookie has the id only. The tokens are sealed in the storage, too. */
const storageStore: SessionStore = {
  read: async (event) => {
    const reference = await openCookie(event);
    if (!isReference(reference)) return undefined;
    const sealed = await useStorage("users").getItem(reference.id);
    if (typeof sealed !== "string") return undefined;
    const record = await unseal(sealed, passwordOf(event));
    return isSessionRecord(record) && record.id === reference.id ? record : undefined;
  },
  write: async (event, record) => {
    const { maxAge } = serverConfig(event).session;
    await useStorage("users").setItem(record.id, await sealFor(event, record), { ttl: maxAge });
    writeSessionCookie(event, await sealFor(event, { id: record.id }));
  },
  remove: async (event, id) => {
    if (id !== undefined) await useStorage("users").removeItem(id);
    removeSessionCookie(event);
  },
};

/** The store that the options name. */
export const sessionStore = (event: H3Event): SessionStore =>
  serverConfig(event).session.store === "storage" ? storageStore : cookieStore;
