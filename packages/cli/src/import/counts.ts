/** `1,000` */
export const count = (value: number) => value.toLocaleString("en");
/** `1 row`, `2 rows` */
export const plural = (value: number, what: string) =>
  `${count(value)} ${what}${value === 1 ? "" : "s"}`;
