/** The general discussion: what members write to each other between dialogues. */
import type { WrittenPost, WrittenThread } from "./past-dialogue.ts";
import type { Who } from "./people.ts";

export interface LivedPost extends WrittenPost {
  hearts?: Who[];
  insights?: Who[];
}
export interface LivedThread extends WrittenThread {
  hearts?: Who[];
  insights?: Who[];
  pinned?: true;
  replies: LivedPost[];
}

export const generalSection = {
  slug: "general-discussion",
  title: "General discussion",
  description: "Anything about training for equality, at any time, in any language.",
};

/** `at` counts days back from today: `5T10:20` is twenty past ten five days ago, in UTC. */
export const generalThreads: LivedThread[] = [
  {
    by: "leila",
    at: "40T09:00",
    language: "en",
    title: "How to find your way here",
    pinned: true,
    body: `Three things that are easily overlooked.

1. **Write in your own language.** Whoever opens the thread sees which language a post is in.
2. **Follow** a thread to be told of replies; the bell shows what is new on every page.
3. A question that a webinar had no time for comes back as a thread. If it was yours, you will be told where it stands.

If you are stuck, write below.`,
    hearts: ["tamanda", "jorge", "moana"],
    replies: [
      {
        by: "aminata",
        at: "38T17:20",
        language: "fr",
        to: 1,
        body: `Merci. J'ai mis deux jours à oser écrire en français dans un fil en anglais, et la première réponse est venue en espagnol. Je reste.`,
        hearts: ["leila", "jorge", "etienne", "ixchel"],
      },
      {
        by: "kenji",
        at: "37T03:10",
        language: "en",
        body: `Is there a way to read only what is new since yesterday? I found it five minutes after asking: the mark at the left of the list. I leave this here for whoever searches.`,
        insights: ["marit"],
      },
    ],
  },
  {
    by: "marit",
    at: "19T12:45",
    language: "en",
    title: "Help wanted: a role play that does not humiliate anyone",
    body: `We have a two-day course for municipal staff next term. The old role play about the job interview always ends with the same people laughing at the same person. I would rather cancel it than repeat it.

What do you use when you want people to *feel* a difference in power without making somebody carry it for the group?`,
    replies: [
      {
        by: "thandeka",
        at: "18T07:30",
        language: "en",
        to: 1,
        body: `Chairs. Eight chairs, ten people, and the rule that whoever stands may not speak. After four minutes, change who stands. Nobody plays anybody, and everybody has been both. The talk afterwards needs twice the time of the exercise, so plan for that.`,
        insights: ["marit", "claire", "harriet", "seun"],
      },
      {
        by: "graciela",
        at: "17T14:00",
        language: "es",
        to: 1,
        body: `Nosotras usamos expedientes reales, sin nombres. Cada mesa decide un ascenso y solo después se enteran de quién era quién. Nadie actúa, y la vergüenza, si llega, es de la mesa entera.`,
        insights: ["marit", "ximena"],
      },
      {
        by: "marit",
        at: "16T09:15",
        language: "en",
        body: `Chairs on the first day, files on the second. Thank you both; I will report afterwards what the municipality made of it.`,
        hearts: ["thandeka", "graciela"],
      },
    ],
  },
  {
    by: "ximena",
    at: "11T18:10",
    language: "es",
    title: "Lecturas cortas para un viaje largo en autobús",
    body: `Voy seis horas en autobús a cada taller y vuelvo otras seis. Busco textos cortos, que se puedan leer en voz alta a la de al lado. Los míos de este mes: recetas anotadas por mi abuela, que son un tratado de economía del cuidado.

¿Qué leen ustedes por el camino?`,
    replies: [
      {
        by: "jorge",
        at: "10T13:30",
        language: "es",
        to: 1,
        body: `Cartas de exalumnas. Empecé a guardarlas por cariño y ahora son mi bibliografía.`,
        hearts: ["ximena"],
      },
      {
        by: "desire",
        at: "9T06:50",
        language: "fr",
        body: `Les procès-verbaux de nos propres réunions d'il y a dix ans. On y lit, entre les lignes, qui préparait le thé.`,
        hearts: ["aminata", "claire"],
        insights: ["ximena"],
      },
    ],
  },
  {
    by: "lubna",
    at: "6T10:00",
    language: "ar",
    title: "كيف تترجمون كلمة «تمكين»؟",
    body: `كلّما قلتُ «تمكين» في قرية، سألتني امرأة: «ومن الذي كان يملك القوة حتى يعطينا إياها؟». سؤال أذكى من الكلمة.

ماذا تقولون بدلًا منها، بالعربية أو بلغاتكم؟`,
    replies: [
      {
        by: "yasmin",
        at: "5T16:20",
        language: "ar",
        to: 1,
        body: `نقول «أن يكون لكِ رأي ويُحسب». أطول من كلمة واحدة، لكن لا أحد يسأل بعدها ماذا نقصد.`,
        hearts: ["lubna"],
        insights: ["aminata", "rabia"],
      },
      {
        by: "aminata",
        at: "4T19:40",
        language: "fr",
        to: 1,
        body: `En bambara, nous disons simplement : « elle est debout ». Personne ne l'a mise debout. Elle l'est.`,
        hearts: ["lubna", "yasmin", "claire", "tamanda"],
      },
      {
        by: "priya",
        at: "2T05:25",
        language: "en",
        to: 1,
        body: `In Tamil the trainers in my team avoid it too. One of them says "to hold the pen yourself". I had never thought about where the pen was before.`,
        hearts: ["lubna"],
      },
    ],
  },
  {
    by: "moana",
    at: "1T20:15",
    language: "en",
    title: "Ten trainers, four islands, one boat: what would you bring?",
    body: `Next month our exchange visits four islands in nine days. One boat, no projector, thirty kilograms of luggage for all of us together. We have paper, two drums and a great deal of goodwill.

If you could put **one** thing into our boat, what would it be?`,
    replies: [
      {
        by: "seun",
        at: "0T06:40",
        language: "en",
        to: 1,
        body: `A ball of string. Everyone who speaks holds on to it and passes it on, and after ten minutes the whole room can see who was never handed the string. Twenty grams.`,
        hearts: ["moana"],
        insights: ["tamanda"],
      },
    ],
  },
];
