"""The parts of the yearly assessment (``core.assessment``), one module for what each is made from."""
