"""What each subcommand of `timeline` does with its options."""
