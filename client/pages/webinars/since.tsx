/** A clock that counts upwards. */
import { useLanguage } from "../../language/language.ts";
import { useNow } from "./use-now.ts";

/** For how long it has been on air. */
export function Since({ at }: { at: string }) {
  const { duration } = useLanguage();
  const now = useNow();
  return <b class="num">{duration((now - Date.parse(at)) / 1000)}</b>;
}
