import fsDriver from "unstorage/drivers/fs";

/** Sessions in a folder that several instances share: with NUXT_USERS_SESSION_STORE=storage. */
export default defineNitroPlugin(() => {
  const base = process.env["USERS_STORAGE"];
  if (base !== undefined) useStorage().mount("users", fsDriver({ base }));
});
