import { UsersHealthIndicator } from "@knetik-users/nestjs/terminus";
import { Controller, Get, Inject } from "@nestjs/common";
import { ApiTags } from "@nestjs/swagger";
import { HealthCheck, HealthCheckService, type HealthCheckResult } from "@nestjs/terminus";

@ApiTags("health")
@Controller("health")
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(UsersHealthIndicator) private readonly users: UsersHealthIndicator,
  ) {}

  /** The process responds. An outage of the Users API is no reason to restart the process. */
  @Get("live")
  live() {
    return { status: "ok" };
  }

  /** Whether requests can be served; fails if the Users API is down. `GET /health` does the same. */
  @Get(["ready", ""])
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    return this.health.check([() => this.users.check("users")]);
  }
}
