"""The language server: what `attribution check` says, while one types. Needs the extra `lsp`."""
