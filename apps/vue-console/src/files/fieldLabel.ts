import { t, type PlainTextKey } from "../language/t.ts";
import { profileFields } from "../user/profileFields.ts";

const others: { readonly [name: string]: PlainTextKey } = {
  id: "common.id",
  memberSince: "users.column.memberSince",
  lastUpdated: "users.column.lastChanged",
  lastActivity: "users.column.lastActive",
  dateOfBirth: "user.field.dateOfBirth",
  tags: "user.tags",
  template: "common.template",
  password: "common.password",
  children: "user.children",
  parents: "user.parents",
};

const toCamelCase = (name: string) =>
  name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The label of a field in the person's language, if there is one. */
export const fieldLabel = (field: string): string | undefined => {
  const name = toCamelCase(field);
  const text =
    others[name] ??
    (profileFields as { readonly [name: string]: { text: PlainTextKey } })[name]?.text;
  return text === undefined ? undefined : t(text);
};
