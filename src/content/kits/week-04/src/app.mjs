/** Puts middleware and routes together, in the order of the page's figure; the error handler is the last. */
