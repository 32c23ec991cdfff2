/** Who takes part. All names are invented; numbers, genders and first countries are those of the ninth dialogue's report. */

export interface Contributor {
  name: string;
  gender: "woman" | "man";
  country: string;
  organisation: string;
  posts: number;
  /** The webinar's moderator is among the contributors. */
  moderator?: true;
}

/** 11 members, 9 women and 2 men, of 11 countries; 6 + 3 + 3 + 2 + 7 × 1 posts. */
export const contributors: readonly Contributor[] = [
  { name: "Imke Sandvoort", gender: "woman", country: "US", organisation: "Bridges Peace Initiative", posts: 6 },
  { name: "Rabia Yousafani", gender: "woman", country: "PK", organisation: "", posts: 3 },
  { name: "Étienne Nkolo Mbida", gender: "man", country: "CM", organisation: "Early Years Association", posts: 3 },
  {
    name: "Harriet Colbeck",
    gender: "woman",
    country: "GB",
    organisation: "Independent consultant",
    posts: 2,
    moderator: true,
  },
  { name: "ريم الخطيب", gender: "woman", country: "JO", organisation: "Consultant", posts: 1 },
  { name: "Graciela Pontoriero", gender: "woman", country: "AR", organisation: "Ministry of Labour", posts: 1 },
  { name: "Itzel Carranza Luna", gender: "woman", country: "MX", organisation: "Trainer", posts: 1 },
  { name: "Parisa Golestani Rey", gender: "woman", country: "ES", organisation: "Freelance consultant", posts: 1 },
  {
    name: "Chikondi Phiri Mwale",
    gender: "woman",
    country: "MW",
    organisation: "Centre for Women’s Alternatives",
    posts: 1,
  },
  { name: "Ximena Tzoc Barillas", gender: "woman", country: "GT", organisation: "Public health programme", posts: 1 },
  { name: "Somsak Vongphachan", gender: "man", country: "DO", organisation: "Training Centre", posts: 1 },
];

export const panellists: readonly { name: string; country: string; organisation: string }[] = [
  { name: "نادين شمعون", country: "LB", organisation: "Learning for Equality Network" },
  { name: "Mathilde Rochat-Berger", country: "CH", organisation: "University of the Lake" },
  { name: "Joaquín Ibarra Solís", country: "MX", organisation: "National Institute for Equality" },
  { name: "Beatriz Arango Mejía", country: "DO", organisation: "Training Centre" },
];

const given = [
  "Amara",
  "Bilal",
  "Chiara",
  "Dewi",
  "Elif",
  "Farah",
  "Goran",
  "Hana",
  "Ivana",
  "Joana",
  "Kwame",
  "Leila",
  "Malika",
  "Noor",
  "Olga",
  "Pilar",
  "Quyen",
  "Rosa",
  "Salma",
  "Tomo",
  "Uma",
  "Vera",
  "Wanjiru",
  "Yara",
  "Zofia",
];
const family = ["Abara", "Bekele", "Castellan", "Duarte", "Eklund", "Fofana", "Galvez", "Halabi", "Ibanez", "Jansky"];
const countries = [
  "KE",
  "EG",
  "IT",
  "ID",
  "TR",
  "MA",
  "HR",
  "JP",
  "BR",
  "PT",
  "GH",
  "TN",
  "DZ",
  "LB",
  "UA",
  "PE",
  "VN",
  "CL",
  "SN",
  "IN",
];

/** Guests of the webinar, by their number; each name stands for one person. */
export const guestNamed = (index: number): { name: string; country: string } => ({
  name: `${given[index % given.length]} ${family[Math.floor(index / given.length) % family.length]}`,
  country: countries[index % countries.length] as string,
});
