const prefix = "users-console.";

/** Reads a text. `undefined` if there is none, or the browser denies storage. */
export const readText = (key: string): string | undefined => {
  try {
    return localStorage.getItem(prefix + key) ?? undefined;
  } catch {
    return undefined;
  }
};

/** Stores a text. `false` if the browser denies storage or has no room: then it lasts as long as the page. */
export const writeText = (key: string, text: string): boolean => {
  try {
    localStorage.setItem(prefix + key, text);
    return true;
  } catch {
    return false;
  }
};

/** Reads a JSON value of any shape. `undefined` if there is none or it is not JSON. */
export const readJson = (key: string): unknown => {
  try {
    return JSON.parse(readText(key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
};

export const writeJson = (key: string, value: unknown): boolean =>
  writeText(key, JSON.stringify(value));
