import { UsersHealthIndicator } from "@knetik-users/nestjs/terminus";
import { Controller, Get, Inject } from "@nestjs/common";
import { ApiTags } from "@nestjs/swagger";
import { HealthCheck, HealthCheckService, type HealthCheckResult } from "@nestjs/terminus";

@ApiTags("health")
@Controller("health")
export class HealthController {
  readonly #health: HealthCheckService;
  readonly #users: UsersHealthIndicator;

  constructor(
    @Inject(HealthCheckService) health: HealthCheckService,
    @Inject(UsersHealthIndicator) users: UsersHealthIndicator,
  ) {
    this.#health = health;
    this.#users = users;
  }

  @Get()
  @HealthCheck()
  check(): Promise<HealthCheckResult> {
    return this.#health.check([() => this.#users.check("users")]);
  }
}
