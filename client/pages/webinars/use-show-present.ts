/** For a form whose thing was changed meanwhile: what stands comes into the page, what was typed stays, and the next press saves it. */
import { useHouse } from "../../house.ts";
import { Refusal } from "../../live/call.ts";

/** To be put behind the call, as its `catch`: the refusal goes on to the form. */
export function useShowPresent(): (refused: unknown) => Promise<never> {
  const { refresh } = useHouse();
  return async (refused) => {
    if (refused instanceof Refusal && refused.code === "moved-on") await refresh();
    throw refused;
  };
}
