/** Small facts in one running line, with points between: it breaks where a text breaks. */
import { type ComponentChild, Fragment } from "preact";

export const Joined = ({ facts }: { facts: readonly ComponentChild[] }) => (
  <>
    {facts
      .filter((fact) => fact !== null && fact !== undefined && fact !== false && fact !== "")
      .map((fact, index) => (
        <Fragment key={index}>
          {index > 0 && <span>{" · "}</span>}
          <span>{fact}</span>
        </Fragment>
      ))}
  </>
);
