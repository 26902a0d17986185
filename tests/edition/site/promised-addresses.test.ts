import { expect, inject, it } from 'vitest';
import { pagesOf } from '../../site/pages.ts';
import { promisedAddresses } from './promised-addresses.ts';

const paths = pagesOf(inject('builds').root).map(({ path }) => path);

it.for(promisedAddresses)('%s is a page', (path) => {
  expect(paths).toContain(path);
});
