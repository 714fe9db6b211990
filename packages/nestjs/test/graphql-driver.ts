import type { IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import { Module } from "@nestjs/common";
import { AbstractGraphQLDriver, GraphQLModule, type GqlModuleOptions } from "@nestjs/graphql";
import type * as GraphQL from "graphql";

// The copy that Nest loads. An import here would resolve to the other module format, a second copy.
const { graphql } = createRequire(import.meta.url)("graphql") as typeof GraphQL;

interface Posted extends IncomingMessage {
  readonly body: { readonly query: string };
}

/** Serves `POST /graphql` with graphql-js alone, on Express and Fastify. */
class PlainDriver extends AbstractGraphQLDriver {
  async start({ schema }: GqlModuleOptions & { schema?: GraphQL.GraphQLSchema }): Promise<void> {
    const adapter = this.httpAdapterHost.httpAdapter;
    await Promise.resolve();
    adapter.post("/graphql", async (request: Posted, response: unknown) => {
      const contextValue = { req: request };
      const result = await graphql({ schema: schema!, source: request.body.query, contextValue });
      adapter.reply(response, JSON.parse(JSON.stringify(result)), 200);
    });
  }
  async stop(): Promise<void> {}
}

/** Resolvers on both majors, without an Apollo. */
@Module({ imports: [GraphQLModule.forRoot({ driver: PlainDriver, autoSchemaFile: true })] })
export class PlainGraphQLModule {}
