/** How the app is built: hashed files under static/field/, and a service worker that knows each of them. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { build, defineConfig, type Plugin } from "vite";

const HERE = import.meta.dirname;
export const BUILT = resolve(HERE, "../static/field");
const AT = "/static/field/";

const version = (): string =>
  /__version__ = "([^"]+)"/.exec(readFileSync(resolve(HERE, "../../__init__.py"), "utf-8"))?.[1] ?? "0";

/** Every built file that the app shows, as the phone asks for it; a revision where the name is not made of the content. */
function precached(): { url: string; revision: string | null }[] {
  const files = readdirSync(BUILT, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((entry) => relative(BUILT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  return names
    .filter((name) => name !== "sw.js" && !name.startsWith(".") && !/^icons\/.*png$/.test(name)) // those are the system's
    .sort()
    .map((name) => {
      const hash = createHash("sha256").update(readFileSync(join(BUILT, name))).digest("hex").slice(0, 12);
      if (name === "index.html") return { url: "/felt/", revision: hash };
      if (name === "manifest.webmanifest") return { url: "/felt/manifest.webmanifest", revision: hash };
      return { url: AT + name, revision: name.startsWith("assets/") ? null : hash };
    });
}

/** Recipes and advice as guests read them, in one file that the worker keeps: they are not to weigh on the app's script. */
function reading(): Plugin {
  const shelf = resolve(HERE, "../../look/reading");
  const groups = ["letters", "money", "home", "body", "people"]; // as guests find them
  const texts = (kind: string) =>
    readdirSync(join(shelf, kind))
      .sort()
      .map((file) => ({ key: file.replace(/\.json$/, ""), ...JSON.parse(readFileSync(join(shelf, kind, file), "utf-8")) }))
      .sort((a, b) => (a.minutes ?? groups.indexOf(a.group)) - (b.minutes ?? groups.indexOf(b.group)));
  return {
    name: "reading",
    apply: "build",
    closeBundle: {
      order: "pre",
      sequential: true,
      handler() {
        writeFileSync(join(BUILT, "reading.json"), JSON.stringify([...texts("advice"), ...texts("recipes")]));
      },
    },
  };
}

/** The service worker is built last, for it has to name everything else; in one file, as every browser takes it. */
function serviceWorker(): Plugin {
  return {
    name: "service-worker",
    apply: "build",
    async closeBundle() {
      await build({
        configFile: false,
        logLevel: "warn",
        publicDir: false,
        define: { FILES: JSON.stringify(precached()), "process.env.NODE_ENV": '"production"' },
        build: {
          outDir: BUILT,
          emptyOutDir: false,
          rollupOptions: { input: join(HERE, "src/sw.ts"), output: { format: "iife", entryFileNames: "sw.js" } },
        },
      });
    },
  };
}

export default defineConfig({
  root: HERE,
  base: AT,
  define: { VERSION: JSON.stringify(version()) },
  resolve: { alias: { "@app": resolve(HERE, "src"), "@look": resolve(HERE, "../../look/static") } },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: BUILT,
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0, // the site's policy takes files of its own, nothing inline
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  plugins: [reading(), serviceWorker()],
});
