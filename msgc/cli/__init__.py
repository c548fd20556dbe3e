"""The command line: words in, the pipeline run, a report out."""
