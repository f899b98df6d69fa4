"""The tables of `events`, from its areas."""
