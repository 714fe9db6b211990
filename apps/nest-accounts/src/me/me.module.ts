import { Module } from "@nestjs/common";
import { MeController } from "./me.controller.ts";
import { ProfileService } from "./profile.service.ts";

@Module({ controllers: [MeController], providers: [ProfileService] })
export class MeModule {}
