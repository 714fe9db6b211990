export default defineEventHandler(async (event) => {
  const { ok } = await signInUser(event, { username: "jdoe", password: "sandbox-jdoe" });
  return { ok };
});
