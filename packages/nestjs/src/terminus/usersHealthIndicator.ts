import type { UsersError } from "@knetik-users/core";
import type { Type } from "@nestjs/common";
import { HealthIndicatorService, type HealthIndicatorResult } from "@nestjs/terminus";
import { injectable } from "../decorate.ts";
import { getUsersToken } from "../module/usersToken.ts";
import { outsideOfRequests } from "../request/requestContext.ts";
import type { UsersService } from "../service/usersService.ts";

/** How the API is asked. */
export interface UsersHealthOptions {
  /** Milliseconds the API has for its answer. Default 2,000. */
  readonly timeout?: number | undefined;
  /** Milliseconds for which an answer stands, so that probes are no load. Default 1,000. */
  readonly cacheFor?: number | undefined;
}

/** What Terminus says of one indicator, in both of its versions. */
interface Session<Key extends string> {
  readonly up: (data: object) => HealthIndicatorResult<Key>;
  readonly down: (data: object) => HealthIndicatorResult<Key>;
  /** Since version 12. */
  readonly degraded?: (data: object) => HealthIndicatorResult<Key>;
}

/** How long a spent retry budget is remembered, in milliseconds. */
const budgetMemory = 30_000;

interface Finding {
  readonly status: "up" | "degraded" | "down";
  readonly data: { readonly reason?: string; readonly responseTime?: number };
}

const findingOf = (error: UsersError | undefined, budgetSpent: boolean): Finding => {
  if (error?._tag === "RateLimited") return { status: "degraded", data: { reason: "RateLimited" } };
  if (error !== undefined) return { status: "down", data: { reason: error._tag } };
  if (budgetSpent) return { status: "degraded", data: { reason: "the retry budget is spent" } };
  return { status: "up", data: {} };
};

/**
 * Whether the Users API answers, to the service's own credentials: up; degraded where it asks for
 * fewer requests, or where retries were denied within half a minute because too many calls failed;
 * down. Terminus 11 knows no `degraded`: there it is up, with `degraded: true`.
 */
export class UsersHealthIndicator {
  readonly #users: UsersService;
  readonly #indicators: HealthIndicatorService;
  #last: { readonly until: number; readonly finding: Promise<Finding> } | undefined;

  constructor(users: UsersService, indicators: HealthIndicatorService) {
    this.#users = users;
    this.#indicators = indicators;
  }

  async check<const Key extends string>(
    key: Key,
    { timeout = 2_000, cacheFor = 1_000 }: UsersHealthOptions = {},
  ): Promise<HealthIndicatorResult<Key>> {
    const now = performance.now();
    if (this.#last === undefined || this.#last.until <= now) {
      this.#last = { until: now + cacheFor, finding: this.#ask(timeout) };
    }
    const { status, data } = await this.#last.finding;
    const session: Session<Key> = this.#indicators.check(key);
    if (status !== "degraded") return session[status](data);
    return session.degraded?.(data) ?? session.up({ ...data, degraded: true });
  }

  async #ask(timeout: number): Promise<Finding> {
    const started = performance.now();
    const { error } = await outsideOfRequests(() =>
      this.#users
        .asService()
        .result.getUsers({ size: 1 }, { retries: 0, timeout: { call: timeout } }),
    );
    const responseTime = Math.round(performance.now() - started);
    const { status, data } = findingOf(error, this.#users.retryBudgetSpentWithin(budgetMemory));
    return { status, data: { ...data, responseTime } };
  }
}
injectable(UsersHealthIndicator, [getUsersToken(), HealthIndicatorService]);

/** The health indicator of a client with a name. Make it once, and provide the class. */
export const usersHealthIndicator = (name: string): Type<UsersHealthIndicator> => {
  class NamedUsersHealthIndicator extends UsersHealthIndicator {}
  injectable(NamedUsersHealthIndicator, [getUsersToken(name), HealthIndicatorService]);
  return NamedUsersHealthIndicator;
};
