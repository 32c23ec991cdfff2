/** The past dialogue, the ninth: what makes a trainer a professional. Its figures are those of the model report. */
import type { Who } from "./people.ts";

export interface WrittenPost {
  by: Who;
  /** Local to the dialogue's zone. */
  at: string;
  language: string;
  body: string;
  /** Which post of the thread it answers, by its number. */
  to?: number;
  /** Which key question it answers, from 0. */
  key?: number;
}
export interface WrittenThread extends WrittenPost {
  title: string;
  replies: WrittenPost[];
}

export const pastDialogue = {
  slug: "what-makes-a-trainer",
  number: 9,
  title: "What makes a trainer? On the professionalisation of equality trainers",
  timeZone: "Europe/Brussels",
  opens: "2016-10-24T00:00",
  closes: "2016-11-13T00:00",
  conceptNotes: [
    {
      language: "en",
      body: `Anyone may put "equality trainer" on a card tomorrow, and any organisation may buy a day of it. Some of the best among us have no certificate at all; some of the worst have three.

For three weeks we ask what it would mean to take our own work as seriously as we ask others to take equality.

**What we hope for**

- a plain description of what a good trainer knows, does and refuses to do
- an honest account of who is shut out when a profession draws its borders
- ideas for quality that a trainer in a small town could live with, and be proud of

Write in the language you think in. Somebody here will read it.`,
    },
    {
      language: "es",
      body: `Cualquiera puede escribir mañana "formadora en igualdad" en una tarjeta, y cualquier organización puede comprar un día de formación. Algunas de las mejores no tienen ningún título; algunas de las peores tienen tres.

Durante tres semanas nos preguntamos qué significaría tomarnos nuestro propio trabajo tan en serio como pedimos a los demás que se tomen la igualdad. Escribe en la lengua en la que piensas.`,
    },
    {
      language: "fr",
      body: `N'importe qui peut écrire demain « formatrice à l'égalité » sur une carte, et n'importe quelle organisation peut en acheter une journée. Parmi les meilleures d'entre nous, certaines n'ont aucun diplôme.

Pendant trois semaines, nous nous demandons ce que signifierait prendre notre propre travail aussi au sérieux que nous demandons aux autres de prendre l'égalité. Écrivez dans la langue dans laquelle vous pensez.`,
    },
    {
      language: "ar",
      body: `يستطيع أي شخص أن يكتب غدًا «مدرّبة في المساواة» على بطاقته، وتستطيع أي مؤسسة أن تشتري يومًا من التدريب. بعض أفضلنا لا يحملن أي شهادة.

على مدى ثلاثة أسابيع نسأل: ماذا يعني أن نأخذ عملنا بالجدية نفسها التي نطلبها من الآخرين تجاه المساواة؟ اكتبوا باللغة التي تفكّرون بها.`,
    },
  ],
  keyQuestions: [
    {
      en: "What should a trainer know, do and refuse to do?",
      es: "¿Qué debe saber, hacer y negarse a hacer una formadora?",
      fr: "Que doit savoir, faire et refuser de faire une formatrice ?",
      ar: "ماذا ينبغي للمدرّبة أن تعرف وتفعل وترفض أن تفعل؟",
    },
    {
      en: "Who should decide on the criteria, and who is left outside?",
      es: "¿Quién debería decidir los criterios y quién queda fuera?",
      fr: "Qui devrait fixer les critères, et qui reste dehors ?",
      ar: "من ينبغي أن يضع المعايير، ومن يبقى خارجها؟",
    },
    {
      en: "How can quality be assured without building a wall?",
      es: "¿Cómo asegurar la calidad sin levantar un muro?",
      fr: "Comment garantir la qualité sans dresser un mur ?",
      ar: "كيف نضمن الجودة من دون أن نبني جدارًا؟",
    },
  ],
  /** The one welcome; it is no contribution. */
  welcome: {
    by: "leila",
    at: "2016-10-24T09:00",
    language: "en",
    title: "Welcome, and how these three weeks work",
    body: `A warm welcome to our ninth dialogue. Answer one of the three key questions, or open a thread of your own; short is fine, and so is unfinished.

On Wednesday the 2nd of November four panellists join us for an hour. Whatever they have no time for will come back here under your name, so do not hold anything back.`,
    replies: [],
  } satisfies WrittenThread,
  threads: [
    {
      by: "ingrid",
      at: "2016-10-24T16:20",
      language: "en",
      title: "If it is a project of change, can it be a trade?",
      key: 0,
      body: `I have trained mediators for eighteen years and I still flinch at the word "professional". Our work began with women who were not paid for it and were not asked for papers.

But I have also cleaned up after people who were hired because they were cheap and had slides. In one ministry the trainer before me had told forty civil servants that equality means "being kind to ladies". It took two years before anyone there would sit in a room with one of us again.

So here is my minimum, and it is not a diploma: **has this person ever worked for change when nobody paid for it?**`,
      replies: [
        {
          by: "rabia",
          at: "2016-10-25T07:45",
          language: "en",
          to: 1,
          key: 0,
          body: `Your minimum would let me in, and would have shut me out at twenty-four, when I was learning. I would put it differently: a trainer practises at home what she teaches at work. If I speak about shared housework for three hours and my daughter is washing up for her brothers, I have taught nothing.`,
        },
        {
          by: "etienne",
          at: "2016-10-25T11:10",
          language: "fr",
          to: 1,
          key: 0,
          body: `Dans la petite enfance, nous formons des personnes qui auront trente enfants devant elles le lendemain. Je demande trois choses à une formatrice : qu'elle ait travaillé avec des enfants, qu'elle sache dire « je me suis trompée », et qu'elle parle la langue du quartier. Le diplôme vient après, et il est le bienvenu.`,
        },
        {
          by: "ingrid",
          at: "2016-10-25T15:32",
          language: "en",
          to: 2,
          body: `Fair, Rabia. Then let it be two doors: one for those who have worked, one for those who are learning beside someone who has. What I would like to close is the third door, the one with only an invoice behind it.`,
        },
        {
          by: "tamanda",
          at: "2016-10-27T09:05",
          language: "en",
          key: 0,
          body: `From a legal advice centre: the women who come to us for training do not ask what we studied. They ask whether we will still be here in March, when the hearing is. I would write *stays reachable afterwards* into any list of what a trainer owes.`,
        },
      ],
    },
    {
      by: "harriet",
      at: "2016-10-26T10:00",
      language: "en",
      title: "Who hires us, and to whom do we answer?",
      key: 1,
      body: `When a commissioning body pays, it sets the hours, the words and sometimes the result. I was once asked to leave the word "power" out of a day on power.

To whom are we accountable: to whoever pays, to those in the room, to the movement we come from? And what do we do when these three want different things? I am collecting your examples for the panel on the 2nd.`,
      replies: [
        {
          by: "ingrid",
          at: "2016-10-26T18:41",
          language: "en",
          to: 1,
          key: 1,
          body: `I now put it into the contract: participants get my notes of the day at the same moment as the client does. Two clients have refused. I take that as the cheapest screening process I know; it just screens the other side.`,
        },
        {
          by: "graciela",
          at: "2016-10-28T13:15",
          language: "es",
          to: 1,
          key: 1,
          body: `Escribo desde el otro lado de la mesa: soy quien contrata. En la administración nos exigen tres presupuestos y gana el más barato, y eso no lo arregla ninguna certificación. Lo que sí ayudaría es una lista corta de preguntas que podamos poner en el pliego: ¿quién diseñó el curso?, ¿quién vuelve a los seis meses?, ¿qué dicen las participantes del último? Con eso yo puedo defender una oferta mejor ante mi jefe.`,
        },
      ],
    },
    {
      by: "rabia",
      at: "2016-10-29T08:30",
      language: "en",
      title: "A certificate in a language nobody here speaks",
      key: 1,
      body: `Suppose there is an international certificate one day. The exam will be in English, perhaps in French and Spanish. The best trainer I know teaches in Brahui, cannot read, and has changed more marriages in her district than any programme.

Whoever draws up the criteria should have to answer one question first: what does she have to do to pass?`,
      replies: [
        {
          by: "ingrid",
          at: "2016-10-30T23:40",
          language: "en",
          to: 1,
          key: 1,
          body: `It is late, and here the clocks have not even changed yet, so only this: I have sat through a certification panel of five people, none of whom had ever trained anyone. They were very thorough about the bibliography.`,
        },
        {
          by: "nerea",
          at: "2016-11-01T12:20",
          language: "es",
          to: 1,
          key: 1,
          body: `Y otra pregunta detrás: ¿quién cobra por el examen? Me preocupa que, en nombre de la calidad, acabemos vendiéndonos títulos unas a otras. Si pedimos igualdad salarial y condiciones dignas en los talleres, empecemos por las nuestras: una profesión también es poder decir que no a un encargo mal pagado.`,
        },
        {
          by: "ingrid",
          at: "2016-11-02T17:30",
          language: "en",
          to: 1,
          key: 1,
          body: `After today's hour I keep thinking of your Brahui trainer. One answer I heard: let those who were trained do the certifying. She would pass before any of us.`,
        },
        {
          by: "ixchel",
          at: "2016-11-08T16:45",
          language: "es",
          to: 1,
          key: 1,
          body: `En el altiplano trabajamos en k'iche' y en mam. Nos reunimos dos veces al año, nos observamos una a otra y decimos lo que vimos, delante de todas. No hay papel, pero quien no aguanta esa conversación no vuelve. Eso es, creo, nuestra certificación.`,
        },
      ],
    },
    {
      by: "ximena",
      at: "2016-11-03T18:05",
      language: "es",
      title: "Una lista viva en vez de un título",
      key: 2,
      body: `Propongo algo modesto: una lista abierta que cada formadora rellena antes de cada encargo y revisa después con las participantes. Experiencia, contexto, lengua, qué no sé todavía, a quién llamo si algo se rompe.

No excluye a nadie, obliga a pensar y mejora con cada uso. La podemos escribir aquí mismo, entre todas.`,
      replies: [
        {
          by: "harriet",
          at: "2016-11-04T10:25",
          language: "en",
          to: 1,
          key: 2,
          body: `I like "what I do not know yet" best of all. If nobody objects I will start a page with Ximena's five headings and put in what was said in the other threads. Please be severe with it.`,
        },
        {
          by: "etienne",
          at: "2016-11-07T09:40",
          language: "fr",
          to: 1,
          key: 2,
          body: `J'ai essayé la liste vendredi, avec douze animatrices à Bafoussam. La rubrique la plus utile fut « à qui je téléphone si quelque chose se casse ». Neuf sur douze n'avaient personne. Nous avons échangé nos numéros ; c'était déjà une formation.`,
        },
        {
          by: "ingrid",
          at: "2016-11-08T20:12",
          language: "en",
          to: 3,
          key: 2,
          body: `Nine of twelve. That is the sentence I will take to our donors: before you certify us, make sure we are not alone.`,
        },
      ],
    },
    {
      by: "lubna",
      at: "2016-11-09T11:00",
      language: "ar",
      title: "الجودة تبدأ من السياق",
      key: 2,
      body: `درّبتُ في عمّان وفي قرى الأغوار، بالمنهج نفسه، فنجح هنا وفشل هناك. لم يكن المنهج سيئًا، لكنه لم يُكتب مع أهل المكان.

أقترح أن يكون أول معيار للجودة سؤالًا بسيطًا: **مع من صُمّم هذا التدريب؟** إذا كان الجواب «وحدي» فالتدريب ليس جاهزًا بعد.`,
      replies: [
        {
          by: "rafael",
          at: "2016-11-10T15:50",
          language: "en",
          to: 1,
          key: 2,
          body: `Lubna's question would have saved us a whole module. Whose knowledge counts is settled long before the training day, in the weeks when the agenda is written. From the Centre's side: we will not design the new course alone, and I would be glad of names of those who should sit at that table.`,
        },
        {
          by: "etienne",
          at: "2016-11-11T08:15",
          language: "fr",
          to: 1,
          key: 2,
          body: `Commencer par le local, puis le pays, puis la région, et seulement ensuite le monde : dans cet ordre, une norme est une récolte. Dans l'ordre inverse, c'est une pluie qui tombe sur des champs que personne n'a regardés.`,
        },
        {
          by: "rabia",
          at: "2016-11-12T07:20",
          language: "en",
          to: 3,
          key: 2,
          body: `A harvest, not a rain. I shall quote you, Étienne, with your name. Thank you all; I am leaving these weeks with a list, five telephone numbers, and one argument I have lost.`,
        },
      ],
    },
  ] satisfies WrittenThread[],
  conclusions: `We did not agree on whether ours is a profession. We agreed on what we owe.

- **A trainer is known by what stays afterwards**: she can be reached, and the people she trained can say what changed.
- **Criteria belong to those who are trained as well.** A standard drawn up far away, in one language, shuts out the people it should honour.
- **A living list instead of a wall**: experience, context, language, what I do not know yet, whom I call. It is filled in before each assignment and read again after it, with the participants.
- **Nobody should train alone.** Watching each other at work, and saying what one saw, came up on three continents independently.`,
};
