/**
 * Names of the regions of an artefact: comments such as `// #region evaluate` or `# #region evaluate`
 * with a matching `#endregion evaluate` after it.
 */
export function regionsOf(text: string): string[] {
  const opened = [...text.matchAll(/^\s*(?:\/\/|#|--|;|\/\*|<!--)\s*#?region\s+([\w-]+)/gm)];
  return opened.flatMap((match) => {
    const name = match[1] ?? '';
    return new RegExp(`#?endregion\\s+${name}\\b`).test(text.slice(match.index)) ? [name] : [];
  });
}
