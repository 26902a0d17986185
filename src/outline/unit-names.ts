/** What the start of a heading or bullet says: `Week 3`, `Weeks 3–8`, `第3周`, with what follows it. */
export interface UnitName {
  /** As written, singular: `Week`. */
  readonly word: string;
  readonly from: number;
  readonly to: number;
  /** What stands behind the number; empty where nothing does. */
  readonly title: string;
}

/** Words that name a unit, in the order in which they are preferred where an outline numbers by several. */
const WORDS: readonly (readonly [singular: string, forms: string])[] = [
  ['Week', 'weeks?|wk'],
  ['Semana', 'semanas?'],
  ['Semaine', 'semaines?'],
  ['Woche', 'wochen?'],
  ['Settimana', 'settimane|settimana'],
  ['Day', 'days?'],
  ['Día', 'd[ií]as?'],
  ['Tag', 'tage?'],
  ['Jour', 'jours?'],
  ['Session', 'sessions?'],
  ['Sesión', 'sesi[oó]n(?:es)?'],
  ['Lesson', 'lessons?'],
  ['Lecture', 'lectures?'],
  ['Class', 'class(?:es)?'],
  ['Meeting', 'meetings?'],
  ['Sprint', 'sprints?'],
  ['Module', 'modules?'],
  ['Módulo', 'm[oó]dulos?'],
  ['Modul', 'modul'],
  ['Unit', 'units?'],
  ['Month', 'months?'],
  ['Mes', 'mes(?:es)?'],
  ['Monat', 'monate?'],
  ['Part', 'parts?'],
  ['Step', 'steps?'],
  ['Stage', 'stages?'],
  ['Level', 'levels?'],
];
const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const HAN = '一二三四五六七八九';
const NUMBER = `(\\d{1,5}|${NUMBERS.join('|')})(?![\\d.]*\\d)\\b`;
const CJK = /^第\s*(\d{1,4}|[一二三四五六七八九十]{1,3})\s*([周週天课課章讲回日单元节節])\s*/u;

/** Place of a word in the order of preference, from 0; -1 for a word that a person has added. */
export function rankOf(word: string): number {
  return WORDS.findIndex(([singular]) => singular === word);
}

/** Reads unit names by the usual words and those that a person adds. */
export class UnitNames {
  readonly #words: readonly (readonly [string, RegExp])[];

  /** @param more words of the person's own, such as `Capítulo`. */
  constructor(more: readonly string[] = []) {
    const own = more.map((word): [string, string] => [word, escape(word)]);
    this.#words = [...own, ...WORDS].map(([word, forms]) => [
      word,
      new RegExp(
        `^(${forms})s?\\s*(?:no\\.?|#|№)?\\s*[-–—:]?\\s*${NUMBER}` +
          `(?:(\\s*[-–—‑~/&+]\\s*|\\s+(?:to|through|until|and|bis|und|a|al|y|à|et)\\s+)(?:(?:${forms})\\s*)?${NUMBER}(?!\\s*(?:hours?|hrs?|h|min|minutes?|days?|%)\\b))?`,
        'iu',
      ),
    ]);
  }

  /** The unit that a text begins with, or names in brackets at its end; undefined where it names none. */
  read(text: string): UnitName | undefined {
    const bare = text.replace(/^[^\p{L}\p{N}]+/u, '');
    const start = this.#start(bare);
    if (start) return start;
    const [, before = '', inside = ''] = /^(.+?)\s*[([]([^()[\]]*)[)\]][\s:]*$/u.exec(bare) ?? [];
    const found = inside === '' ? undefined : this.#start(inside.replace(/^[^\p{L}\p{N}]+/u, ''));
    if (found === undefined || found.title !== '') return undefined;
    return { ...found, title: before };
  }

  #start(text: string): UnitName | undefined {
    const [cjk, count, kind] = CJK.exec(text) ?? [];
    if (cjk !== undefined && count !== undefined && kind !== undefined) {
      const from = hanNumber(count);
      return { word: kind, from, to: from, title: behind(text.slice(cjk.length)) };
    }
    for (const [word, pattern] of this.#words) {
      const match = pattern.exec(text);
      if (match === null) continue;
      const [whole, form = '', first = '', joint = '', last] = match;
      const from = numberOf(first);
      const rest = text.slice(whole.length);
      // “Week 1 – 10 things”: a number behind a spaced dash is of the title, unless the word is plural or said twice.
      const spaced = /^\s+[-–—]\s+$/.test(joint) && /^\s+\p{L}/u.test(rest);
      const isPlural =
        form.toLowerCase() !== word.toLowerCase() || whole.toLowerCase().split(form.toLowerCase()).length > 2;
      if (last !== undefined && spaced && !isPlural) {
        const title = behind(text.slice(text.indexOf(joint, form.length) + joint.length));
        return { word, from, to: from, title };
      }
      if (/^[\p{L}\p{N}]/u.test(rest)) continue;
      return { word, from, to: last === undefined ? from : numberOf(last), title: behind(rest) };
    }
    return undefined;
  }
}

/** What a title is without the separators before it; of dates in brackets, what follows them. */
function behind(text: string): string {
  const rest = text.replace(/^[\s:：.,;|·•)\]»>*_\-–—‑]+/u, '').trim();
  const [, , after = ''] = /^[([]([^()[\]]*)[)\]]\s*[:：\-–—]\s*(.+)$/u.exec(rest) ?? [];
  return after === '' ? rest : after;
}

function numberOf(text: string): number {
  const at = NUMBERS.indexOf(text.toLowerCase());
  return at === -1 ? Number(text) : at + 1;
}

function hanNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const [tens = '', ones = ''] = text.includes('十') ? text.split('十') : ['', text];
  const ten = text.includes('十') ? (tens === '' ? 1 : HAN.indexOf(tens) + 1) : 0;
  return ten * 10 + (ones === '' ? 0 : HAN.indexOf(ones) + 1);
}

function escape(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
