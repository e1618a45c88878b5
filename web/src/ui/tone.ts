const NOTES_HZ = [660, 880];
const NOTE_SECONDS = 0.18;

/** What did not work sounds lower. */
export const LOW_NOTES_HZ: readonly number[] = [330, 262];

/** Two short notes. Browsers allow sound only after somebody has pressed something on the page. */
export const playTone = (context: AudioContext, notesHz: readonly number[] = NOTES_HZ): void => {
  void context.resume();
  const volume = context.createGain();
  volume.gain.value = 0.2;
  volume.connect(context.destination);
  for (const [index, frequency] of notesHz.entries()) {
    const note = context.createOscillator();
    note.frequency.value = frequency;
    note.connect(volume);
    note.start(context.currentTime + index * NOTE_SECONDS);
    note.stop(context.currentTime + (index + 1) * NOTE_SECONDS);
  }
};
