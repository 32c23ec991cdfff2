/** The people of the demonstration. All are invented. */

import type { z } from "zod";
import type { Gender, Role } from "../../../shared/contracts/common.ts";

export interface Character {
  name: string;
  email: string;
  role: Role;
  country: string;
  gender: z.infer<typeof Gender>;
  organisation: string;
  language: string;
  timeZone: string;
}

const of = (
  name: string,
  [country, timeZone]: [string, string],
  gender: Character["gender"],
  language: string,
  organisation: string,
  role: Role = "member",
): Character => ({
  name,
  email: `${addressOf(name)}@example.org`,
  role,
  country,
  gender,
  organisation,
  language,
  timeZone,
});

/** `Étienne Mballa Ondoa` as `etienne.mballa`. */
const addressOf = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/[^A-Za-z\- ]/g, "")
    .toLowerCase()
    .split(" ")
    .slice(0, 2)
    .join(".");

const places = {
  argentina: ["AR", "America/Argentina/Buenos_Aires"],
  burundi: ["BI", "Africa/Bujumbura"],
  cameroon: ["CM", "Africa/Douala"],
  dominicanRepublic: ["DO", "America/Santo_Domingo"],
  egypt: ["EG", "Africa/Cairo"],
  guatemala: ["GT", "America/Guatemala"],
  india: ["IN", "Asia/Kolkata"],
  japan: ["JP", "Asia/Tokyo"],
  jordan: ["JO", "Asia/Amman"],
  lebanon: ["LB", "Asia/Beirut"],
  malawi: ["MW", "Africa/Blantyre"],
  mali: ["ML", "Africa/Bamako"],
  mexico: ["MX", "America/Mexico_City"],
  nigeria: ["NG", "Africa/Lagos"],
  pakistan: ["PK", "Asia/Karachi"],
  peru: ["PE", "America/Lima"],
  samoa: ["WS", "Pacific/Apia"],
  southAfrica: ["ZA", "Africa/Johannesburg"],
  spain: ["ES", "Europe/Madrid"],
  sweden: ["SE", "Europe/Stockholm"],
  switzerland: ["CH", "Europe/Zurich"],
  tunisia: ["TN", "Africa/Tunis"],
  unitedKingdom: ["GB", "Europe/London"],
  unitedStates: ["US", "America/New_York"],
} satisfies Record<string, [string, string]>;

const centre = "Centre for Equality Learning";

export const people = {
  ana: { ...of("Ana Beltrán Roca", places.spain, "woman", "en", centre, "admin"), email: "ana.admin@example.org" },
  leila: {
    ...of("Leila Mansouri", places.tunisia, "woman", "en", centre, "organiser"),
    email: "leila.organiser@example.org",
  },
  harriet: {
    ...of("Harriet Colebrook", places.unitedKingdom, "woman", "en", `Consultant, ${centre}`, "moderator"),
    email: "harriet.moderator@example.org",
  },
  claire: {
    ...of("Claire Aubonnet", places.switzerland, "woman", "en", "Institut du travail et du genre, Fribourg"),
    email: "claire.panellist@example.org",
  },
  tamanda: {
    ...of("Tamanda Kachale", places.malawi, "woman", "en", "Women's Legal Advice Centre, Zomba"),
    email: "tamanda.member@example.org",
  },
  lubna: {
    ...of("Lubna Al-Sharayri", places.jordan, "woman", "ar", "Independent consultant"),
    email: "lubna.member@example.org",
  },

  ingrid: of("Ingrid Sollander", places.unitedStates, "woman", "en", "Common Table Peacebuilding"),
  rabia: of("Rabia Shahwani", places.pakistan, "woman", "en", ""),
  etienne: of("Étienne Mballa Ondoa", places.cameroon, "man", "fr", "Réseau pour la petite enfance"),
  graciela: of("Graciela Montaldi", places.argentina, "woman", "es", "Dirección de Igualdad en el Empleo"),
  ximena: of("Ximena Barragán Luján", places.mexico, "woman", "es", "Formadora"),
  nerea: of("Nerea Etxaniz", places.spain, "woman", "es", "Consultora independiente"),
  ixchel: of("Ixchel Cuyún Batz", places.guatemala, "woman", "es", "Red de Formadoras del Altiplano"),
  rafael: of("Rafael Almánzar Peña", places.dominicanRepublic, "man", "en", centre),

  samira: of("Samira Khoury-Daher", places.lebanon, "woman", "en", "Collective for Training and Action"),
  octavio: of("Octavio Rentería Solís", places.mexico, "man", "es", "Instituto Estatal de las Mujeres"),
  beatriz: of("Beatriz Lozano Arango", places.dominicanRepublic, "woman", "es", centre),

  aminata: of("Aminata Diarrassouba", places.mali, "woman", "fr", "Coopérative Sutura"),
  desire: of("Désiré Habonimana", places.burundi, "man", "fr", "Paix en commun"),
  jorge: of("Jorge Ibarra Quispe", places.peru, "man", "es", "Escuela Rural Andina"),
  kenji: of("Kenji Morimoto", places.japan, "man", "en", "Tohoku College of Education"),
  marit: of("Marit Lindhagen", places.sweden, "woman", "en", "Folkbildning i Norr"),
  moana: of("Moana Faleolo", places.samoa, "woman", "en", "Pacific Teachers' Exchange"),
  priya: of("Priya Venkatachalam", places.india, "woman", "en", "Lamp Post Trust"),
  seun: of("Oluwaseun Adebanji", places.nigeria, "man", "en", "Bright Market Traders' Union"),
  thandeka: of("Thandeka Mokwena", places.southAfrica, "woman", "en", "Workers' Education Project"),
  yasmin: of("Yasmin El-Gohary", places.egypt, "woman", "ar", "مركز نبض للتدريب"),
} satisfies Record<string, Character>;

