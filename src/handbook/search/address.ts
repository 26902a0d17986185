import { type Filters, facets, noFilters } from './model.ts';

/** What can be shared of a search. */
export interface Request {
  query: string;
  filters: Filters;
  /** Search what was typed, without correcting it. */
  literal: boolean;
}

/** Reads a request from the query of an address, such as `?q=burn+rate&kind=module`. Unknown keys are ignored. */
export function readRequest(search: string): Request {
  const values = new URLSearchParams(search);
  const filters = { ...noFilters };
  for (const facet of facets) filters[facet] = values.get(facet) ?? '';
  return { query: values.get('q') ?? '', filters, literal: values.get('literal') === '1' };
}

/** Writes a request as the query of an address; empty when there is nothing to say. */
export function writeRequest({ query, filters, literal }: Request): string {
  const values = new URLSearchParams();
  if (query) values.set('q', query);
  for (const facet of facets) if (filters[facet]) values.set(facet, filters[facet]);
  if (literal) values.set('literal', '1');
  const text = values.toString();
  return text ? `?${text}` : '';
}
