/** Starts the app: shows what is stored, then loads, and shows the screen that the hash names. */
import * as api from './api.js';
import * as store from './store.js';
import { connectCopy, showDashboard } from './view/dashboard.js';
import { makeForm } from './view/form.js';
import { makeList } from './view/list.js';

const screens = new Map([...document.querySelectorAll('[data-view]')].map((each) => [each.dataset.view, each]));
const alert = document.querySelector('[role="alert"]');
const showList = makeList(screens.get('list'), { all: store.all, remove: (id) => change(() => store.remove(id)) });
const showForm = makeForm(document.forms.transaction, (transaction) => {
  change(() => store.save(transaction));
  location.hash = '#list';
});

connectCopy(screens.get('dashboard'), { asFile: store.asFile, save: (...list) => change(() => store.save(...list)) });

function showScreen() {
  const [name, id] = location.hash.slice(1).split('/');
  const current = screens.has(name) ? name : 'dashboard';
  for (const [each, screen] of screens) screen.hidden = each !== current;
  if (current === 'form') showForm(store.find(id));
}

function change(make) {
  make();
  void synchronize();
}

let running = Promise.resolve();

/** Sends what the server has not been told, then loads. One at a time; a failure leaves the stored data. */
function synchronize() {
  running = running.then(async () => {
    try {
      for (let next = store.outbox()[0]; next !== undefined; next = store.outbox()[0]) {
        const transaction = store.find(next.id);
        if (next.method === 'DELETE' || transaction !== undefined) await api.send(next.method, next.id, transaction);
        store.setOutbox(store.outbox().slice(1));
      }
      const loaded = await api.load();
      if (store.outbox().length === 0) store.replaceAll(loaded);
      alert.hidden = true;
    } catch (error) {
      if (!(error instanceof api.ApiError)) throw error;
      alert.querySelector('p').textContent = `${error.message} What you see is stored on this device.`;
      alert.hidden = false;
    }
  });
  return running;
}

function render() {
  showDashboard(screens.get('dashboard'), store.all());
  showList();
}

alert.querySelector('button').addEventListener('click', () => void synchronize());
addEventListener('hashchange', showScreen);
store.subscribe(render);
render();
showScreen();
void synchronize();
