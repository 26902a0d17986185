// #region log
const log = (text) => console.log(text);

setTimeout(() => log('timer'), 0);
Promise.resolve()
  .then(() => log('microtask 1'))
  .then(() => log('microtask 2'));
queueMicrotask(() => log('microtask 3'));
(async () => {
  log('async, before await');
  await Promise.resolve();
  log('async, after await');
})();
log('end of script');
// #endregion log
