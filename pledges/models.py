"""The tables of `pledges`, from its areas."""
