/** What several contracts share: ids, moments, languages, people as they are shown, pages of a list. */
import { z } from "zod";

/** The id of something that exists: UUIDv7 by its writer, or version 8 where it was derived from another id. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;
/** The id that a writer gives to something new. */
export const NewId = z.uuidv7();
export type NewId = z.infer<typeof NewId>;

/** An instant, ISO 8601 in UTC with milliseconds. */
export const Moment = z.iso.datetime();
export type Moment = z.infer<typeof Moment>;
/** A wall-clock time without zone, `2026-11-22T14:00`; its zone stands beside it. */
export const LocalTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
/** An IANA time zone; that it exists is checked where it is used. */
export const TimeZone = z.string().min(1).max(64);
/** A BCP 47 tag. */
export const Language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .max(35);
/** An address in small letters. */
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** Control characters, and marks that change the direction of what stands around them. */
const unseen = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060\u2066-\u2069\ufeff]+/gu;
/** Control characters but tab and line break. */
const unwritten = /(?![\t\n])[\p{Cc}\ufeff]/gu;

/** One line of plain text: no line breaks, no control or direction marks (they are stripped), trimmed. */
export const line = (most: number, least = 1) =>
  z
    .string()
    .max(most * 4)
    .transform((text) => text.normalize("NFC").replace(unseen, " ").replace(/ {2,}/g, " ").trim())
    .pipe(z.string().min(least).max(most));
/** Markdown as its author writes it, 1 to `most` characters after trimming. */
export const markdown = (most: number) =>
  z
    .string()
    .max(most + 1000)
    .transform((text) => text.replace(/\r\n?/g, "\n").replace(unwritten, "").trim())
    .pipe(z.string().min(1).max(most));
/** A part of an address: small letters, digits and single hyphens. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);
/** ISO 3166-1, two letters. */
export const Country = z.string().regex(/^[A-Z]{2}$/);
/** As said by oneself, for figures; `unsaid` where nobody said. */
export const Gender = z.enum(["woman", "man", "other", "unsaid"]);
/** Each holds what those before it may. */
export const Role = z.enum(["member", "moderator", "organiser", "admin"]);
export type Role = z.infer<typeof Role>;

/** A person as others see them. `id` is null for whoever asked not to be named and for the system. */
export const PersonView = z.object({
  id: Id.nullable(),
  kind: z.enum(["member", "guest", "former", "anonymous", "system"]),
  name: z.string(),
  role: Role.nullable(),
  organisation: z.string().nullable(),
  country: z.string().nullable(),
});
export type PersonView = z.infer<typeof PersonView>;

/** Where the next page of a list begins; absent on the last. Opaque. */
export const Cursor = z.string().max(200);
/** One page of a list, and where the next one begins; null after the last. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: Cursor.nullable() });
/** What is asked without saying anything. */
export const Nothing = z.strictObject({});
