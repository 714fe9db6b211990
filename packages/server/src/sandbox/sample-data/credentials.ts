/** Credentials of every sandbox. They are public. */
export const sandboxClients = [
  {
    id: "server",
    secret: "sandbox-secret",
    grants: ["client_credentials", "password", "refresh_token"],
    roles: ["USERS_ADMIN", "TEMPLATE_ADMIN"],
  },
  { id: "web", secret: undefined, grants: ["password", "refresh_token"], roles: [] },
] as const;

/** Ordered by id: 1 and 2. */
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
