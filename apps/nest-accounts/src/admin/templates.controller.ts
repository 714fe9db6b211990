import type {
  Page,
  UserTemplate,
  UserTemplateInput,
  UserTemplateSearch,
  UserTemplateUpdate,
} from "@knetik-users/core";
import { InjectUsers, type UsersService } from "@knetik-users/nestjs";
import {
  UserTemplateDto,
  UserTemplateInputDto,
  UserTemplatePageDto,
  UserTemplateSearchQueryDto,
  UserTemplateUpdateDto,
} from "@knetik-users/nestjs/dto";
import { Answers, BodyOf, QueryOf } from "@knetik-users/nestjs/swagger";
import { Delete, Get, Param, ParseEnumPipe, Patch, Post, Query } from "@nestjs/common";
import { ApiParam, ApiQuery } from "@nestjs/swagger";
import { AdminArea } from "./admin-area.decorator.ts";

const ApiId = () => ApiParam({ name: "id", schema: { type: "string" } });

/** Templates define the properties of users. Changes need TEMPLATE_ADMIN. */
@AdminArea("templates")
export class TemplatesController {
  constructor(@InjectUsers() private readonly users: UsersService) {}

  @Get()
  @Answers(UserTemplatePageDto, { errorsOf: "getUserTemplates" })
  list(
    @QueryOf(UserTemplateSearchQueryDto) search: UserTemplateSearch,
  ): Promise<Page<UserTemplate>> {
    return this.users.getUserTemplates(search);
  }

  @Post()
  @Answers(UserTemplateDto, { status: 201, errorsOf: "createUserTemplate" })
  create(@BodyOf(UserTemplateInputDto) template: UserTemplateInput): Promise<UserTemplate> {
    return this.users.createUserTemplate(template);
  }

  @Get(":id")
  @ApiId()
  @Answers(UserTemplateDto, { errorsOf: "getUserTemplate" })
  read(@Param("id") id: string): Promise<UserTemplate> {
    return this.users.getUserTemplate(id);
  }

  @Patch(":id")
  @ApiId()
  @Answers(UserTemplateDto, { errorsOf: "updateUserTemplate" })
  change(
    @Param("id") id: string,
    @BodyOf(UserTemplateUpdateDto) changes: UserTemplateUpdate,
  ): Promise<UserTemplate> {
    return this.users.updateUserTemplate(id, changes);
  }

  /** `?cascade=detach` also deletes a template in use and detaches it from its users. */
  @Delete(":id")
  @ApiId()
  @ApiQuery({ name: "cascade", required: false, schema: { type: "string", enum: ["detach"] } })
  @Answers(undefined, { errorsOf: "deleteUserTemplate" })
  remove(
    @Param("id") id: string,
    @Query("cascade", new ParseEnumPipe({ detach: "detach" }, { optional: true }))
    cascade?: "detach",
  ): Promise<void> {
    return this.users.deleteUserTemplate(id, { cascade });
  }
}
