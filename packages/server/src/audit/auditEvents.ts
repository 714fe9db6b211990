/** Actions in the audit trail. */
export type AuditEvent =
  | "client.created"
  | "client.deleted"
  | "client.secret.rotated"
  | "group.joined"
  | "group.left"
  | "password.changed"
  | "password.reset.requested"
  | "password.reset.used"
  | "role.granted"
  | "role.revoked"
  | "sign_in.failed"
  | "sign_in.succeeded"
  | "template.created"
  | "template.deleted"
  | "template.updated"
  | "tokens.reuse_detected"
  | "tokens.revoked"
  | "user.anonymized"
  | "user.deleted"
  | "user.disabled"
  | "user.enabled"
  | "user.exported"
  | "user.imported"
  | "user.registered"
  | "user.updated";

export const userTarget = (id: number): string => `user:${id}`;
export const templateTarget = (id: string): string => `template:${id}`;
export const clientTarget = (id: string): string => `client:${id}`;
