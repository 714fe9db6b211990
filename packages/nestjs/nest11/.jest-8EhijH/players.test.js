
require("reflect-metadata");
const { Controller, Get, Module } = require("@nestjs/common");
const { ExpressAdapter } = require("@nestjs/platform-express");
const { Test } = require("@nestjs/testing");
const { InjectUsers, UsersModule, UsersService } = require("@knetik-users/nestjs");
const { fakeUsersService, usersError } = require("@knetik-users/nestjs/testing");
class Players {
  constructor(users) {
    this.users = users;
  }
  read() {
    return this.users.getUser(7);
  }
}
Controller("players")(Players);
InjectUsers()(Players, undefined, 0);
Get()(Players.prototype, "read", Object.getOwnPropertyDescriptor(Players.prototype, "read"));
class AppModule {}
Module({ imports: [UsersModule.forRoot({ baseUrl: "http://localhost" })], controllers: [Players] })(AppModule);

test("a controller with a fake", async () => {
  const players = new Players(fakeUsersService({ getUser: async () => ({ id: 7 }) }));
  expect(await players.read()).toEqual({ id: 7 });
});
test("an application whose service is replaced", async () => {
  const users = fakeUsersService({ getUser: async () => Promise.reject(usersError("UserNotFound")) });
  const compiled = await Test.createTestingModule({ imports: [AppModule] })
    .overrideProvider(UsersService)
    .useValue(users)
    .compile();
  const app = compiled.createNestApplication(new ExpressAdapter(), { logger: false });
  await app.listen(0, "127.0.0.1");
  const response = await fetch((await app.getUrl()) + "/players");
  expect([response.status, (await response.json()).code]).toEqual([404, "UserNotFound"]);
  app.getHttpServer().closeAllConnections();
  await app.close();
});
