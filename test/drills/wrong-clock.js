/** Loaded before everything else in a process: its machine's clock goes wrong by `WRONG_BY` milliseconds. */
const wrongBy = Number(process.env["WRONG_BY"] ?? 0);
const right = Date.now.bind(Date);
Date.now = () => right() + wrongBy;
globalThis.Date = new Proxy(Date, {
  construct: (target, given, self) =>
    Reflect.construct(target, given.length > 0 ? given : [Date.now()], self === globalThis.Date ? target : self),
  apply: () => new globalThis.Date().toString(),
});
