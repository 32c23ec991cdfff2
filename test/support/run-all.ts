/**
 * What CI runs after the checks: every test, on each engine there is. Files in which something failed are run once more,
 * one at a time with nothing beside them; what passes then is called FLAKY and counts as passed. The last line is the sum.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

interface TestFile {
  path: string;
  tests: { name: string; status: string }[];
  /** It did not even load. */
  broken: boolean;
}
interface Sum {
  passed: number;
  failed: number;
  skipped: number;
}

const root = join(import.meta.dirname, "../..");
const reports = mkdtempSync(join(tmpdir(), "test-reports-"));
const onMongo = join(import.meta.dirname, "on-mongo.ts");

/** What is run, and what runs again only some files of it. Minutes are for the whole of a run, not for a test. */
const engines = [
  { name: "the embedded engine", whole: ["npm", "test"], some: ["npm", "run", "jest", "--"], minutes: 30 },
  ...(existsSync(onMongo)
    ? [
        {
          name: "MongoDB's protocol",
          whole: ["npm", "run", "test:mongo"],
          some: ["npm", "run", "test:mongo", "--"],
          minutes: 30,
        },
      ]
    : []),
];

/** Null where it did not come to its end. */
function run(command: string[], minutes: number): TestFile[] | null {
  const report = join(reports, "report.json");
  rmSync(report, { force: true });
  const [program = "", ...words] = command;
  const { error } = spawnSync(program, words, {
    cwd: root,
    stdio: "inherit",
    timeout: minutes * 60_000,
    env: { ...process.env, TEST_REPORT: report },
  });
  if (error) console.log(`${command.join(" ")}: ${error.message}`);
  return existsSync(report) ? (JSON.parse(readFileSync(report, "utf8")) as TestFile[]) : null;
}

const hasFailed = ({ tests, broken }: TestFile): boolean => broken || tests.some(({ status }) => status === "failed");

/** Runs an engine's tests, and the files that failed once more. */
function runEngine({ name, whole, some, minutes }: (typeof engines)[number]): Sum {
  console.log(`\n== Every test, on ${name}\n`);
  const first = run(whole, minutes);
  if (!first) {
    console.log(`FAILED: the tests on ${name} did not come to their end`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const failing = first.filter(hasFailed);
  if (failing.length === 0) return sumOf(first);
  const paths = failing.map(({ path }) => relative(root, path));
  console.log(`\n== Failed on ${name}, run once more and alone: ${paths.join(" ")}\n`);
  const second = new Map(
    (run([...some, "--runInBand", "--runTestsByPath", ...paths], 15) ?? []).map((file) => [file.path, file]),
  );
  return sumOf(first.map((file) => (hasFailed(file) ? afterAll(name, file, second.get(file.path)) : file)));
}

/** What became of a file's tests in both runs: each counts once, as passed where it passed in one of them. */
function afterAll(engine: string, first: TestFile, second: TestFile | undefined): TestFile {
  const say = (word: string, rest: string) => console.log(`${word}: ${relative(root, first.path)} on ${engine}${rest}`);
  if (!second || second.broken) {
    say("FAILED TWICE", "");
    return first;
  }
  const before = new Map(first.tests.map(({ name, status }) => [name, status]));
  const tests = second.tests.map(({ name, status }) => ({
    name,
    status: status === "failed" && before.get(name) === "passed" ? "passed" : status,
  }));
  for (const { name, status } of second.tests) {
    if (before.get(name) === "failed" && status === "passed") say("FLAKY", `, failed first and passed alone: ${name}`);
    if (before.get(name) === "failed" && status === "failed") say("FAILED TWICE", `: ${name}`);
    if (before.get(name) === "passed" && status === "failed") say("FLAKY", `, passed first and failed alone: ${name}`);
  }
  if (first.broken) say("FLAKY", ", did not load first and ran alone");
  return { path: first.path, tests, broken: false };
}

function sumOf(files: TestFile[]): Sum {
  const count = (...wanted: string[]) =>
    files.reduce((total, { tests }) => total + tests.filter(({ status }) => wanted.includes(status)).length, 0);
  return {
    passed: count("passed"),
    failed: count("failed") + files.filter(({ broken }) => broken).length,
    skipped: count("pending", "todo", "skipped", "disabled"),
  };
}

// Whatever goes wrong, the last line is there.
let finished = false;
process.once("exit", () => finished || console.log("0 passed, 1 failed"));

const sums = engines.map((engine) => ({ engine: engine.name, ...runEngine(engine) }));
rmSync(reports, { recursive: true, force: true });
const lineOf = ({ passed, failed, skipped }: Sum): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
console.log("");
if (sums.length > 1) for (const { engine, ...sum } of sums) console.log(`On ${engine}: ${lineOf(sum)}`);
const total = sums.reduce<Sum>(
  (so, { passed, failed, skipped }) => ({
    passed: so.passed + passed,
    failed: so.failed + failed,
    skipped: so.skipped + skipped,
  }),
  { passed: 0, failed: 0, skipped: 0 },
);
finished = true;
console.log(lineOf(total));
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
