"""What phones ask of the server, as docs/reference/wire.md says it."""
