import type { RouteRecordRaw } from "vue-router";
import SignInPage from "../session/SignInPage.vue";
import UsersPage from "../users/UsersPage.vue";

/** A public page. All others require a session. */
const open = { open: true };

const idOf = (text: unknown): { readonly id: number } => ({ id: Number(text) });

export const routes: ReadonlyArray<RouteRecordRaw> = [
  { path: "/", redirect: { name: "users" } },
  { path: "/sign-in", name: "sign-in", component: SignInPage, meta: { ...open, title: "Sign in" } },
  {
    path: "/register",
    name: "register",
    component: () => import("../account/RegisterPage.vue"),
    meta: { ...open, title: "Register" },
  },
  {
    path: "/forgot-password",
    name: "forgot-password",
    component: () => import("../account/ForgotPasswordPage.vue"),
    meta: { ...open, title: "Forgot password" },
  },
  {
    path: "/new-password",
    name: "new-password",
    component: () => import("../account/NewPasswordPage.vue"),
    meta: { ...open, title: "Choose a new password" },
  },
  { path: "/users", name: "users", component: UsersPage, meta: { title: "Users" } },
  {
    path: "/users/:id(\\d+)",
    name: "user",
    component: () => import("../user/UserPage.vue"),
    props: ({ params }) => idOf(params["id"]),
    meta: { title: "User" },
  },
  {
    path: "/templates",
    name: "templates",
    component: () => import("../templates/TemplatesPage.vue"),
    meta: { title: "Templates" },
  },
  {
    path: "/templates/new",
    name: "new-template",
    component: () => import("../templates/NewTemplatePage.vue"),
    meta: { title: "New template" },
  },
  {
    path: "/templates/:id",
    name: "template",
    component: () => import("../templates/TemplatePage.vue"),
    props: true,
    meta: { title: "Template" },
  },
  {
    path: "/:rest(.*)*",
    name: "not-found",
    component: () => import("../shell/NotFoundPage.vue"),
    meta: { ...open, title: "Page not found" },
  },
];
