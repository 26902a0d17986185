/** Starts the app: shows what is stored, then loads, and shows the screen that the hash names. */
throw new Error('the app is not written yet: begin in src/main.js');
