/** Parts of a page that sleep as the server drew them until somebody points at them or steps in; their script is fetched then. */
import { type ComponentType, h, hydrate, render, type VNode } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

/** Gives the part what stands around it: its contexts, since it is a root of its own. */
export type Around = () => (part: VNode) => VNode;

/**
 * Awaited where a module begins. On the server the part is simply there. In the browser it wakes by itself where the
 * server drew nothing, and where its props are not the drawn ones any more, so that what others do shows at once.
 */
export async function late<P extends object>(
  load: () => Promise<ComponentType<P>>,
  useAround: Around,
): Promise<ComponentType<P>> {
  if (import.meta.env.SSR) {
    const Part = await load();
    return (props) => (
      <div class="late" data-drawn="">
        <Part {...props} />
      </div>
    );
  }
  let Part: ComponentType<P> | undefined;
  return function Late(props) {
    const around = useAround();
    const box = useRef<HTMLDivElement>(null);
    const drawn = useRef(props);
    const latest = useRef({ props, around });
    latest.current = { props, around };
    const awake = useRef(false);

    async function wake(): Promise<void> {
      if (awake.current) return;
      Part ??= await load();
      if (awake.current || !box.current) return;
      awake.current = true;
      const { around: inside } = latest.current;
      if ("drawn" in box.current.dataset) hydrate(inside(h(Part, drawn.current) as VNode), box.current);
      draw();
      // Whoever stepped in before it was awake is told of inside now.
      const focused = document.activeElement;
      if (box.current.contains(focused)) focused?.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
    }
    function draw(): void {
      if (Part && box.current) render(latest.current.around(h(Part, latest.current.props) as VNode), box.current);
    }
    // Pressed before it was awake: pressed again once it is.
    function onPress(event: Event): void {
      const pressed =
        event.target instanceof Element ? event.target.closest<HTMLElement>("a, button, summary, [role=button]") : null;
      if (awake.current || !pressed) return;
      event.preventDefault();
      event.stopPropagation();
      void wake().then(() => pressed.click());
    }
    function onKey(event: KeyboardEvent): void {
      const { target, key, ctrlKey, metaKey } = event;
      if (awake.current || key !== "Enter" || !(ctrlKey || metaKey)) return;
      event.preventDefault();
      const again = new KeyboardEvent("keydown", { key, ctrlKey, metaKey, bubbles: true, cancelable: true });
      void wake().then(() => target?.dispatchEvent(again));
    }

    useLayoutEffect(() => {
      if (awake.current) draw();
    });
    useEffect(() => {
      if (!("drawn" in (box.current?.dataset ?? {})) || !isSame(drawn.current, props)) void wake();
    });
    useEffect(
      () => () => {
        if (awake.current && box.current) render(null, box.current);
      },
      [],
    );
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: it only hears of what is pressed inside
      <div
        class="late"
        ref={box}
        onPointerEnter={() => void wake()}
        onFocusIn={() => void wake()}
        onClickCapture={onPress}
        onKeyDown={onKey}
        dangerouslySetInnerHTML={asDrawn}
      />
    );
  };
}

/** What the server drew is left as it is. */
const asDrawn = { __html: "" };

function isSame(one: object, other: object): boolean {
  const before = Object.entries(one);
  return (
    before.length === Object.keys(other).length &&
    before.every(([key, value]) => Object.is(value, (other as Record<string, unknown>)[key]))
  );
}
