"""What an interrupt leaves behind."""


def forget_signal() -> None:
    """Let the run end with its own exit code, wherever an interrupt has met it.

    Python ends by the signal where that met a text that was being executed, as what makes classes
    does; the next text that is executed makes it forget.
    """
    exec("")
