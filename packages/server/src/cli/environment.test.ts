import { describe, expect, it } from "vitest";
import { resolveOptions } from "../options.ts";
import { optionsOf } from "./environment.ts";

describe("the environment", () => {
  it("sets what it names, and an empty text sets nothing", () => {
    expect(optionsOf({})).toEqual({});
    expect(optionsOf({ SMTP_URL: "", TRUST_PROXY: "", ALLOWED_ORIGINS: "" })).toEqual({});
    const options = optionsOf({
      SMTP_URL: "smtp://mail.example",
      MAIL_FROM: "no-reply@example.org",
      MAIL_RESET_URL: "https://app.example/reset?user={user_id}&secret={secret}",
      TRUST_PROXY: "10.0.0.0/8, 192.0.2.1",
      ALLOWED_ORIGINS: "https://app.example,https://admin.example",
      AUDIT_RETENTION_DAYS: "90",
    });
    expect(options).toMatchObject({
      trustProxy: ["10.0.0.0/8", "192.0.2.1"],
      allowedOrigins: ["https://app.example", "https://admin.example"],
      auditRetention: 90,
    });
    expect(resolveOptions(options)).toMatchObject({ auditRetention: 90 * 86_400 });
    expect(resolveOptions(options).delivery?.smtp.href).toBe("smtp://mail.example?requireTLS=true");
    expect(optionsOf({ TRUST_PROXY: "2" }).trustProxy).toBe(2);
  });

  it("that is wrong is told all at once", () => {
    const options = optionsOf({ SMTP_URL: "x", TRUST_PROXY: "a", AUDIT_RETENTION_DAYS: "soon" });
    expect(() => resolveOptions(options)).toThrow(
      /mail\.smtp must[^]*mail\.from must[^]*auditRetention must/,
    );
    expect(() => resolveOptions(options)).toThrow("trustProxy must");
  });
});
