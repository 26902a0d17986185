import react from '@vitejs/plugin-react';

const server = 'http://localhost:3000';

export default {
  plugins: [react()],
  // The browser sees one origin in development. Take the proxy out to practise CORS.
  server: { proxy: { '/auth': server, '/me': server, '/rooms': server, '/socket.io': { target: server, ws: true } } },
};
