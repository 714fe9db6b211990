const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });
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

const accountSchema = object({
  id: { type: "integer" },
  disabled_date: { ...secondsOrNull, description: "Seconds since 1970; null if it is enabled." },
  has_password: { type: "boolean" },
  roles: listOf(text),
});

/** Everything that is stored about a user. */
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
