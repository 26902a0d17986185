/** Shows the screen “dashboard”. */
