import { apiErrorKinds } from "../../api/errors/errorKinds.ts";

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const jsonContent = (schema: object) => ({ "application/json": { schema } });
const seconds = { type: "integer", format: "int64", description: "Seconds since 1970." };
const secondsOrNull = { ...seconds, type: ["integer", "null"] };
const text = { type: "string" };
const textOrNull = { type: ["string", "null"] };
const numberOrNull = { type: ["integer", "null"] };

const object = (properties: { readonly [name: string]: object }) => ({
  type: "object",
  required: Object.keys(properties),
  properties,
});
const listOf = (items: object) => ({ type: "array", items });

export const userIdParameter = {
  name: "id",
  in: "path",
  required: true,
  schema: { type: "integer", minimum: 1 },
};

export const accountSchema = object({
  id: { type: "integer" },
  disabled_date: { ...secondsOrNull, description: "Seconds since 1970; null if it is enabled." },
  has_password: { type: "boolean" },
  roles: listOf(text),
});

export const exportSchema = object({
  user: refTo("User"),
  account: accountSchema,
  groups: listOf(object({ unique_name: text, name: text })),
  sessions: listOf(object({ client_id: text, expires_at: seconds })),
  messages: listOf(
    object({
      recipient: text,
      subject: text,
      created_at: seconds,
      sent_at: secondsOrNull,
      failed_at: secondsOrNull,
      failure: textOrNull,
    }),
  ),
  audit: listOf(
    object({
      at: seconds,
      event: text,
      user_id: numberOrNull,
      client_id: textOrNull,
      address: textOrNull,
      target: textOrNull,
      fields: listOf(text),
    }),
  ),
});

const failures = (["BadRequest", "Unauthorized", "Forbidden", "UserNotFound"] as const).map(
  (kind) => apiErrorKinds[kind],
);

/** The responses of an administration route. */
export const adminResponses = (success: object | undefined) => ({
  ...(success === undefined
    ? { 204: { description: "Done." } }
    : { 200: { description: "Success.", content: jsonContent(success) } }),
  ...Object.fromEntries(
    failures.map(({ status, message }) => [
      status,
      { description: message, content: jsonContent(refTo("Result")) },
    ]),
  ),
});
