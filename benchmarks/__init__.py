"""Measured runs: accuracy beside the peers, speed and scale. Each module has `run()` and prints its own table."""
