import {
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from "@nestjs/common";
import { map, type Observable } from "rxjs";

interface Writes<Type> {
  readonly toJson: (value: Type) => unknown;
}

class UsersJsonInterceptor<Type> implements NestInterceptor<Type, unknown> {
  readonly #dto: Writes<Type>;

  constructor(dto: Writes<Type>) {
    this.#dto = dto;
  }

  intercept(_: ExecutionContext, next: CallHandler<Type>): Observable<unknown> {
    return next.handle().pipe(map((value) => this.#dto.toJson(value)));
  }
}

/**
 * Converts what a handler returns to its JSON form: times in seconds, without the fields that the DTO
 * omits. Without it, Nest would serialize a `Date` as ISO text.
 */
export const UsersJson = <Type>(dto: Writes<Type>): MethodDecorator & ClassDecorator =>
  UseInterceptors(new UsersJsonInterceptor(dto));
