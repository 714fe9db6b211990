import type { User, UserUpdate } from "@knetik-users/core";
import type { PlainTextKey } from "../language/t.ts";

/** Editable text fields of a user. */
export type ProfileField = Exclude<
  {
    [Name in keyof UserUpdate]-?: NonNullable<UserUpdate[Name]> extends string ? Name : never;
  }[keyof UserUpdate],
  "template"
>;

export interface Field {
  readonly text: PlainTextKey;
  readonly type?: "email" | "tel" | "url";
  readonly rows?: number;
  readonly hint?: PlainTextKey;
  readonly required?: boolean;
  /** Public field. */
  readonly isPublic?: boolean;
}

/** Labels of the fields; omitting one is a compile error. */
export const profileFields: { readonly [Name in ProfileField]: Field } = {
  username: { text: "common.userName", required: true },
  email: { text: "common.email", type: "email", required: true },
  displayName: {
    text: "user.field.displayName",
    isPublic: true,
    hint: "user.field.displayName.hint",
  },
  avatarUrl: { text: "user.field.avatarUrl", type: "url", isPublic: true },
  firstName: { text: "user.field.firstName" },
  lastName: { text: "user.field.lastName" },
  fullname: { text: "user.field.fullname" },
  gender: { text: "user.field.gender" },
  mobileNumber: { text: "user.field.mobileNumber", type: "tel" },
  address: { text: "user.field.address" },
  address2: { text: "user.field.address2" },
  postalCode: { text: "user.field.postalCode" },
  city: { text: "user.field.city" },
  state: { text: "user.field.state" },
  countryCode: { text: "user.field.countryCode", hint: "user.field.countryCode.hint" },
  languageCode: { text: "user.field.languageCode", hint: "user.field.languageCode.hint" },
  currencyCode: { text: "user.field.currencyCode" },
  timezoneCode: { text: "user.field.timezoneCode" },
  description: { text: "common.description", rows: 4 },
};

export const profileFieldNames = Object.keys(profileFields) as ReadonlyArray<ProfileField>;

/** Form values of a user: text, with the date of birth as in its input. */
export type ProfileDraft = { [Name in ProfileField | "dateOfBirth"]: string };

const cannotBeCleared: ReadonlySet<string> = new Set(["username", "email"]);

/** Only the changed fields, so that changes by others are kept. */
export const changesOf = (before: ProfileDraft, after: ProfileDraft): UserUpdate => {
  const changed = Object.entries(after).filter(
    ([name, text]) => before[name as keyof ProfileDraft] !== text,
  );
  return Object.fromEntries(
    changed.map(([name, text]) => {
      if (text === "" && !cannotBeCleared.has(name)) return [name, null];
      return [name, name === "dateOfBirth" ? new Date(`${text}T00:00:00Z`) : text];
    }),
  );
};

/** Initial form values of a user. */
export const draftOf = (user: User, dayOfBirth: string): ProfileDraft => ({
  ...(Object.fromEntries(
    profileFieldNames.map((name) => [name, user[name] ?? ""]),
  ) as ProfileDraft),
  dateOfBirth: dayOfBirth,
});

/** The key of a draft that is kept while the session is renewed. */
export const profileDraftKey = (id: number): string => `profile of ${id}`;
