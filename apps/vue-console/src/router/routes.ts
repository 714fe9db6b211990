import type { RouteRecordRaw } from "vue-router";
import SignInPage from "../session/SignInPage.vue";
import StartPage from "../start/StartPage.vue";
import UsersPage from "../users/UsersPage.vue";

/** A public page. All others require a session. */
const open = { open: true };

const idOf = (text: unknown): { readonly id: number } => ({ id: Number(text) });

export const routes: ReadonlyArray<RouteRecordRaw> = [
  { path: "/", name: "start", component: StartPage },
  { path: "/sign-in", name: "sign-in", component: SignInPage, meta: open },
  {
    path: "/register",
    name: "register",
    component: () => import("../account/RegisterPage.vue"),
    meta: open,
  },
  {
    path: "/forgot-password",
    name: "forgot-password",
    component: () => import("../account/ForgotPasswordPage.vue"),
    meta: open,
  },
  {
    path: "/new-password",
    name: "new-password",
    component: () => import("../account/NewPasswordPage.vue"),
    meta: open,
  },
  { path: "/users", name: "users", component: UsersPage },
  {
    path: "/users/import",
    name: "import-users",
    component: () => import("../import/ImportPage.vue"),
  },
  {
    path: "/users/:id(\\d+)",
    name: "user",
    component: () => import("../user/UserPage.vue"),
    props: ({ params }) => idOf(params["id"]),
  },
  {
    path: "/users/:left(\\d+)/compare/:right(\\d+)?",
    name: "compare-users",
    component: () => import("../compare/ComparePage.vue"),
    props: ({ params }) => ({
      left: Number(params["left"]),
      right:
        params["right"] === undefined || params["right"] === ""
          ? undefined
          : Number(params["right"]),
    }),
  },
  {
    path: "/templates",
    name: "templates",
    component: () => import("../templates/TemplatesPage.vue"),
  },
  {
    path: "/templates/new",
    name: "new-template",
    component: () => import("../templates/NewTemplatePage.vue"),
  },
  {
    path: "/templates/:id",
    name: "template",
    component: () => import("../templates/TemplatePage.vue"),
    props: true,
  },
  {
    path: "/:rest(.*)*",
    name: "not-found",
    component: () => import("../shell/NotFoundPage.vue"),
    meta: open,
  },
];
