"""Messages as their readers will see them: pages, and the server that keeps them live."""
