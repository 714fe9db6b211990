import type { User } from "@knetik-users/core";
import { InjectUsers, type UsersService } from "@knetik-users/nestjs";
import { Inject, Injectable } from "@nestjs/common";
import { ConfigService } from "@nestjs/config";
import type { Settings } from "../config/settings.ts";
import { propertiesOf } from "../game/game-piece.ts";
import { refusedField } from "../http/problem.ts";
import type { PasswordChangeDto, ProfileChangesDto } from "./me.dto.ts";

/** The caller's account. Every call sends the caller's token. */
@Injectable()
export class ProfileService {
  constructor(
    @InjectUsers() private readonly users: UsersService,
    @Inject(ConfigService) private readonly config: ConfigService<Settings, true>,
  ) {}

  read(): Promise<User> {
    return this.users.getUser("me");
  }

  async change({ avatar, gamePieceColor, ...changes }: ProfileChangesDto): Promise<User> {
    const chosen = propertiesOf({ avatar, gamePieceColor });
    await this.users.updateUser("me", {
      ...changes,
      ...(Object.keys(chosen).length > 0 && {
        // The API replaces all properties.
        additionalProperties: { ...(await this.read()).additionalProperties, ...chosen },
      }),
    });
    return this.read();
  }

  async changePassword({ currentPassword, password }: PasswordChangeDto): Promise<void> {
    const { id, username = "" } = await this.read();
    const { ok, error } = await this.users.result.getOAuthToken({
      grantType: "password",
      clientId: this.config.get("publicClientId", { infer: true }),
      username,
      password: currentPassword,
    });
    if (!ok) {
      const wrong = error._tag === "TokenFailure" && error.oauthError === "invalid_grant";
      throw wrong ? refusedField("currentPassword", "This is not your password.") : error;
    }
    await this.users.setPassword(id, password);
  }
}
