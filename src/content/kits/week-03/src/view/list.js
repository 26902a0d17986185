/** Shows the screen “list”. */
