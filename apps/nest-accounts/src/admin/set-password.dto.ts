import { NewPasswordDto } from "@knetik-users/nestjs/dto";

/** A password that an administrator sets. */
export class SetPasswordDto extends NewPasswordDto.pick("password") {}
