import type { ArgumentMetadata, PipeTransform } from "@nestjs/common";
import { dtoMark } from "./define-dto.ts";
import { mappedDtoOf } from "./mapped-type.ts";

interface Parses {
  readonly parse: (json: unknown) => unknown;
}

const isDto = (type: unknown): type is Parses => typeof type === "function" && dtoMark in type;

/**
 * Parses every argument whose type is one of the DTO classes: `@Body() body: UserUpdateDto`,
 * `@Query() search: UserSearchQueryDto`. Invalid input gets a 400 that lists every field. Needs
 * `emitDecoratorMetadata`, which Nest projects have; with another compiler use `@BodyOf(UserUpdateDto)`.
 *
 * Arguments of other types go to `others`, if given. Do not add Nest's `ValidationPipe` beside this pipe:
 * its `whitelist` would remove the fields of DTOs that class-validator does not know.
 *
 * @example
 * ```ts
 * import { UsersValidationPipe } from "@knetik-users/nestjs/dto";
 * import { ValidationPipe, type INestApplication } from "@nestjs/common";
 *
 * export const validate = (app: INestApplication) =>
 *   app.useGlobalPipes(new UsersValidationPipe(new ValidationPipe({ whitelist: true })));
 * ```
 */
export class UsersValidationPipe implements PipeTransform<unknown, unknown> {
  readonly #others: PipeTransform<unknown, unknown> | undefined;

  constructor(others?: PipeTransform<unknown, unknown>) {
    this.#others = others;
  }

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (isDto(metadata.metatype)) return metadata.metatype.parse(value);
    const mapped = mappedDtoOf(metadata.metatype);
    if (mapped !== undefined) return mapped.parse(value);
    return this.#others === undefined ? value : this.#others.transform(value, metadata);
  }
}