export type Who = keyof typeof people;

/** Who signs in on a walk through the demonstration; the passwords are good for invented people alone. */
export const signIns = [
  { role: "admin", who: "ana", password: "olive-tree-ladder" },
  { role: "organiser", who: "leila", password: "paper-boat-harbour" },
  { role: "moderator", who: "harriet", password: "garden-gate-key" },
  { role: "panellist", who: "claire", password: "blue-kettle-window" },
  { role: "member", who: "tamanda", password: "river-stone-drum" },
  { role: "member (Arabic)", who: "lubna", password: "lemon-lamp-balcony" },
] as const satisfies { role: string; who: Who; password: string }[];

const givenNames =
  "Abena Adaeze Aiko Alejandra Amara Anahí Anjali Asel Beatriu Bilal Camille Chipo Daniela Dilnoza Ebele Elif Emeka Farah Gabriela Grace Hana Hoa Imani Inés Jamila Joana Kadiatou Katarzyna Khadija Kofi Lamia Lerato Linh Luz Mariam Mateo Mei Mirembe Nadine Neema Noor Oksana Paloma Rashid Rosa Sefa Soledad Sunita Wanjiru Zeynep".split(
    " ",
  );
const familyNames =
  "Abebe Achterberg Alvarenga Arslan Banda Bekele Bellweather Cissokho Dlamini Duarte Ebersole Fakhouri Ferreyra Gatica Hosseinpour Ilunga Jayawardene Kamara Kipkemboi Koirala Lindgren Maalouf Mbewe Mensah Nakamoto Nguyen-Hart Obiora Okonedo Paredes Quinteros Rakoto Sandoval Sesay Tadesse Umarova Valdivia Wekesa Yilmaz Zamora Zulfikar".split(
    " ",
  );
const countries =
  "GH NG JP CL KE BO IN KG ES PK FR ZW CO UZ TR CI TZ VN LB PT GN PL MA LS UG MG UA MX SN TO NP PH SE BR ET ID ZA DE IT BD".split(
    " ",
  );

/** Those who came to the hour by a personal link: so many different names, the same ones each time. */
export const guests = (count: number, from = 0): { name: string; country: string }[] =>
  Array.from({ length: count }, (_, index) => index + from).map((at) => ({
    name: `${givenNames[at % givenNames.length]} ${familyNames[(at * 7 + Math.floor(at / givenNames.length) * 3) % familyNames.length]}`,
    country: countries[(at * 11) % countries.length] as string,
  }));
