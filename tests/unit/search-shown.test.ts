import { describe, expect, it } from 'vitest';
import { readRequest, writeRequest } from '../../src/handbook/search/address.ts';
import { excerpt, mark, wanted } from '../../src/handbook/search/excerpt.ts';
import { noFilters } from '../../src/handbook/search/model.ts';
import { plan } from '../../src/handbook/search/plan.ts';

const planned = (query: string) =>
  wanted(plan(query, undefined, new Map([['slo', [['service', 'level', 'objective']]]])));
const join = (pieces: readonly { text: string }[]) => pieces.map(({ text }) => text).join('');

describe('marking', () => {
  it('marks every form of the words, and loses nothing', () => {
    const text = 'Alerts, alerting: the burn-rate of 14.4 <b>burned</b>.';
    const pieces = mark(text, planned('burn rate alert '));
    expect(join(pieces)).toBe(text);
    expect(pieces.filter(({ hit }) => hit).map((piece) => piece.text)).toEqual([
      'Alerts',
      'alerting',
      'burn',
      'rate',
      'burned',
    ]);
  });

  it('marks another way to say it only as a whole', () => {
    const pieces = mark('A level of service. A service level objective.', planned('SLO '));
    expect(pieces.filter(({ hit }) => hit).map((piece) => piece.text)).toEqual(['service', 'level', 'objective']);
  });

  it('marks a beginning while it is being typed', () => {
    expect(mark('Observability', planned('observ')).some(({ hit }) => hit)).toBe(true);
  });
});

describe('an excerpt', () => {
  const text = `${'Nothing here. '.repeat(40)}The burn rate alert fires. ${'Nothing there. '.repeat(40)}`;

  it('is the stretch with the words, cut at words', () => {
    const pieces = excerpt(text, planned('burn rate alert '), 100);
    expect(join(pieces)).toMatch(/^… \S.*burn rate alert.*\S …$/);
    expect(join(pieces).length).toBeLessThan(160);
  });

  it('is the beginning where no word stands, and all of a short text', () => {
    expect(join(excerpt(text, planned('zebra '), 60))).toMatch(/^Nothing here\..* …$/);
    expect(join(excerpt('Short.', planned('zebra ')))).toBe('Short.');
    expect(excerpt('', planned('zebra '))).toEqual([]);
  });
});

describe('the address of a search', () => {
  it('survives there and back', () => {
    const request = {
      query: 'a&b=c #1 🙂',
      filters: { ...noFilters, kind: 'module', track: 'Staff track' },
      literal: true,
    };
    expect(readRequest(writeRequest(request))).toEqual(request);
  });

  it('is empty for nothing, and reads nonsense calmly', () => {
    expect(writeRequest({ query: '', filters: noFilters, literal: false })).toBe('');
    expect(readRequest('?%E0%A4%A&x=1&literal=yes')).toEqual({ query: '', filters: noFilters, literal: false });
  });
});
