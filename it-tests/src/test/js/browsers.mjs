// Finds the browsers that the tests drive and writes their paths into a properties file:
//
//   node browsers.mjs <file>
//
// Chromium is needed: the one of the system, else one that apt installs (for root on Debian), else one out of an npm
// package. Firefox is wanted: the one of the system, else one that apt installs. Where there is none, the file says
// why, and the tests that need it say so too. The variables CHROMIUM and FIREFOX name an executable to use instead.
// Ends with 1 if there is no Chromium. May be repeated at any time; what is there is not installed again.

import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const LIMIT_MILLIS = 10 * 60_000;

let aptIsUpToDate = false;

function run(command, args, options = {}) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    encoding: "utf8",
    timeout: LIMIT_MILLIS,
    ...options,
  });
  if (status !== 0) {
    const complaint = `${stderr ?? ""}`.trim().split("\n").slice(-3).join(" ");
    throw new Error(`"${command} ${args.join(" ")}" failed: ${error?.message ?? (complaint || `exit code ${status}`)}`);
  }
  return stdout;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function inPath(...names) {
  const directories = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  for (const name of names) {
    const directory = directories.find((candidate) => isExecutable(join(candidate, name)));
    if (directory) {
      return join(directory, name);
    }
  }
  throw new Error(`none of ${names.join(", ")} is in the PATH`);
}

function named(variable) {
  const path = process.env[variable];
  if (!path) {
    throw new Error(`the variable ${variable} names none`);
  }
  return path;
}

function fromApt(name) {
  if (process.getuid?.() !== 0) {
    throw new Error(`"apt-get install ${name}" is for root only`);
  }
  const apt = inPath("apt-get");
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  if (!aptIsUpToDate) {
    run(apt, ["update", "-qq"], options);
    aptIsUpToDate = true;
  }
  run(apt, ["install", "-y", "-qq", "--no-install-recommends", name], options);
  return inPath(name);
}

async function fromNpm() {
  const directory = join(HERE, "chromium");
  run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"], { cwd: directory });
  const entry = join(directory, "node_modules", "@sparticuz", "chromium", "build", "esm", "index.js");
  const { default: chromium } = await import(pathToFileURL(entry).href);
  return chromium.executablePath();
}

// A browser of which a library is missing is found, and does not run.
function checked(path) {
  run(path, ["--version"], { timeout: 60_000 });
  return path;
}

async function find(title, ...ways) {
  const failures = [];
  for (const way of ways) {
    try {
      const path = checked(await way());
      console.log(`${title}: ${path}`);
      return { path };
    } catch (error) {
      failures.push(error.message);
    }
  }
  return { missing: failures.join("; ") };
}

const [file] = process.argv.slice(2);
if (!file) {
  console.error(`Usage: node ${process.argv[1]} <file to write>`);
  process.exit(2);
}
const chromium = await find(
  "Chromium",
  () => named("CHROMIUM"),
  () => inPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
  () => fromApt("chromium"),
  fromNpm,
);
if (!chromium.path) {
  console.error(
    `There is no Chromium for the browser tests: ${chromium.missing}.\n` +
      "Install one, name its executable in the variable CHROMIUM, " +
      "or leave these tests out: -DexcludedGroups=browser -Dbrowsers.skip",
  );
  process.exit(1);
}
const firefox = await find(
  "Firefox",
  () => named("FIREFOX"),
  () => inPath("firefox-esr", "firefox"),
  () => fromApt("firefox-esr"),
);
if (!firefox.path) {
  console.warn(`There is no Firefox, its tests are skipped: ${firefox.missing}.`);
}
const escaped = (text) => text.replaceAll("\\", "\\\\").replaceAll(/\s+/g, " ");
const lines = [`chromium=${escaped(chromium.path)}`];
lines.push(firefox.path ? `firefox=${escaped(firefox.path)}` : `firefox.missing=${escaped(firefox.missing)}`);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${lines.join("\n")}\n`);
