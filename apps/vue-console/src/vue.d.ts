/** For the linter, which reads no single-file components; vue-tsc takes the files themselves. */
declare module "*.vue" {
  import type { DefineComponent } from "vue";
  const component: DefineComponent;
  export default component;
}
