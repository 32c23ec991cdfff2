/** The running dialogue, the tenth: it opened ten days ago, and its webinar is today. */
import type { WrittenThread } from "./past-dialogue.ts";
import type { Asker } from "./past-webinar.ts";
import type { Who } from "./people.ts";

/** `at` counts from the opening day: `3T10:20` is twenty past ten on the fourth day. */
export const runningDialogue = {
  slug: "after-the-training",
  number: 10,
  title: "After the training: how do we know that anything changed?",
  timeZone: "Africa/Tunis",
  openedDaysAgo: 10,
  days: 21,
  conceptNotes: [
    {
      language: "en",
      body: `On the last afternoon everybody is moved, the forms say "very useful", and we drive home. What happens on the Tuesday after?

In this dialogue we look for the Tuesday. We are less interested in indicators than in **what you saw**: a meeting that began differently, a budget line, a man who picked up the cups.

**Bring one of these**

- something that changed, and why you believe that the training had a part in it
- something that did not change, and what you make of it
- a way of looking that is cheap enough for a small organisation`,
    },
    {
      language: "es",
      body: `La última tarde todo el mundo está conmovido, los formularios dicen "muy útil" y volvemos a casa. ¿Qué pasa el martes siguiente?

En este diálogo buscamos ese martes. Nos interesan menos los indicadores que **lo que viste**: una reunión que empezó de otra manera, una partida del presupuesto, un hombre que recogió las tazas.`,
    },
    {
      language: "fr",
      body: `Le dernier après-midi, tout le monde est ému, les formulaires disent « très utile », et nous rentrons. Que se passe-t-il le mardi d'après ?

Dans ce dialogue, nous cherchons ce mardi. Les indicateurs nous intéressent moins que **ce que vous avez vu** : une réunion qui commence autrement, une ligne du budget, un homme qui ramasse les tasses.`,
    },
    {
      language: "ar",
      body: `في المساء الأخير يتأثر الجميع، وتقول الاستمارات «مفيد جدًا»، ثم نعود إلى بيوتنا. ماذا يحدث يوم الثلاثاء التالي؟

في هذا الحوار نبحث عن ذلك الثلاثاء. لا تهمّنا المؤشرات بقدر ما يهمّنا **ما رأيتموه**: اجتماع بدأ بطريقة مختلفة، بند في الميزانية، رجل جمع الفناجين.`,
    },
  ],
  keyQuestions: [
    {
      en: "What changed, and how do you know?",
      es: "¿Qué cambió y cómo lo sabes?",
      fr: "Qu'est-ce qui a changé, et comment le savez-vous ?",
      ar: "ما الذي تغيّر، وكيف عرفتم؟",
    },
    {
      en: "Who gets to say that it was a success?",
      es: "¿Quién puede decir que fue un éxito?",
      fr: "Qui peut dire que ce fut une réussite ?",
      ar: "من يحقّ له أن يقول إنه نجح؟",
    },
    {
      en: "What can be followed up with no budget at all?",
      es: "¿Qué se puede seguir sin ningún presupuesto?",
      fr: "Que peut-on suivre sans aucun budget ?",
      ar: "ما الذي يمكن متابعته بلا أي ميزانية؟",
    },
  ],
  welcome: {
    by: "leila",
    at: "0T09:00",
    language: "en",
    title: "Welcome: let us look for the Tuesday after",
    body: `Welcome to the tenth dialogue. Three weeks, three key questions, one hour together in the second week.

Please write about what you saw yourself. If it is in a report already, give us the part that was left out of it.`,
    replies: [
      {
        by: "desire",
        at: "8T07:15",
        language: "fr",
        to: 1,
        body: `Merci pour ce « mardi ». Je l'ai écrit au tableau ce matin, sans autre explication, et la réunion a commencé dix minutes plus tôt que d'habitude.`,
      },
    ],
  } satisfies WrittenThread,
  threads: [
    {
      by: "seun",
      at: "0T13:20",
      language: "en",
      title: "The market moved its meeting to ten o'clock",
      key: 0,
      body: `After our training for the traders' union nobody spoke of equality again, and I wrote it off. Four months later I noticed that the general meeting had moved from six in the morning to ten. I asked why. "Because those with children come at ten," said the chairman, as if I were slow.

Nobody had decided it *because* of the training. But in twelve years nobody had asked what time suits whom. I count that.`,
      replies: [
        {
          by: "marit",
          at: "1T08:40",
          language: "en",
          to: 1,
          key: 0,
          body: `This is exactly what our forms never catch. Since last year we phone three participants after half a year and ask one question only: *what do you do on an ordinary day that you did not do before?* It takes twenty minutes for each and has told us more than nine years of smiling faces on paper.`,
        },
        {
          by: "aminata",
          at: "1T18:05",
          language: "fr",
          to: 1,
          key: 0,
          body: `Chez nous, c'est la place du puits. Avant, on attendait derrière les hommes qui abreuvaient les bêtes. Maintenant il y a deux cordes. Personne ne parle de la formation, tout le monde parle de la deuxième corde. C'est très bien ainsi.`,
        },
        {
          by: "tamanda",
          at: "3T10:15",
          language: "en",
          to: 3,
          body: `Aminata, may I borrow the second rope? I have a hearing next week about a well, and a magistrate who likes a good picture.`,
        },
        {
          by: "seun",
          at: "3T19:50",
          language: "en",
          body: `Two ropes and ten o'clock. I begin to think that change shows first in *when* and *where*, and only much later in what people say.`,
        },
      ],
    },
    {
      by: "jorge",
      at: "2T16:30",
      language: "es",
      title: "El cuaderno que se queda en la escuela",
      key: 2,
      body: `Sin presupuesto ni internet, dejamos un cuaderno en la sala de profesores. Una regla: se escribe lo que se vio, con fecha, sin nombres de alumnos. Al año tenía noventa y una anotaciones. La mejor: "Hoy Flor jugó de arquera y nadie dijo nada".

Cuesta dos soles. ¿Alguien más sigue algo así, a mano?`,
      replies: [
        {
          by: "moana",
          at: "3T05:10",
          language: "en",
          to: 1,
          key: 2,
          body: `We do, with a shell and two jars. Each Friday everyone drops a shell: left jar if this week somebody was interrupted who should not have been, right jar if not. It measures nothing a statistician would sign, and since we began the meetings are shorter and quieter.`,
        },
        {
          by: "kenji",
          at: "4T11:45",
          language: "en",
          to: 1,
          key: 2,
          body: `May I ask what happens when somebody writes something unkind in the notebook? In our college I would expect silence rather than entries. I do not say that to doubt you; I would like to copy it and not fail.`,
        },
        {
          by: "jorge",
          at: "5T20:25",
          language: "es",
          to: 3,
          body: `Pasó dos veces. La respuesta la escribieron otras, debajo, con la misma letra tranquila. Nosotros no tachamos nada. Creo que funciona porque el cuaderno es de la escuela y no de quien dirige.`,
        },
        {
          by: "ixchel",
          at: "6T15:00",
          language: "es",
          to: 1,
          key: 2,
          body: `Nosotras lo hacemos tejiendo: cada taller añade una línea a la misma tela, y cada color tiene un significado que decidimos juntas. Se lee de lejos. Este año hay menos rojo.`,
        },
      ],
    },
    {
      by: "yasmin",
      at: "4T12:00",
      language: "ar",
      title: "من الذي يقول إن التدريب نجح؟",
      key: 1,
      body: `كتبت الجهة الممولة أن تدريبنا «قصة نجاح»، ونشرت صورة مشاركة تبتسم. سألتُ المشاركة بعد شهرين، فقالت: «ابتسمتُ لأن الغداء كان جيدًا. أما التغيير فبدأ عندما رفضتُ أن أوقّع».

لم يسألها أحد قبل نشر الصورة. أظن أن أول خطوة هي أن تُروى القصة بلسان صاحبتها، أو ألا تُروى.`,
      replies: [
        {
          by: "lubna",
          at: "5T09:35",
          language: "ar",
          to: 1,
          key: 1,
          body: `صرنا نطلب من المشاركات أن يكتبن هنّ فقرة «ما الذي تغيّر» في التقرير، ونضع تحتها فقرتنا نحن. أحيانًا لا تتفقان، ونترك الخلاف كما هو. الممول الأول غضب، والثاني طلب أن نعلّم غيرنا هذه الطريقة.`,
        },
        {
          by: "thandeka",
          at: "6T08:20",
          language: "en",
          to: 1,
          key: 1,
          body: `"The lunch was good, and the change began when I refused to sign." I have read this three times in translation and would like to read it on the first page of every evaluation handbook. In our project those who were trained vote on whether the report may be sent. Twice it was not.`,
        },
        {
          by: "claire",
          at: "7T17:45",
          language: "en",
          to: 3,
          key: 1,
          body: `Twice it was not sent! What did you do then, Thandeka? If you allow, I should like to put that question to the panel this week as well.`,
        },
      ],
    },
    {
      by: "priya",
      at: "6T10:30",
      language: "en",
      title: "What did not change, and what I make of it",
      key: 0,
      body: `Two years, eleven villages, one hundred and forty women trained on land rights. Titles transferred: three.

I could write that awareness rose by sixty per cent, and I did, in the report. Here I would rather say it: the clerk's office is open on the day of the market, and women are at the market. We trained the wrong people. We should have trained the calendar.`,
      replies: [
        {
          by: "desire",
          at: "7T07:55",
          language: "fr",
          to: 1,
          key: 0,
          body: `Merci pour cette franchise. Chez nous ce fut l'inverse : le bureau a changé ses heures dès la première semaine, et il a fallu trois ans pour que quelqu'un ose y entrer. J'en retiens qu'il faut les deux clés en même temps, comme pour un coffre à la banque.`,
        },
        {
          by: "harriet",
          at: "8T14:10",
          language: "en",
          to: 1,
          key: 0,
          body: `"We should have trained the calendar" goes to the panel this week with your name, Priya, unless you stop me.`,
        },
        {
          by: "ingrid",
          at: "9T16:35",
          language: "en",
          to: 3,
          key: 0,
          body: `Three titles is three families. Still, you are right to be cross. Did anyone speak to the clerk? In my experience he has a sister.`,
        },
      ],
    },
    {
      by: "etienne",
      at: "8T09:25",
      language: "fr",
      title: "Le téléphone, des années après",
      key: 2,
      body: `Vous vous souvenez de la liste du neuvième dialogue, et de la rubrique « à qui je téléphone » ? J'ai rappelé les douze animatrices de Bafoussam. Dix s'appellent encore, chaque premier dimanche, à tour de rôle. Elles ont formé trois autres groupes sans nous le dire.

Budget de suivi : le prix de douze appels.`,
      replies: [
        {
          by: "rabia",
          at: "9T07:30",
          language: "en",
          to: 1,
          key: 2,
          body: `"Without telling us" is the sentence. If they still need to tell us, it has not changed yet.`,
        },
      ],
    },
  ] satisfies WrittenThread[],
  webinar: {
    title: "The Tuesday after: an hour on what stays",
    description:
      "Claire Aubonnet, Samira Khoury-Daher and Octavio Rentería Solís on what they saw when they went back. Send your questions ahead.",
    language: "en",
    minutes: 60,
    panellists: ["claire", "samira", "octavio"] as Who[],
    moderator: "harriet" as Who,
    questions: [
      {
        by: "priya",
        language: "en",
        text: "Whom should we have trained instead: the clerk, the husband, or the calendar?",
        votes: 10,
      },
      {
        by: 2,
        language: "en",
        text: "How long after a training is it too early to ask what changed?",
        votes: 14,
        meantFor: "claire",
      },
      {
        by: "lubna",
        language: "ar",
        text: "ماذا نفعل حين يختلف ما تقوله المشاركات عمّا يكتبه الممول؟",
        votes: 12,
        meantFor: "samira",
      },
      { by: "jorge", language: "es", text: "¿Han visto algún cambio que nadie quiso contar en un informe?", votes: 8 },
      {
        by: 9,
        language: "fr",
        text: "Que faites-vous quand rien n'a changé et que l'équipe a pourtant bien travaillé ?",
        votes: 10,
      },
      {
        by: "tamanda",
        language: "en",
        text: "Has a training of yours ever made things worse for someone, and how did you find out?",
        votes: 16,
        anonymous: true,
      },
      {
        by: 16,
        language: "en",
        text: "Is it fair to ask poor organisations for evidence that rich ones never had to give?",
        votes: 13,
      },
      { by: 23, language: "es", text: "¿Cómo se mide el miedo que se fue?", votes: 6 },
    ] as { by: Asker; language: string; text: string; votes: number; anonymous?: true; meantFor?: Who }[],
    guests: 30,
  },
};
