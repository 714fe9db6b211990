/** A plugin that would run before the module's own. */
export default defineNuxtPlugin({
  name: "early",
  enforce: "pre",
  dependsOn: ["knetik-users"],
  setup: () => {
    const { status } = useUserSession();
    useState("early", () => `early: ${status.value}`);
  },
});
