import { Module } from "@nestjs/common";
import { BanList } from "./ban-list.service.ts";

@Module({ providers: [BanList], exports: [BanList] })
export class BansModule {}
