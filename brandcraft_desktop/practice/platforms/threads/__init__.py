"""The practice Threads: the Threads API, its sign-in, the crawler that fetches files, the site."""
