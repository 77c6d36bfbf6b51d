/** The app's own tests: they lie with the others, in tests/field_app. */
import { resolve } from "node:path";
import { defineConfig, mergeConfig } from "vitest/config";
import app from "./vite.config.ts";

export default mergeConfig(
  app,
  defineConfig({
    root: resolve(import.meta.dirname, "../../../.."),
    test: { include: ["tests/field_app/**/*.test.ts"], environment: "node", testTimeout: 30_000 },
  }),
);
