import type { UsersError } from "@knetik-users/core";
import { Inject, Injectable, type Type } from "@nestjs/common";
import { HealthIndicatorService, type HealthIndicatorResult } from "@nestjs/terminus";
import { InjectUsers } from "../client/users-token.ts";
import { outsideOfRequests } from "../request-context/request-context.ts";
import type { UsersService } from "../client/users.service.ts";

/** Options of a health check. */
export interface UsersHealthOptions {
  /** Timeout of the request, in milliseconds. Default 2,000. */
  readonly timeout?: number | undefined;
  /** Milliseconds for which a result is reused, so that frequent probes cause no load. Default 1,000. */
  readonly cacheFor?: number | undefined;
}

/** The indicator session of Terminus 11 and 12. */
interface Session<Key extends string> {
  readonly up: (data: object) => HealthIndicatorResult<Key>;
  readonly down: (data: object) => HealthIndicatorResult<Key>;
  /** Since version 12. */
  readonly degraded?: (data: object) => HealthIndicatorResult<Key>;
}

/** Milliseconds for which a spent retry budget counts as degraded. */
const budgetMemory = 30_000;

interface HealthResult {
  readonly status: "up" | "degraded" | "down";
  readonly data: { readonly reason?: string; readonly responseTime?: number };
}

const healthOf = (error: UsersError | undefined, budgetSpent: boolean): HealthResult => {
  if (error?._tag === "RateLimited") return { status: "degraded", data: { reason: "RateLimited" } };
  if (error !== undefined) return { status: "down", data: { reason: error._tag } };
  if (budgetSpent) return { status: "degraded", data: { reason: "the retry budget is spent" } };
  return { status: "up", data: {} };
};

/**
 * Checks the Users API with the service's own credentials. The result is `up`, `down`, or `degraded` if
 * the API rate-limits the service or the retry budget was spent within the last 30 seconds. Terminus 11
 * has no `degraded`; there it is `up` with `degraded: true`.
 */
@Injectable()
export class UsersHealthIndicator {
  readonly #users: UsersService;
  readonly #indicators: HealthIndicatorService;
  #last: { readonly until: number; readonly result: Promise<HealthResult> } | undefined;

  constructor(
    @InjectUsers() users: UsersService,
    @Inject(HealthIndicatorService) indicators: HealthIndicatorService,
  ) {
    this.#users = users;
    this.#indicators = indicators;
  }

  async check<const Key extends string>(
    key: Key,
    { timeout = 2_000, cacheFor = 1_000 }: UsersHealthOptions = {},
  ): Promise<HealthIndicatorResult<Key>> {
    const now = performance.now();
    if (this.#last === undefined || this.#last.until <= now) {
      this.#last = { until: now + cacheFor, result: this.#ask(timeout) };
    }
    const { status, data } = await this.#last.result;
    const session: Session<Key> = this.#indicators.check(key);
    if (status !== "degraded") return session[status](data);
    return session.degraded?.(data) ?? session.up({ ...data, degraded: true });
  }

  async #ask(timeout: number): Promise<HealthResult> {
    const started = performance.now();
    const { error } = await outsideOfRequests(() =>
      this.#users
        .asService()
        .result.getUsers({ size: 1 }, { retries: 0, timeout: { call: timeout } }),
    );
    const responseTime = Math.round(performance.now() - started);
    const { status, data } = healthOf(error, this.#users.retryBudgetSpentWithin(budgetMemory));
    return { status, data: { ...data, responseTime } };
  }
}

/** Creates the health indicator of a named client. Create it once and provide the class. */
export const usersHealthIndicator = (name: string): Type<UsersHealthIndicator> => {
  @Injectable()
  class NamedUsersHealthIndicator extends UsersHealthIndicator {
    constructor(
      @InjectUsers(name) users: UsersService,
      @Inject(HealthIndicatorService) indicators: HealthIndicatorService,
    ) {
      super(users, indicators);
    }
  }
  return NamedUsersHealthIndicator;
};
