/** Removes known secrets from text. */
export type Redactor = (text: string) => string;

const placeholder = "<redacted>";

/** Shorter ones would blacken half of every message, and guard nothing. */
const shortest = 3;

/** The ways in which a secret may be written in a message, a URL or a body. */
const spellings = (secret: string): ReadonlyArray<string> => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  new URLSearchParams([["", secret]]).toString().slice(1),
  encodeURIComponent(secret.replace(/\p{Surrogate}/gu, "\ufffd")),
];

/** Makes a redactor for the secrets that one call knows. */
export const makeRedactor = (secrets: ReadonlyArray<string>): Redactor => {
  const hidden = [
    ...new Set(secrets.filter((secret) => secret.length >= shortest).flatMap(spellings)),
    // A secret that contains another one goes first, or a part of it would stay.
  ].sort((a, b) => b.length - a.length);
  return (text) => hidden.reduce((rest, secret) => rest.replaceAll(secret, placeholder), text);
};
