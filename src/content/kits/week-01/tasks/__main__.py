from tasks.cli import entry

entry()
