import type { OAuthToken } from "@knetik-users/core";
import { OAuthTokenDto } from "@knetik-users/nestjs/dto";
import { Answers, BodyOf } from "@knetik-users/nestjs/swagger";
import { Controller, Header, Inject, Post, UseGuards } from "@nestjs/common";
import { ApiTags } from "@nestjs/swagger";
import { ThrottlerGuard } from "@nestjs/throttler";
import { RefreshSessionDto, SignInDto } from "./session.dto.ts";
import { Sessions } from "./sessions.service.ts";

@ApiTags("sessions")
@UseGuards(ThrottlerGuard)
@Controller("sessions")
export class SessionsController {
  constructor(@Inject(Sessions) private readonly sessions: Sessions) {}

  @Post()
  @Header("cache-control", "no-store")
  @Answers(OAuthTokenDto, { status: 201, errorsOf: "getOAuthToken" })
  signIn(@BodyOf(SignInDto) signIn: SignInDto): Promise<OAuthToken> {
    return this.sessions.open(signIn);
  }

  @Post("refresh")
  @Header("cache-control", "no-store")
  @Answers(OAuthTokenDto, { status: 201, errorsOf: "getOAuthToken" })
  refresh(@BodyOf(RefreshSessionDto) refresh: RefreshSessionDto): Promise<OAuthToken> {
    return this.sessions.refresh(refresh);
  }
}
