import { contract, type Endpoint } from "@knetik-users/core/endpoints";

/** Endpoints that a page may call. The tokens of the token endpoint stay on the server. */
const allowed = Object.values<Endpoint>(contract).filter(({ resource }) => resource !== "tokens");

const placeholder = /^\{.+\}$/;

const isSafeSegment = (segment: string): boolean => {
  try {
    // "." and ".." would change the path, also when encoded; a slash or backslash might for a proxy.
    return !/^\.{0,2}$|[/\\]/.test(decodeURIComponent(segment));
  } catch {
    return false;
  }
};

const matches = (template: string, path: string): boolean => {
  const expected = template.split("/").slice(1);
  const segments = path.split("/").slice(1);
  return (
    path.startsWith("/") &&
    expected.length === segments.length &&
    segments.every(
      (segment, index) =>
        isSafeSegment(segment) &&
        (placeholder.test(expected[index] ?? "") || segment === expected[index]),
    )
  );
};

/** The endpoint of the contract that a request is for; `undefined` if a page may not send it. */
export const allowedCall = (method: string, path: string): Endpoint | undefined =>
  allowed.find((endpoint) => endpoint.method === method && matches(endpoint.path, path));
