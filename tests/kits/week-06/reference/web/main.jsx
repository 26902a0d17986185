import { StrictMode, useEffect, useReducer, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { emptyRoom, reduce, resumeAfter } from './room-state.mjs';
import { catchUp, connect, send } from './transport.mjs';

async function api(method, path, body) {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  const answer = await fetch(path, { method, headers, credentials: 'include', body: body && JSON.stringify(body) });
  const json = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) throw new Error(json.error);
  return json;
}

function Login({ onUser }) {
  const [error, setError] = useState('');
  const submit = async (event) => {
    event.preventDefault();
    const { name, password } = Object.fromEntries(new FormData(event.currentTarget));
    try {
      onUser(await api('POST', '/auth/login', { name, password }));
    } catch (failure) {
      setError(failure.message);
    }
  };
  return (
    <form onSubmit={submit}>
      <label>
        Name <input name="name" autoComplete="username" required />
      </label>
      <label>
        Password <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button>Log in</button>
      <p role="alert">{error}</p>
    </form>
  );
}

function Room({ socket, room }) {
  const [state, dispatch] = useReducer(reduce, emptyRoom);
  const [draft, setDraft] = useState('');
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  }, [state]);

  useEffect(() => {
    let gone = false;
    const arrived = (messages) => gone || dispatch({ type: 'arrived', messages });
    const onMessage = (message) => message.roomId === room.id && arrived([message]);
    const onConnect = async () => {
      try {
        for await (const messages of catchUp(socket, room.id, resumeAfter(latest.current))) arrived(messages);
      } catch {
        // The line broke again; the next connect goes on.
      }
    };
    socket.on('message:new', onMessage);
    socket.on('connect', onConnect);
    if (socket.connected) void onConnect();
    return () => {
      gone = true;
      socket.off('message:new', onMessage);
      socket.off('connect', onConnect);
    };
  }, [socket, room.id]);

  const submit = async (event) => {
    event.preventDefault();
    const message = { roomId: room.id, clientMsgId: crypto.randomUUID(), body: draft };
    setDraft('');
    dispatch({ type: 'queued', pending: message });
    const answer = await send(socket, message);
    if (!answer.ok) {
      dispatch({ type: 'refused', clientMsgId: message.clientMsgId });
      setDraft(message.body);
    }
  };

  return (
    <section aria-label={room.name}>
      <ol aria-live="polite">
        {state.messages.map((message) => (
          <li key={message.seq} data-seq={message.seq} data-state="sent">
            <b>{message.author}</b> <span>{message.body}</span>
          </li>
        ))}
        {state.pending.map((message) => (
          <li key={message.clientMsgId} data-seq="" data-state="pending">
            <span>{message.body}</span>
          </li>
        ))}
      </ol>
      <form onSubmit={submit}>
        <label>
          Message <input value={draft} onChange={(event) => setDraft(event.target.value)} maxLength={2000} required />
        </label>
        <button>Send</button>
      </form>
    </section>
  );
}

function Chat({ onLogout }) {
  const [socket, setSocket] = useState(null);
  const [rooms, setRooms] = useState([]);
  const [room, setRoom] = useState(null);
  useEffect(() => {
    const opened = connect();
    setSocket(opened);
    return () => opened.disconnect();
  }, []);
  useEffect(() => {
    let gone = false;
    api('GET', '/rooms').then((found) => gone || setRooms(found.filter((one) => one.member)));
    return () => {
      gone = true;
    };
  }, []);
  return (
    <main>
      <nav aria-label="Rooms">
        {rooms.map((one) => (
          <button key={one.id} aria-pressed={one.id === room?.id} onClick={() => setRoom(one)}>
            {one.name}
          </button>
        ))}
        <button onClick={() => api('POST', '/auth/logout').then(onLogout)}>Log out</button>
      </nav>
      {socket && room && <Room key={room.id} socket={socket} room={room} />}
    </main>
  );
}

function App() {
  const [user, setUser] = useState(undefined);
  useEffect(() => {
    let gone = false;
    api('GET', '/me').then(
      (found) => gone || setUser(found),
      () => gone || setUser(null),
    );
    return () => {
      gone = true;
    };
  }, []);
  if (user === undefined) return <p>Loading …</p>;
  return user === null ? <Login onUser={setUser} /> : <Chat onLogout={() => setUser(null)} />;
}

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
