"""`python -m msgc` is the command line."""

from msgc.cli.entry import main

if __name__ == "__main__":
    main()
