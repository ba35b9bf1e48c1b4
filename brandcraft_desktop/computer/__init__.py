"""What the program asks of the computer it runs on: to be started at login, to stay awake."""
