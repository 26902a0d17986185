const older = (a, b) => {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const index = left.findIndex((part, at) => part !== right[at]);
  return index >= 0 && left[index] < right[index];
};

/** Packages of a package-lock.json that are older than an advisory’s `below`. */
export const vulnerable = ({ packages }, advisories) =>
  Object.entries(packages).flatMap(([path, { version }]) => {
    const name = path.split('node_modules/').at(-1);
    return advisories
      .filter((advisory) => advisory.package === name && older(version, advisory.below))
      .map(({ severity }) => ({ name, version, severity }));
  });
