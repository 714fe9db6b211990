/** The composables of pages, importable wherever the package is installed. */
export * from "@knetik-users/vue";
