/** The hour of the past dialogue: what was asked, and what became of it. */
import type { Who } from "./people.ts";

/** A member by key, or the n-th of those who came by a personal link. */
export type Asker = Who | number;
export type Fate =
  | { fate: "aloud"; by: Who; minute: number }
  | { fate: "written"; by: Who; minute: number; answer: string; privately?: true }
  | { fate: "declined"; reason: string }
  | { fate: "withdrawn" }
  /** Never approved: carried into triage. */
  | { fate: "unapproved" }
  | {
      fate: "carried";
      meantFor?: Who;
      reply?: { by: Who; at: string; language: string; body: string; answers?: true };
      thanks?: { by: Who; at: string; language: string; body: string };
    };

export interface AskedQuestion {
  by: Asker;
  minute: number;
  language: string;
  text: string;
  votes: number;
  anonymous?: true;
  fate: Fate;
}

/** A webinar that was held. Times are written as its dialogue writes them. */
export interface HeldWebinar {
  title: string;
  description: string;
  language: string;
  starts: string;
  minutes: number;
  preApproval?: true;
  panellists: Who[];
  moderator: Who;
  /** Members who were in the room, beside those who came by a personal link. */
  attending: Who[];
  attendees: number;
  /** Present for more than thirty minutes. */
  engaged: number;
  /** Where the names of those who came by a link begin, so that no two webinars share them. */
  guestsFrom: number;
  questions: AskedQuestion[];
  /** `removed`: by the moderator, and why. */
  chat: { by: Asker; minute: number; text: string; removed?: string }[];
}

