/** Removes known secrets from text. */
export type Redactor = (text: string) => string;

const placeholder = "<redacted>";

/** Shorter secrets would match in unrelated text. */
const minSecretLength = 3;

/** The encodings of a secret in a message, a URL or a body. */
const encodingsOf = (secret: string): ReadonlyArray<string> => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  new URLSearchParams([["", secret]]).toString().slice(1),
  encodeURIComponent(secret.replace(/\p{Surrogate}/gu, "\ufffd")),
];

/** Makes a redactor for the secrets of a call. */
export const makeRedactor = (secrets: ReadonlyArray<string>): Redactor => {
  const hidden = [
    ...new Set(secrets.filter((secret) => secret.length >= minSecretLength).flatMap(encodingsOf)),
    // Longest first: replacing a shorter secret within a longer one would leave the rest of it.
  ].sort((a, b) => b.length - a.length);
  return (text) => hidden.reduce((rest, secret) => rest.replaceAll(secret, placeholder), text);
};
