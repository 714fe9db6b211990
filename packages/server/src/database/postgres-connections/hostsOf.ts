/**
 * The URLs of a URL with several hosts: `postgres://user:password@a:5432,b:5433/database`. Empty if
 * it is invalid.
 */
export const hostsOf = (url: string): ReadonlyArray<string> => {
  const [, start, hosts = "", end = ""] =
    /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^/?#]*)(.*)$/s.exec(url) ?? [];
  if (start === undefined) return [];
  const urls = hosts.split(",").map((host) => `${start}${host}${end}`);
  return urls.every((each) => URL.canParse(each)) ? urls : [];
};
