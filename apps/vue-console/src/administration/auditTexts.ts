import { type PlainTextKey, t } from "../language/t.ts";

/** Texts of the actions that this project's server records. Another one is shown by its name. */
const texts: { readonly [event: string]: PlainTextKey } = {
  "group.joined": "audit.group.joined",
  "group.left": "audit.group.left",
  "password.changed": "audit.password.changed",
  "password.reset.requested": "audit.password.reset.requested",
  "password.reset.used": "audit.password.reset.used",
  "role.granted": "audit.role.granted",
  "role.revoked": "audit.role.revoked",
  "sign_in.failed": "audit.signIn.failed",
  "sign_in.succeeded": "audit.signIn.succeeded",
  "template.created": "audit.template.created",
  "template.deleted": "audit.template.deleted",
  "template.updated": "audit.template.updated",
  "tokens.reuse_detected": "audit.tokens.reuse",
  "tokens.revoked": "audit.tokens.revoked",
  "user.anonymized": "audit.user.anonymized",
  "user.deleted": "audit.user.deleted",
  "user.disabled": "audit.user.disabled",
  "user.enabled": "audit.user.enabled",
  "user.exported": "audit.user.exported",
  "user.imported": "audit.user.imported",
  "user.registered": "audit.user.registered",
  "user.updated": "audit.user.updated",
};

/** The text of an action: `user.disabled` is "Disabled". */
export const describeEvent = (event: string): string => {
  const text = Object.hasOwn(texts, event) ? texts[event] : undefined;
  return text === undefined ? event : t(text);
};

const dangerous = /failed|reuse|disabled|deleted|anonymized/;

/** `true` for an action that an operator looks for. */
export const isNotable = (event: string): boolean => dangerous.test(event);
