// The page. The browser test looks for: fields "Name" and "Password", a button "Log in", one button for each room with
// its name, a field "Message", a button "Send", and each message as an element with data-seq and data-state
// ("sent" or "pending").
import { createRoot } from 'react-dom/client';

createRoot(document.getElementById('root')).render(<p>Not written yet: web/main.jsx</p>);
