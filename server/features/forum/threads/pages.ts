/** Pages of a thread go by number, twenty a page, so that a post never moves to another. */
export const postsOnPage = 20;

export const pageWith = (number: number): number => Math.max(1, Math.ceil(number / postsOnPage));

/** The first and the last number on a page. */
export const endsOf = (page: number): { from: number; to: number } => ({
  from: (page - 1) * postsOnPage + 1,
  to: page * postsOnPage,
});

export const numbersOn = (page: number): number[] =>
  Array.from({ length: postsOnPage }, (_, at) => endsOf(page).from + at);
