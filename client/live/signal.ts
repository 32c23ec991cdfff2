/** A value that can be listened to; all that the live parts need of a library of signals. */

export interface ReadonlySignal<T> {
  readonly value: T;
  /** Called at once, then at each change. */
  subscribe(listener: (value: T) => void): () => void;
}
export interface Signal<T> extends ReadonlySignal<T> {
  value: T;
}

export function signal<T>(first: T): Signal<T> {
  const listeners = new Set<(value: T) => void>();
  let value = first;
  return {
    get value() {
      return value;
    },
    set value(next) {
      if (Object.is(value, next)) return;
      value = next;
      for (const listener of [...listeners]) listener(value);
    },
    subscribe(listener) {
      listeners.add(listener);
      listener(value);
      return () => void listeners.delete(listener);
    },
  };
}

/** What follows from others; read afresh whenever it is asked for, told where it has changed. */
export function computed<T>(from: readonly ReadonlySignal<unknown>[], read: () => T): ReadonlySignal<T> {
  return {
    get value() {
      return read();
    },
    subscribe(listener) {
      let known = read();
      listener(known);
      const look = () => {
        const next = read();
        if (Object.is(known, next)) return;
        known = next;
        listener(next);
      };
      const off = from.map((each) => each.subscribe(look));
      return () => {
        for (const one of off) one();
      };
    },
  };
}
