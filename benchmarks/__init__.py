"""What is timed, and how: reading, coding, and building the register.  `python -m benchmarks --help`."""
