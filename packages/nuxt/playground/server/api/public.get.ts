/** A mistake of an application: a public response that knows its visitor. */
export default defineEventHandler(async (event) => {
  setResponseHeader(event, "cache-control", "public, max-age=600");
  setResponseHeader(event, "cdn-cache-control", "max-age=600");
  return (await getUserSession(event)).status;
});
