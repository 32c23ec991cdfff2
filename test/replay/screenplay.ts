/** What happens when: the figures of the report, and beside them the script's own, which the report does not give. */

/** The dialogue's zone; its clocks go back on 30 October. The report does not name one: the script's own. */
export const zone = "Europe/Brussels";
export const dialogue = { opens: "2016-10-24T00:00", closes: "2016-11-13T00:00" };
export const webinar = { starts: "2016-11-03T15:00", minutes: 60 };

/** Before anything begins. */
export const announcedOn = new Date("2016-10-17T09:00:00Z");

/** Who writes when: contributor's number, local time. Opening posts (`thread`) count as contributions. */
export const posts: readonly { by: number; at: string; thread?: true }[] = [
  { by: 0, at: "2016-10-24T09:10", thread: true },
  { by: 3, at: "2016-10-24T11:40", thread: true },
  { by: 1, at: "2016-10-25T07:55" },
  { by: 0, at: "2016-10-25T16:20" },
  { by: 2, at: "2016-10-26T13:05" },
  { by: 4, at: "2016-10-27T10:30" },
  { by: 0, at: "2016-10-28T18:45" },
  { by: 5, at: "2016-10-29T20:15" },
  { by: 6, at: "2016-10-30T02:30" },
  // The last half hour of the first week, after the clocks went back.
  { by: 2, at: "2016-10-30T23:40" },
  // The first minutes of the second.
  { by: 1, at: "2016-10-31T00:10" },
  { by: 0, at: "2016-11-02T12:00" },
  { by: 7, at: "2016-11-04T09:30" },
  { by: 3, at: "2016-11-06T23:55" },
  { by: 8, at: "2016-11-07T00:05", thread: true },
  { by: 0, at: "2016-11-08T08:20" },
  { by: 2, at: "2016-11-09T15:45" },
  { by: 9, at: "2016-11-10T19:10" },
  { by: 1, at: "2016-11-11T11:25" },
  { by: 10, at: "2016-11-12T10:00" },
  // The last hour of the twentieth day.
  { by: 0, at: "2016-11-12T23:20" },
];

/** How long the 250 stay, in minutes: 205 of them longer than thirty. */
export const attendees = 250;
export const stayers = 205;
export const minutesOf = (index: number): number => (index < stayers ? 60 : 5 + ((index * 7) % 24));

/** The script's own: what is asked in the hour and what becomes of it. */
export const questions = {
  askers: 24,
  asked: 31,
  anonymous: 4,
  aloud: 7,
  written: 4,
  toAskerOnly: 1,
  declined: 2,
  withdrawn: 2,
};
export const carried = questions.asked - questions.aloud - questions.written - questions.declined - questions.withdrawn;
export const votes = 120;
export const chatLines = 60;
/** Carried questions that a panellist answers in the forum afterwards. */
export const answeredInForum = 9;

/** What is compared: the figures of the report (004), and the script's own. */
export const expected = {
  report: {
    contributions: 21,
    "contributing members": 11,
    women: 9,
    men: 2,
    countries: 11,
    "posts in week 1": 10,
    "posts in week 2": 4,
    "posts in week 3": 7,
    "posts by person": "6+3+3+2+1+1+1+1+1+1+1",
    "webinar participants": 250,
    "stayed longer than 30 minutes": 205,
    "engagement, per cent": 82,
    panellists: 4,
  },
  own: {
    "people who asked (the report: over 20)": questions.askers,
    "questions received": questions.asked,
    "answered in the hour": questions.aloud + questions.written,
    declined: questions.declined,
    withdrawn: questions.withdrawn,
    "carried to the forum": carried,
    "carried threads": carried,
    "answered in the forum": answeredInForum,
    "posts in carried threads": answeredInForum,
    votes: votes,
    "chat lines": chatLines,
  },
} as const;
