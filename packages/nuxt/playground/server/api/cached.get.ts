export default defineEventHandler(async (event) => (await getUserSession(event)).status);