export const pastWebinar: HeldWebinar = {
  title: "Who trains the trainers? An hour with four panellists",
  description:
    "Four short openings, then your questions. Whatever we have no time for goes to the dialogue's forum, under your name.",
  language: "en",
  starts: "2016-11-02T15:00",
  minutes: 60,
  panellists: ["samira", "claire", "octavio", "beatriz"],
  moderator: "harriet",
  attending:
    "ingrid rabia etienne tamanda lubna graciela ximena nerea ixchel rafael aminata desire jorge kenji marit moana priya seun thandeka yasmin".split(
      " ",
    ) as Who[],
  attendees: 250,
  engaged: 205,
  guestsFrom: 0,
  questions: [
    {
      by: 3,
      minute: 6,
      language: "en",
      text: "What is the one thing you would test before letting anybody train on equality?",
      votes: 15,
      fate: { fate: "aloud", by: "samira", minute: 14 },
    },
    {
      by: "rabia",
      minute: 7,
      language: "en",
      text: "If there is a certificate one day, what must a trainer who cannot read do to pass it?",
      votes: 21,
      fate: { fate: "aloud", by: "beatriz", minute: 19 },
    },
    {
      by: 11,
      minute: 9,
      language: "es",
      text: "¿Cómo se evalúa un taller cuando quien lo paga es también quien lo evalúa?",
      votes: 12,
      fate: { fate: "aloud", by: "octavio", minute: 25 },
    },
    {
      by: 17,
      minute: 11,
      language: "en",
      text: "Must a trainer be a feminist, or is it enough to know what feminists found out?",
      votes: 17,
      fate: { fate: "aloud", by: "claire", minute: 31 },
    },
    {
      by: "nerea",
      minute: 12,
      language: "es",
      text: "¿Por qué hablamos tanto de la calidad de las formadoras y tan poco de lo que cobran?",
      votes: 13,
      fate: { fate: "aloud", by: "claire", minute: 37 },
    },
    {
      by: 29,
      minute: 14,
      language: "fr",
      text: "Comment former sans imposer, quand on vient de la capitale avec un ordre de mission ?",
      votes: 10,
      fate: { fate: "aloud", by: "samira", minute: 43 },
    },
    {
      by: 35,
      minute: 16,
      language: "en",
      text: "How do you deal with the colleague who attends every training and changes nothing?",
      votes: 19,
      fate: { fate: "aloud", by: "octavio", minute: 48 },
    },
    {
      by: 41,
      minute: 17,
      language: "en",
      text: "Will the slides of this hour be available afterwards?",
      votes: 4,
      fate: {
        fate: "written",
        by: "harriet",
        minute: 18,
        answer: "Yes: slides and recording stand under the announcement from tomorrow on.",
      },
    },
    {
      by: 48,
      minute: 19,
      language: "en",
      text: "Is there a reading list for somebody who starts from a background in adult literacy?",
      votes: 6,
      fate: {
        fate: "written",
        by: "claire",
        minute: 28,
        answer:
          "You start from the better end. Read two people's *accounts of a failed course* before any manual, then come back to participatory method; adult literacy has been ahead of us there for fifty years.",
      },
    },
    {
      by: "tamanda",
      minute: 21,
      language: "en",
      text: "My employer asked me to leave a word out of my training. May I write to one of you about it?",
      votes: 1,
      anonymous: true,
      fate: {
        fate: "written",
        by: "samira",
        minute: 33,
        answer:
          "Of course, and you need not say more here. Write to me; I will tell you what we did when it happened to us.",
        privately: true,
      },
    },
    {
      by: 53,
      minute: 10,
      language: "en",
      text: "What would you check first before hiring a trainer?",
      votes: 5,
      fate: {
        fate: "written",
        by: "harriet",
        minute: 17,
        answer:
          "Samira took this one at the fourteenth minute. In short: ask whom she trained, and telephone two of them.",
      },
    },
    {
      by: 59,
      minute: 18,
      language: "en",
      text: "Could an illiterate trainer be certified at all?",
      votes: 3,
      fate: {
        fate: "written",
        by: "harriet",
        minute: 22,
        answer: "Beatriz has just answered it aloud: yes, if those she trained are among the examiners.",
      },
    },
    {
      by: 64,
      minute: 22,
      language: "es",
      text: "¿Hablaremos también de los honorarios?",
      votes: 2,
      fate: {
        fate: "written",
        by: "harriet",
        minute: 39,
        answer:
          "Sí: Claire acaba de responderlo en voz alta, y los honorarios quedan en el hilo de Rabia para seguir hablando.",
      },
    },
    {
      by: 70,
      minute: 23,
      language: "en",
      text: "We offer certified online courses at a discount for everybody here, may I post the link?",
      votes: 0,
      fate: {
        fate: "declined",
        reason:
          "Offers are welcome in the general forum, under your organisation's name; this hour is for questions to the panel.",
      },
    },
    {
      by: 76,
      minute: 24,
      language: "en",
      text: "Can you hear me? My sound is gone.",
      votes: 0,
      fate: { fate: "withdrawn" },
    },
    {
      by: "lubna",
      minute: 26,
      language: "ar",
      text: "كيف نحاسب جهة مانحة تفرض علينا منهجًا لم يُكتب لمجتمعنا؟",
      votes: 14,
      fate: {
        fate: "carried",
        meantFor: "samira",
        reply: {
          by: "samira",
          at: "2016-11-04T11:30",
          language: "ar",
          body: `نبدأ من العقد. نحن نطلب أن تُكتب فيه جملة واحدة: «يُعدَّل المنهج بعد أول لقاء مع المشاركات». من يقبلها يقبل أن يكون المنهج ملكًا لأهله، ومن يرفضها يكون قد أجاب عن سؤالك قبل أن ندفع الثمن نحن.`,
          answers: true,
        },
        thanks: {
          by: "lubna",
          at: "2016-11-04T18:10",
          language: "ar",
          body: `شكرًا، هذه جملة أستطيع أن أحملها معي غدًا إلى الاجتماع.`,
        },
      },
    },
    {
      by: 82,
      minute: 28,
      language: "en",
      text: "Which of you has failed an assessment of your own teaching, and what did it feel like?",
      votes: 16,
      fate: {
        fate: "carried",
        meantFor: "claire",
        reply: {
          by: "claire",
          at: "2016-11-03T20:05",
          language: "en",
          body: `I have. A group of hospital cleaners told me, kindly and all at once, that my example of a "typical working day" was the day of somebody who has a cleaner. I still use that example. I now say who taught me what is wrong with it.`,
          answers: true,
        },
      },
    },
    {
      by: 88,
      minute: 30,
      language: "fr",
      text: "Qui forme les formatrices dans un pays où il n'y a ni master ni institut ?",
      votes: 10,
      fate: {
        fate: "carried",
        meantFor: "claire",
        reply: {
          by: "claire",
          at: "2016-11-05T09:15",
          language: "fr",
          body: `Celles qui étaient là avant. Trouvez-en deux, payez-leur le voyage, et demandez-leur d'observer au lieu d'enseigner. Le premier institut de mon pays a commencé ainsi, dans l'arrière-salle d'un café.`,
          answers: true,
        },
        thanks: {
          by: "etienne",
          at: "2016-11-05T17:00",
          language: "fr",
          body: `À Bafoussam, l'arrière-salle existe déjà. Il manque les deux voyages, et j'ai une idée pour cela.`,
        },
      },
    },
    {
      by: "ximena",
      minute: 31,
      language: "es",
      text: "¿Aceptaría el panel que las participantes corrijan esta misma hora, en público?",
      votes: 11,
      fate: {
        fate: "carried",
        meantFor: "octavio",
        reply: {
          by: "octavio",
          at: "2016-11-07T19:20",
          language: "es",
          body: `Acepto, y empiezo yo: hablé once minutos de los quince que tenía para escuchar. La próxima vez, las preguntas primero.`,
          answers: true,
        },
      },
    },
    {
      by: 94,
      minute: 33,
      language: "en",
      text: "How small can a training budget be before we should refuse the assignment?",
      votes: 8,
      fate: { fate: "carried", meantFor: "octavio" },
    },
    {
      by: 99,
      minute: 35,
      language: "en",
      text: "Do you have an example of men who were trained and then gave up something?",
      votes: 14,
      fate: {
        fate: "carried",
        reply: {
          by: "rafael",
          at: "2016-11-09T14:00",
          language: "en",
          body: `One, and I have permission to tell it. A union secretary in our third course stepped back from the list so that the woman who had done his work for six years could stand. He says it cost him a car and gave him his evenings.`,
        },
      },
    },
    {
      by: 105,
      minute: 37,
      language: "en",
      text: "Should trainers be assessed by people who disagree with them?",
      votes: 5,
      fate: { fate: "carried" },
    },
    {
      by: 111,
      minute: 39,
      language: "es",
      text: "¿Qué hago si la resistencia viene de la propia dirección que encargó el curso?",
      votes: 10,
      fate: { fate: "carried", meantFor: "octavio" },
    },
    {
      by: 117,
      minute: 41,
      language: "en",
      text: "Is a two-hour training ever better than none?",
      votes: 17,
      fate: { fate: "carried", meantFor: "samira" },
    },
    {
      by: 123,
      minute: 44,
      language: "fr",
      text: "Peut-on évaluer la confiance, ou seulement les connaissances ?",
      votes: 7,
      fate: { fate: "carried" },
    },
    {
      by: 129,
      minute: 47,
      language: "en",
      text: "I am afraid that a profession will have no place for volunteers like me. Am I wrong?",
      votes: 13,
      anonymous: true,
      fate: { fate: "carried", meantFor: "beatriz" },
    },
    {
      by: 135,
      minute: 52,
      language: "en",
      text: "When will the Centre's own course start, and in which languages?",
      votes: 11,
      fate: { fate: "carried", meantFor: "beatriz" },
    },
  ],
  chat: [
    { by: 5, minute: 1, text: "Good afternoon from Tamale, twenty-nine degrees and one fan for nine of us." },
    { by: 14, minute: 1, text: "Hola desde Valdivia, aquí son las once y llueve." },
    { by: "kenji", minute: 2, text: "Good evening from Sendai. It is late, but the tea is hot." },
    {
      by: "harriet",
      minute: 3,
      text: "Welcome, all. Questions go into the queue on the left, please; vote for those you share.",
    },
    { by: 22, minute: 8, text: "Bonjour de Conakry. Le son est bon ici, même sans image." },
    { by: "thandeka", minute: 16, text: '"Ask those who were trained": could we have that on a wall, please?' },
    { by: 38, minute: 20, text: "The answer about the exam was the best two minutes of my month." },
    { by: "yasmin", minute: 27, text: "تحية من القاهرة، نتابع معكم من قاعة فيها ستّ عشرة مدرّبة." },
    { by: 51, minute: 32, text: "I disagree with the last point, and I am glad that I can say so here." },
    { by: "ixchel", minute: 38, text: "¡Gracias por hablar de los honorarios en voz alta!" },
    { by: "priya", minute: 45, text: "My connection dropped twice and the queue was still there each time." },
    {
      by: "leila",
      minute: 57,
      text: "We have three minutes. Everything still open goes to the forum under your name, and our panellists will look in.",
    },
    { by: 63, minute: 59, text: "Thank you! Shukran! Gracias! Merci!" },
  ],
};
