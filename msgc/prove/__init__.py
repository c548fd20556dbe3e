"""Which constraints every recipient's row keeps, and a row for each that one can break."""
