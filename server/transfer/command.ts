/** What the commands have in common: arguments, one clear sentence for what goes wrong, the exit code. */
import { type ParseArgsConfig, parseArgs } from "node:util";

/** The command was not written as it should be: said with its usage. */
export class WrongArguments extends Error {}

/** What is wrong and what mends it, in a sentence for whoever typed the command. */
export class Refusal extends Error {}

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Reads the arguments; throws `WrongArguments`. */
export function readArguments<O extends Options>(
  words: string[],
  options: O,
  positionals: { least: number; most: number } = { least: 0, most: 0 },
) {
  const read = parsed(words, options);
  if (read.positionals.length < positionals.least) throw new WrongArguments("something is missing");
  const over = read.positionals[positionals.most];
  if (over !== undefined) throw new WrongArguments(`what is ${over}?`);
  return read;
}

function parsed<O extends Options>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (thrown) {
    throw new WrongArguments((thrown as Error).message.split(". ")[0]);
  }
}

/** What a command does; `say` hears of it line by line. */
export type Command = (words: string[], say: (line: string) => void) => Promise<void>;

/** Runs a command to its end; exits with 0, with 1 where it was refused or failed, with 2 for wrong arguments. */
export async function runCommand(usage: string, command: Command): Promise<void> {
  const words = process.argv.slice(2);
  if (words.some((word) => word === "--help" || word === "-h")) return console.log(usage);
  try {
    await command(words, console.log);
    process.exit(0);
  } catch (thrown) {
    if (thrown instanceof WrongArguments) {
      console.error(`Wrong arguments: ${thrown.message}.\n\n${usage}`);
      process.exit(2);
    }
    console.error(sentenceOf(thrown));
    process.exit(1);
  }
}

interface Thrown {
  message?: string;
  code?: string | number;
  errcode?: number;
  path?: string;
  dest?: string;
  syscall?: string;
}

/** The primary result codes of SQLite. */
const sqlite: Record<number, string> = {
  8: "it may not be written to",
  10: "the disk cannot be read or written",
  11: "it is damaged",
  13: "the disk is full",
  14: "it cannot be opened (is it there, and may it be read?)",
  26: "it is no database file",
};
const system: Record<string, string> = {
  EFBIG: "a file may not become that large there",
  EDQUOT: "no more room is allowed there",
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "the folder is read-only",
  ENOENT: "it is not there",
  ENOTDIR: "it is no folder",
  EISDIR: "it is a folder",
  EEXIST: "it is there already",
};
/** The same of a folder that could not be made. */
const notMade: Record<string, string> = {
  EEXIST: "it is a file and no folder",
  ENOENT: "it cannot be made (is the folder above read-only?)",
};
/** What the embedded database calls a full disk. */
const outOfDiskSpace = 14_031;

export function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const { message = String(error), code, errcode, path, dest, syscall } = (error ?? {}) as Thrown;
  if (code === outOfDiskSpace || code === "ENOSPC" || /database or disk is full/.test(message))
    return "The disk is full: nothing that was there before is changed; make room and run the same command again.";
  if (errcode !== undefined) return `The database file cannot be used: ${sqlite[errcode & 0xff] ?? message}.`;
  // Node removes and makes folders with words of its own.
  const named = /(Read-only file system|Permission denied|Operation not permitted) '(.+)'/.exec(message);
  if (named) return `${named[2]} cannot be used: ${named[1]?.toLowerCase()}. Nothing that was there before is changed.`;
  const why = (syscall === "mkdir" && notMade[String(code)]) || system[String(code)];
  if (why) return `${dest ?? path ?? "A file"} cannot be used: ${why}. Nothing that was there before is changed.`;
  return message;
}
