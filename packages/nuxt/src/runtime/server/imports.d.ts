/** The parts of Nitro's virtual module that this package uses. */
declare module "#imports" {
  import type { H3Event } from "h3";
  import type { Storage } from "unstorage";

  export const useRuntimeConfig: (event?: H3Event) => {
    readonly app: { readonly baseURL: string };
    readonly users: unknown;
    readonly public: { readonly users: { readonly path: string } };
  };
  export const useStorage: (base: string) => Storage<string>;
  export const getRouteRules: (event: H3Event) => {
    readonly cache?: unknown;
    readonly isr?: unknown;
    readonly prerender?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  };
}
