import type { INestApplication } from "@nestjs/common";
import { DocumentBuilder, SwaggerModule } from "@nestjs/swagger";

/** Serves Swagger UI at `/docs` and the document at `/docs-json`. */
export const serveDocs = (app: INestApplication): void => {
  const description = new DocumentBuilder()
    .setTitle("Accounts of a game")
    .setDescription("Players sign up and in, and administrators look after them.")
    .setVersion("1")
    .addBearerAuth()
    .build();
  SwaggerModule.setup("docs", app, () => SwaggerModule.createDocument(app, description));
};
