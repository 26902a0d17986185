import type { Root } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import type { MdxjsEsm } from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';

const registry = '/src/components/kit/registry.ts';

/** Kit components that open with a heading, so that it stands in the page's list of headings and is found. */
const headed = new Set(['Example', 'Exercise']);

/**
 * Remark plugin that makes the authoring kit available in every MDX page without an import.
 *
 * `@astrojs/mdx` spreads an exported binding called `components` over the elements and components
 * of a page. It must be a local binding: `export { components } from …` alone would not be one.
 */
export function remarkKit() {
  return (tree: Root, file: { path: string }): void => {
    if (!file.path.endsWith('.mdx')) return;
    tree.children.unshift(importKit());
    visit(tree, 'mdxJsxFlowElement', (node) => {
      if (headed.has(node.name ?? '')) addHeading(node);
    });
  };
}

function addHeading(node: MdxJsxFlowElement): void {
  const read = (name: string): string | undefined => {
    const attribute = node.attributes.find(
      (candidate) => candidate.type === 'mdxJsxAttribute' && candidate.name === name,
    );
    return typeof attribute?.value === 'string' ? attribute.value : undefined;
  };
  const [id, title] = [read('id'), read('title')];
  // Without them the component itself says what is missing.
  if (id === undefined || title === undefined) return;
  node.children.unshift({
    type: 'heading',
    depth: 3,
    children: [{ type: 'text', value: title }],
    data: { hProperties: { id } },
  });
}

type Program = NonNullable<NonNullable<MdxjsEsm['data']>['estree']>;

/** `import { components } from '…/registry.ts'; export { components };` */
function importKit(): MdxjsEsm {
  const name = { type: 'Identifier' as const, name: 'components' };
  const body: Program['body'] = [
    {
      type: 'ImportDeclaration',
      specifiers: [{ type: 'ImportSpecifier', imported: name, local: name }],
      source: { type: 'Literal', value: registry },
      attributes: [],
    },
    {
      type: 'ExportNamedDeclaration',
      declaration: null,
      specifiers: [{ type: 'ExportSpecifier', local: name, exported: name }],
      source: null,
      attributes: [],
    },
  ];
  return { type: 'mdxjsEsm', value: '', data: { estree: { type: 'Program', sourceType: 'module', body } } };
}
