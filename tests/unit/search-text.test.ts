import { describe, expect, it } from 'vitest';
import { fold, isFiller, stem, words } from '../../src/handbook/search/text.ts';

describe('words of a text', () => {
  it.each([
    ['burn-rate', ['burn', 'rate']],
    ['CI/CD', ['ci', 'cd']],
    ['14.4x at 99.9 %', ['14.4x', 'at', '99.9']],
    ['10,000 requests', ['10000', 'requests']],
    ["Amdahl's law, Amdahl’s law", ['amdahl', 'law', 'amdahl', 'law']],
    ["don't", ['dont']],
    ['Zürich naïve ﬁne', ['zurich', 'naive', 'fine']],
    ['N+1 queries', ['n', '1', 'queries']],
    ['service.name', ['service', 'name']],
    ['', []],
    ['🙂 <b> — ', ['b']],
    ['переполнение 過負荷', ['переполнение', '過負荷']],
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('reads ten thousand characters without fuss', () => {
    expect(words('a-'.repeat(5000))).toHaveLength(5000);
  });
});

describe('stems', () => {
  it.each([
    ['retries', 'retry', 'retrying', 'retried'],
    ['behaviour', 'behavior', 'behaviours'],
    ['modelling', 'modeling'],
    ['organisation', 'organization'],
    ['alerts', 'alert', 'alerting'],
    ['caching', 'cache', 'caches'],
    ['migration', 'migrations', 'migrate', 'migrating'],
    ['grey', 'gray'],
    ['boundaries', 'boundary'],
  ])('join the forms of %s', (first, ...others) => {
    expect(others.map(stem)).toEqual(others.map(() => stem(first)));
  });

  it.each([
    ['process', 'procure'],
    ['basis', 'basic'],
    ['need', 'ne'],
    ['string', 'stre'],
    ['status', 'state'],
  ])('keep %s and %s apart', (a, b) => {
    expect(stem(a)).not.toBe(stem(b));
  });
});

it('fillers ask, other words name', () => {
  expect(['how', 'the', 'vs', 'example'].map(isFiller)).toEqual([true, true, true, true]);
  expect(['hashing', 'page', 'template'].map(isFiller)).toEqual([false, false, false]);
});

it('folding leaves nothing but lower case and bare letters', () => {
  expect(fold('ÀÉÎ Ｆｕｌｌ')).toBe('aei full');
});
