/** `maxCount` → `max_count`: how a field of ours is called on the wire. */
export const toSnakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
