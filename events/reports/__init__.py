"""What a side event brought: its report."""
