/** Actions in the audit trail. */
export type AuditEvent =
  | "client.created"
  | "client.deleted"
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
  | "user.registered"
  | "user.updated";

export const userTarget = (id: number): string => `user:${id}`;
export const templateTarget = (id: string): string => `template:${id}`;
export const clientTarget = (id: string): string => `client:${id}`;
