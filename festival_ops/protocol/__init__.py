"""Guest protocol: who is invited, who comes, where they sit, who goes with them."""
