import { UsersHealthIndicator } from "@knetik-users/nestjs/terminus";
import { Module } from "@nestjs/common";
import { TerminusModule } from "@nestjs/terminus";
import { HealthController } from "./health.controller.ts";

@Module({
  imports: [TerminusModule.forRoot({ errorLogStyle: "json" })],
  controllers: [HealthController],
  providers: [UsersHealthIndicator],
})
export class HealthModule {}
