"""From a payload back to a message file: the language's words where they give the same again."""
