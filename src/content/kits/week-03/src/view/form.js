/** Shows the screen “form”. */
