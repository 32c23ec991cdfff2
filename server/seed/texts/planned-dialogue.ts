/** The planned dialogue, the eleventh: announced, with a countdown. */
export const plannedDialogue = {
  slug: "training-at-a-distance",
  number: 11,
  title: "Training at a distance: what the screen takes and what it gives",
  timeZone: "America/Santo_Domingo",
  opensInDays: 24,
  days: 20,
  conceptNotes: [
    {
      language: "en",
      body: `A screen lets a midwife in the hills sit beside a professor. It also lets everybody else keep the camera off. We ask what can be learned at a distance that matters for equality, what cannot, and who is left waiting for a connection.

You may prepare by writing down one moment in which something happened *through* a screen that you would have thought needed a room.`,
    },
    {
      language: "es",
      body: `Una pantalla permite que una partera de la sierra se siente al lado de una catedrática. También permite que las demás apaguen la cámara. Preguntamos qué se puede aprender a distancia, qué no, y quién se queda esperando la conexión.`,
    },
    {
      language: "fr",
      body: `Un écran permet à une sage-femme des collines de s'asseoir à côté d'une professeure. Il permet aussi à toutes les autres d'éteindre la caméra. Nous demandons ce qui s'apprend à distance, ce qui ne s'apprend pas, et qui attend encore le réseau.`,
    },
    {
      language: "ar",
      body: `تتيح الشاشة لقابلة في الجبال أن تجلس إلى جانب أستاذة جامعية، وتتيح للأخريات أن يُطفئن الكاميرا. نسأل: ما الذي يمكن تعلّمه عن بُعد، وما الذي لا يمكن، ومن الذي ما زال ينتظر الاتصال؟`,
    },
  ],
  keyQuestions: [
    {
      en: "What have you seen change through a screen?",
      es: "¿Qué has visto cambiar a través de una pantalla?",
      fr: "Qu'avez-vous vu changer à travers un écran ?",
      ar: "ما الذي رأيتموه يتغيّر عبر الشاشة؟",
    },
    {
      en: "Who is not in the room when the room is online?",
      es: "¿Quién falta en la sala cuando la sala está en línea?",
      fr: "Qui manque dans la salle quand la salle est en ligne ?",
      ar: "من الغائب عن القاعة حين تكون القاعة على الشبكة؟",
    },
  ],
};
