/** What a sandbox can be signed in to with. Known to everybody, and for nothing but a sandbox. */
export const sandboxClients = [
  {
    id: "server",
    secret: "sandbox-secret",
    grants: ["client_credentials", "password", "refresh_token"],
    roles: ["USERS_ADMIN", "TEMPLATE_ADMIN"],
  },
  { id: "web", secret: undefined, grants: ["password", "refresh_token"], roles: [] },
] as const;

/** In the order of their ids, which are 1 and 2. */
export const sandboxUsers = [
  {
    username: "admin",
    password: "sandbox-admin",
    email: "admin@sandbox.example",
    first: "Ada",
    last: "Admin",
    roles: ["USERS_ADMIN", "TEMPLATE_ADMIN"],
  },
  {
    username: "jdoe",
    password: "sandbox-jdoe",
    email: "jdoe@sandbox.example",
    first: "Jane",
    last: "Doe",
    roles: [],
  },
] as const;
